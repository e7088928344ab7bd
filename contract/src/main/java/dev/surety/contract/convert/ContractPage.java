package dev.surety.contract.convert;

import dev.surety.contract.Text;
import dev.surety.contract.convert.PageBlock.Cell;
import dev.surety.contract.convert.PageBlock.Diagram;
import dev.surety.contract.convert.PageBlock.Fact;
import dev.surety.contract.convert.PageBlock.Facts;
import dev.surety.contract.convert.PageBlock.Heading;
import dev.surety.contract.convert.PageBlock.Paragraph;
import dev.surety.contract.convert.PageBlock.Table;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.document.DocumentServer;
import dev.surety.contract.document.SlaProperty;
import dev.surety.contract.document.Team;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a page about a contract says, in the order in which a reader asks. */
final class ContractPage {
  private static final Set<String> SHOWN =
      Set.of(
          "apiVersion",
          "kind",
          "id",
          "name",
          "version",
          "status",
          "tenant",
          "domain",
          "dataProduct",
          "contractCreatedTs",
          "tags",
          "description",
          "servers",
          "schema",
          "support",
          "price",
          "team",
          "roles",
          "slaProperties",
          "slaDefaultElement",
          "authoritativeDefinitions",
          "customProperties",
          "context");

  private final ContractDocument document;
  private final List<PageBlock> blocks = new ArrayList<>();

  private ContractPage(ContractDocument document) {
    this.document = document;
  }

  /** The title of the page. */
  static String title(ExportSource source) {
    return string(source.document().name().or(() -> source.document().id()));
  }

  static List<PageBlock> of(ExportSource source) {
    ContractPage page = new ContractPage(source.document());
    page.overview();
    page.servers();
    page.blocks.add(new Heading(2, "Record types"));
    page.blocks.add(new Diagram());
    new RecordTypePage(page.blocks).add(source);
    page.service();
    page.people();
    page.changes(source);
    return List.copyOf(page.blocks);
  }

  /** What the document has and the page has not. */
  static List<Loss> losses(ExportSource source) {
    return source.document().node().entries().stream()
        .filter(entry -> !SHOWN.contains(entry.key().value()))
        .map(
            entry ->
                new Loss(
                    entry.key().at(), entry.key().value(), "the page shows what ODCS knows only"))
        .toList();
  }

  static String string(Optional<Text> text) {
    return text.map(Text::value).orElse("");
  }

  /** A value of any shape in one line. */
  static String inline(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return mapping.entries().stream()
          .map(entry -> entry.key().value() + ": " + inline(entry.value()))
          .collect(Collectors.joining(", "));
    }
    if (node instanceof YamlSequence list) {
      return list.items().stream().map(ContractPage::inline).collect(Collectors.joining(", "));
    }
    return ((YamlScalar) node).value();
  }

  /** A table without the columns that are empty; nothing without rows. */
  static Optional<PageBlock> table(List<String> head, List<List<Cell>> rows) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < head.size(); i++) {
      int column = i;
      if (rows.stream().anyMatch(row -> !row.get(column).text().isEmpty())) {
        kept.add(i);
      }
    }
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                kept.stream().map(head::get).toList(),
                rows.stream().map(row -> kept.stream().map(row::get).toList()).toList()));
  }

  private void table(String heading, List<String> head, List<List<Cell>> rows) {
    table(head, rows)
        .ifPresent(
            table -> {
              blocks.add(new Heading(2, heading));
              blocks.add(table);
            });
  }

  private static void fact(List<Fact> facts, String name, Cell value) {
    if (!value.text().isEmpty()) {
      facts.add(new Fact(name, value));
    }
  }

  private void overview() {
    List<Fact> facts = new ArrayList<>();
    fact(facts, "Version", Cell.mark(string(document.version())));
    fact(facts, "Status", Cell.mark(string(document.status())));
    fact(facts, "Id", Cell.code(string(document.id())));
    fact(facts, "Owner", Cell.text(owner()));
    fact(facts, "Domain", Cell.text(string(document.domain())));
    fact(facts, "Data product", Cell.text(string(document.dataProduct())));
    fact(facts, "Tenant", Cell.text(string(document.tenant())));
    fact(facts, "Created", Cell.text(string(document.contractCreatedTs())));
    String tags = document.tags().stream().map(Text::value).collect(Collectors.joining(", "));
    fact(facts, "Tags", Cell.text(tags));
    fact(facts, "Standard", Cell.text("ODCS " + string(document.apiVersion())));
    blocks.add(new Facts(facts));
    section("Purpose", document.purpose());
    section("Usage", document.usage());
    section("Limitations", document.limitations());
    document.context().ifPresent(context -> section("Context for programs", inline(context)));
  }

  /** Whoever the team says it is, by role, else by the name of the team. */
  private String owner() {
    Optional<Team> team = document.team();
    return team.stream()
        .flatMap(t -> t.members().stream())
        .filter(
            member -> string(member.role()).toLowerCase(java.util.Locale.ROOT).contains("owner"))
        .filter(member -> member.dateOut().isEmpty())
        .map(member -> string(member.name().or(member::username)))
        .findFirst()
        .or(() -> team.flatMap(Team::name).map(Text::value))
        .orElse("");
  }

  private void section(String heading, Optional<Text> text) {
    section(heading, string(text));
  }

  private void section(String heading, String text) {
    if (!text.isBlank()) {
      blocks.add(new Heading(2, heading));
      for (String paragraph : text.strip().split("\\R\\s*\\R")) {
        blocks.add(new Paragraph(paragraph.strip()));
      }
    }
  }

  private void servers() {
    List<List<Cell>> rows = new ArrayList<>();
    for (DocumentServer server : document.servers()) {
      String host = string(server.host().or(server::location));
      String port = server.port().map(YamlScalar::value).orElse("");
      rows.add(
          List.of(
              Cell.text(string(server.server())),
              Cell.text(string(server.type())),
              Cell.text(string(server.environment())),
              Cell.code(port.isEmpty() ? host : host + ":" + port),
              Cell.text(string(server.format())),
              Cell.text(string(server.description()))));
    }
    table(
        "Servers",
        List.of("Server", "Type", "Environment", "Address", "Format", "Description"),
        rows);
  }

  private void service() {
    List<List<Cell>> levels = new ArrayList<>();
    for (SlaProperty sla : document.slaProperties()) {
      String unit = string(sla.unit());
      String value = sla.value().map(YamlScalar::value).orElse("");
      String until = sla.valueExt().map(YamlScalar::value).orElse("");
      levels.add(
          List.of(
              Cell.text(string(sla.property())),
              Cell.text((value + " " + unit).strip() + (until.isEmpty() ? "" : " to " + until)),
              Cell.code(string(sla.element().or(document::slaDefaultElement))),
              Cell.text(string(sla.driver())),
              Cell.text(string(sla.description()))));
    }
    table(
        "Service levels", List.of("Property", "Promise", "About", "Driver", "Description"), levels);
    document
        .price()
        .ifPresent(
            price -> {
              String amount = price.priceAmount().map(Object::toString).orElse("");
              String currency = string(price.priceCurrency());
              String unit = string(price.priceUnit());
              section(
                  "Price",
                  (amount + " " + currency + (unit.isEmpty() ? "" : " per " + unit)).strip());
            });
  }

  private void people() {
    List<List<Cell>> members = new ArrayList<>();
    document
        .team()
        .ifPresent(
            team ->
                team.members()
                    .forEach(
                        member ->
                            members.add(
                                List.of(
                                    Cell.text(string(member.name())),
                                    Cell.code(string(member.username())),
                                    Cell.text(string(member.role())),
                                    Cell.text(string(member.dateIn())),
                                    Cell.text(string(member.dateOut())),
                                    Cell.text(string(member.description()))))));
    table("Team", List.of("Name", "User", "Role", "From", "Until", "Description"), members);
    List<List<Cell>> channels = new ArrayList<>();
    document
        .support()
        .forEach(
            channel ->
                channels.add(
                    List.of(
                        Cell.text(string(channel.channel())),
                        Cell.text(string(channel.tool())),
                        Cell.text(string(channel.scope())),
                        Cell.link(string(channel.url())),
                        Cell.text(string(channel.description())))));
    table("Support", List.of("Channel", "Tool", "Scope", "Address", "Description"), channels);
    List<List<Cell>> roles = new ArrayList<>();
    document
        .roles()
        .forEach(
            role ->
                roles.add(
                    List.of(
                        Cell.code(string(role.role())),
                        Cell.text(string(role.access())),
                        Cell.text(string(role.firstLevelApprovers())),
                        Cell.text(string(role.secondLevelApprovers())),
                        Cell.text(string(role.description())))));
    table(
        "Roles",
        List.of("Role", "Access", "First approver", "Second approver", "Description"),
        roles);
  }

  /** Where a reader finds what is not on the page, and how it came to be. */
  private void changes(ExportSource source) {
    List<List<Cell>> links = new ArrayList<>();
    document
        .authoritativeDefinitions()
        .forEach(
            link ->
                links.add(
                    List.of(
                        Cell.text(string(link.type())),
                        Cell.link(string(link.url())),
                        Cell.text(string(link.description())))));
    table("Definitions", List.of("Type", "Address", "Description"), links);
    List<List<Cell>> custom = new ArrayList<>();
    document
        .customProperties()
        .forEach(
            property ->
                custom.add(
                    List.of(
                        Cell.code(string(property.property())),
                        Cell.text(property.value().map(ContractPage::inline).orElse("")))));
    table("Settings", List.of("Property", "Value"), custom);
    blocks.add(new Heading(2, "Changes"));
    blocks.add(
        new Paragraph(
            "This page was made from version "
                + source.contract().version()
                + " of the contract. Its history is that of the file "
                + source.contract().file()
                + "; `surety contract diff OLD NEW` says what changed between two versions and whom"
                + " it breaks."));
  }
}
