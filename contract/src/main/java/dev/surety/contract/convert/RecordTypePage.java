package dev.surety.contract.convert;

import dev.surety.contract.Property;
import dev.surety.contract.RecordRule;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.Text;
import dev.surety.contract.convert.PageBlock.Cell;
import dev.surety.contract.convert.PageBlock.Fact;
import dev.surety.contract.convert.PageBlock.Facts;
import dev.surety.contract.convert.PageBlock.Heading;
import dev.surety.contract.convert.PageBlock.Kind;
import dev.surety.contract.convert.PageBlock.Paragraph;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.document.DocumentProperty;
import dev.surety.contract.document.QualityRule;
import dev.surety.contract.document.Reference;
import dev.surety.contract.document.SchemaElement;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The record types of a contract, as a page shows them. */
final class RecordTypePage {
  private final List<PageBlock> blocks;

  RecordTypePage(List<PageBlock> blocks) {
    this.blocks = blocks;
  }

  void add(ExportSource source) {
    for (SchemaObject object : source.objects()) {
      Settings.of(source, object).ifPresent(document -> add(object, document));
    }
  }

  private void add(SchemaObject object, DocumentObject document) {
    blocks.add(new Heading(3, object.name()));
    document.description().ifPresent(text -> blocks.add(new Paragraph(text.value())));
    blocks.add(new Facts(facts(object, document)));
    List<List<Cell>> rows = new ArrayList<>();
    properties(document.properties(), object.root(), 0, rows);
    ContractPage.table(
            List.of(
                "Property",
                "Type",
                "Required",
                "Constraints",
                "Classification",
                "Description",
                "Examples"),
            rows)
        .ifPresent(blocks::add);
    rules(object, document);
    relationships(document);
  }

  private static List<Fact> facts(SchemaObject object, DocumentObject document) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Topic", Cell.code(object.topic())));
    document
        .businessName()
        .ifPresent(name -> facts.add(new Fact("Business name", Cell.text(name.value()))));
    document
        .dataGranularityDescription()
        .ifPresent(text -> facts.add(new Fact("One record is", Cell.text(text.value()))));
    if (object.when() != null) {
      facts.add(new Fact("Describes", Cell.code(object.when().value())));
    }
    if (object.root().closed()) {
      facts.add(new Fact("Other members", Cell.text("are violations")));
    }
    document.customProperties().stream()
        .filter(custom -> !Set.of("surety.when", "surety.closed").contains(name(custom.property())))
        .forEach(
            custom ->
                facts.add(
                    new Fact(
                        name(custom.property()),
                        Cell.code(custom.value().map(ContractPage::inline).orElse("")))));
    if (document.deprecated()) {
      facts.add(new Fact("Deprecated", Cell.mark("deprecated")));
    }
    return facts;
  }

  private static String name(Optional<Text> text) {
    return ContractPage.string(text);
  }

  private static void properties(
      List<DocumentProperty> documents, Property owner, int depth, List<List<Cell>> rows) {
    for (DocumentProperty document : documents) {
      String name = name(document.name());
      owner.properties().stream()
          .filter(property -> property.name().equals(name))
          .findFirst()
          .ifPresent(property -> property(name, document, property, depth, rows));
    }
  }

  private static void property(
      String name, DocumentProperty document, Property property, int depth, List<List<Cell>> rows) {
    String description = name(document.description());
    String business = name(document.businessName());
    rows.add(
        List.of(
            new Cell(name, Kind.CODE, depth),
            Cell.text(type(property)),
            property.required() ? Cell.mark("required") : Cell.NONE,
            Cell.text(String.join(", ", constraints(document, property))),
            property.classification() == null ? Cell.NONE : Cell.mark(property.classification()),
            Cell.text(
                (document.deprecated() ? "Deprecated. " : "")
                    + (business.isEmpty() ? "" : business + ". ")
                    + description),
            Cell.text(
                document.examples().stream()
                    .map(ContractPage::inline)
                    .collect(Collectors.joining(", ")))));
    properties(document.properties(), property, depth + 1, rows);
    inner("[]", document.itemType(), property.items(), depth, rows);
    inner("{key}", document.mapKey(), property.mapKey(), depth, rows);
    inner("{}", document.mapValue(), property.mapValue(), depth, rows);
  }

  /** What a list or a map holds, where its type does not say it all. */
  private static void inner(
      String name,
      Optional<DocumentProperty> document,
      @org.jspecify.annotations.Nullable Property property,
      int depth,
      List<List<Cell>> rows) {
    if (document.isPresent() && property != null) {
      boolean isPlain =
          document.get().node().keys().stream()
              .allMatch(key -> Set.of("logicalType", "required").contains(key));
      if (!isPlain) {
        property(name, document.get(), property, depth + 1, rows);
      }
    }
  }

  /** {@code array of string}. */
  static String type(Property property) {
    if (property.type() == null) {
      return "any";
    }
    String name = property.type().odcsName();
    if (property.items() != null) {
      return name + " of " + type(property.items());
    }
    return property.mapValue() == null ? name : name + " to " + type(property.mapValue());
  }

  private static List<String> constraints(DocumentProperty document, Property property) {
    List<String> constraints = new ArrayList<>();
    document
        .logicalTypeOptions()
        .ifPresent(
            options ->
                options
                    .entries()
                    .forEach(
                        option ->
                            constraints.add(
                                option.key().value() + " " + ContractPage.inline(option.value()))));
    if (!property.allowed().isEmpty()) {
      String values =
          property.allowed().stream().map(Object::toString).collect(Collectors.joining(" | "));
      constraints.add("one of " + values);
    }
    if (document.primaryKey()) {
      constraints.add("primary key");
    }
    if (document.unique()) {
      constraints.add("unique");
    }
    if (property.closed()) {
      constraints.add("no other members");
    }
    document.quality().forEach(rule -> constraints.add(demand(rule)));
    document
        .relationships()
        .forEach(relationship -> constraints.add("refers to " + references(relationship.to())));
    return constraints;
  }

  private void rules(SchemaObject object, DocumentObject document) {
    List<List<Cell>> rows = new ArrayList<>();
    Set<YamlNode> written =
        document.quality().stream().map(QualityRule::node).collect(Collectors.toSet());
    for (RecordRule rule : object.rules()) {
      rows.add(
          List.of(
              Cell.code(rule.id()),
              Cell.code(rule.expression().value()),
              Cell.mark(
                  rule.onViolation() == RecordRule.OnViolation.PASS ? "warning" : "quarantine"),
              Cell.text(rule.description())));
      written.removeIf(node -> node.at().equals(rule.at()));
    }
    for (QualityRule rule : document.quality()) {
      if (written.contains(rule.node())) {
        rows.add(
            List.of(
                Cell.code(name(rule.id().or(rule::name))),
                Cell.code(demand(rule)),
                Cell.mark(name(rule.severity())),
                Cell.text(name(rule.description()))));
      }
    }
    ContractPage.table(List.of("Rule", "Demands", "On violation", "Description"), rows)
        .ifPresent(
            table -> {
              blocks.add(new Heading(4, "Rules"));
              blocks.add(table);
            });
  }

  private static String demand(QualityRule rule) {
    String compared =
        rule.comparison()
            .map(
                comparison ->
                    " "
                        + comparison.operator().key()
                        + " "
                        + comparison.operands().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(" and ")))
            .orElse("");
    String arguments =
        rule.arguments().map(a -> " (" + ContractPage.inline((YamlMapping) a) + ")").orElse("");
    return rule.metricOrRule()
        .or(rule::query)
        .map(Text::value)
        .or(() -> rule.implementation().map(ContractPage::inline))
        .map(what -> what + arguments + compared)
        .orElse(name(rule.description()));
  }

  private void relationships(DocumentObject document) {
    List<List<Cell>> rows = new ArrayList<>();
    document
        .relationships()
        .forEach(
            relationship ->
                rows.add(
                    List.of(
                        Cell.code(references(relationship.from())),
                        Cell.code(references(relationship.to())),
                        Cell.text(name(relationship.type())),
                        Cell.text(name(relationship.description())))));
    ContractPage.table(List.of("From", "To", "Type", "Description"), rows)
        .ifPresent(
            table -> {
              blocks.add(new Heading(4, "Relationships"));
              blocks.add(table);
            });
  }

  private static String references(List<Reference> references) {
    return references.stream()
        .map(reference -> reference.written().value())
        .collect(Collectors.joining(", "));
  }

  /** Whether an element is called so, by its name or its id. */
  static boolean isCalled(SchemaElement element, Reference.Form form, String step) {
    Optional<Text> called = form == Reference.Form.IDS ? element.id() : element.name();
    return called.map(Text::value).filter(step::equals).isPresent();
  }
}
