package dev.surety.contract.document;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Text;
import dev.surety.contract.read.Structure;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import dev.surety.contract.yaml.YamlWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A whole ODCS document: all that the standard has words for, and what it does not know. */
public record ContractDocument(YamlMapping node) implements DocumentPart {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*+)(?::-([^}]*+))?\\}");

  /**
   * What reading gave.
   *
   * @param document the document; null exactly when a problem is an error
   * @param problems what the standard does not allow
   */
  public record Result(@Nullable ContractDocument document, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a file, checked against the structure of the standard only. */
  public static Result read(Path file) {
    Problems problems = new Problems();
    return of(YamlReader.read(file, problems), problems);
  }

  /** Reads a text; {@code file} names it in positions. */
  public static Result read(String file, String text) {
    Problems problems = new Problems();
    return of(YamlReader.read(file, text, problems), problems);
  }

  private static Result of(Optional<YamlNode> root, Problems problems) {
    root.ifPresent(node -> Structure.check(node, problems));
    ContractDocument document =
        !problems.hasErrors() && root.orElse(null) instanceof YamlMapping mapping
            ? new ContractDocument(mapping)
            : null;
    return new Result(document, problems.list());
  }

  /** The document in canonical form, without comments. */
  public String write() {
    return YamlWriter.write(node, Structure.keyOrder(node));
  }

  public Optional<Text> apiVersion() {
    return text("apiVersion");
  }

  public Optional<Text> name() {
    return text("name");
  }

  public Optional<Text> version() {
    return text("version");
  }

  public Optional<Text> status() {
    return text("status");
  }

  public Optional<Text> tenant() {
    return text("tenant");
  }

  public Optional<Text> domain() {
    return text("domain");
  }

  public Optional<Text> dataProduct() {
    return text("dataProduct");
  }

  public Optional<Text> contractCreatedTs() {
    return text("contractCreatedTs");
  }

  public Optional<Text> purpose() {
    return ofDescription("purpose");
  }

  public Optional<Text> usage() {
    return ofDescription("usage");
  }

  public Optional<Text> limitations() {
    return ofDescription("limitations");
  }

  private Optional<Text> ofDescription(String key) {
    return part("description", mapping -> mapping)
        .flatMap(mapping -> mapping.get(key))
        .filter(value -> value instanceof YamlScalar scalar && scalar.isString())
        .map(value -> ((YamlScalar) value).text());
  }

  /** What programs should know: a string, or a mapping with instructions. */
  public Optional<YamlNode> context() {
    return value("context");
  }

  public List<DocumentServer> servers() {
    return parts("servers", DocumentServer::new);
  }

  public List<DocumentObject> schema() {
    return parts("schema", DocumentObject::new);
  }

  public List<SupportChannel> support() {
    return parts("support", SupportChannel::new);
  }

  public Optional<Price> price() {
    return part("price", Price::new);
  }

  /** The team, in either shape of the standard. */
  public Optional<Team> team() {
    List<TeamMember> listed = parts("team", TeamMember::new);
    if (value("team").orElse(null) instanceof YamlSequence) {
      return Optional.of(new Team(Optional.empty(), Optional.empty(), listed));
    }
    // A member's view of the mapping has the keys that both have.
    return part("team", TeamMember::new)
        .map(
            team ->
                new Team(team.name(), team.description(), team.parts("members", TeamMember::new)));
  }

  public List<Role> roles() {
    return parts("roles", Role::new);
  }

  public Optional<Text> slaDefaultElement() {
    return text("slaDefaultElement");
  }

  /**
   * The shortest latency that is promised for a schema object: by an {@code slaProperties} entry
   * named {@code latency} (or {@code Ly}) with a time and no element, or one of the object.
   */
  public Optional<Duration> latency(String object) {
    return slaProperties().stream()
        .filter(
            sla ->
                sla.property()
                    .map(Text::value)
                    .filter(name -> name.equalsIgnoreCase("latency") || name.equals("Ly"))
                    .isPresent())
        .filter(
            sla ->
                sla.element()
                    .or(this::slaDefaultElement)
                    .map(Text::value)
                    .map(element -> element.split("\\.", 2)[0].equals(object))
                    .orElse(true))
        .flatMap(sla -> sla.duration().stream())
        .min(Duration::compareTo);
  }

  public List<SlaProperty> slaProperties() {
    return parts("slaProperties", SlaProperty::new);
  }

  /** Keys that the standard does not know, in the order of the file. */
  public List<YamlMapping.Entry> unknownKeys() {
    return Structure.unknownKeys(node);
  }

  /** The variables in all strings, in the order of the file. */
  public List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    collect(node, variables);
    return variables;
  }

  private static void collect(YamlNode node, List<Variable> variables) {
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), variables));
    } else if (node instanceof YamlSequence list) {
      list.items().forEach(item -> collect(item, variables));
    } else if (node instanceof YamlScalar scalar && scalar.value().contains("${")) {
      Text text = scalar.text();
      // No variable ends behind the last brace; looking there would take quadratic time.
      int end = text.value().lastIndexOf('}') + 1;
      Matcher matcher = VARIABLE.matcher(text.value()).region(0, end);
      while (matcher.find()) {
        Optional<String> fallback = Optional.ofNullable(matcher.group(2));
        variables.add(new Variable(matcher.group(1), fallback, at(text, matcher.start())));
      }
    }
  }

  private static Position at(Text text, int index) {
    String before = text.value().substring(0, index);
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return text.position(line, before.codePointCount(lineStart, before.length()) + 1);
  }
}
