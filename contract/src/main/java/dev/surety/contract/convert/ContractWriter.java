package dev.surety.contract.convert;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractFormatter;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.yaml.KeyOrder;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlSequence;
import dev.surety.contract.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a contract that stands in no file yet, in the canonical form of {@link ContractFormatter}.
 * Reading the text with {@code ContractReader.describe} gives the same contract again.
 */
public final class ContractWriter {
  /** Comments are wrapped behind this many characters. */
  private static final int COMMENT_WIDTH = 100;

  private final Function<Property, List<String>> comments;
  private final Map<YamlNode, List<String>> above = new IdentityHashMap<>();

  private ContractWriter(Function<Property, List<String>> comments) {
    this.comments = comments;
  }

  /** Writes a contract without comments. */
  public static String write(Contract contract) {
    return write(contract, property -> List.of());
  }

  /**
   * Writes a contract.
   *
   * <p>{@code apiVersion} is the contract's, or the first one, from 3.1 on, that has what the
   * contract says.
   *
   * @param comments lines to put above a property, without the number sign; those of a record
   *     type's root stand above the record type, those of the first root above the whole document
   * @throws IllegalArgumentException if the contract says what ODCS, as it is read here, has no
   *     place for: an option on the record itself (but {@code required} names), an option of a map
   *     or of a property without a type, or something that was read and is not enforced yet
   */
  public static String write(Contract contract, Function<Property, List<String>> comments) {
    if (!contract.notEnforced().isEmpty()) {
      throw new IllegalArgumentException(
          "not all of the contract is in its model: " + contract.notEnforced().get(0));
    }
    ContractWriter writer = new ContractWriter(comments);
    YamlMapping document = writer.document(contract);
    List<String> head =
        contract.objects().isEmpty()
            ? List.of()
            : lines(comments.apply(contract.objects().get(0).root()));
    String text = YamlWriter.write(document, KeyOrder.AS_IT_IS, head, writer.above);
    ContractFormatter.Result formatted = ContractFormatter.format(contract.file(), text);
    if (formatted.text() == null) {
      throw new IllegalStateException("what was written is no contract: " + formatted.problems());
    }
    return formatted.text();
  }

  private YamlMapping document(Contract contract) {
    List<YamlNode> schema = new ArrayList<>();
    for (SchemaObject object : contract.objects()) {
      YamlMapping node = object(object);
      if (object != contract.objects().get(0)) {
        comment(node, object.root());
      }
      schema.add(node);
    }
    MappingBuilder document =
        new MappingBuilder()
            .put("apiVersion", NeededVersion.of(contract))
            .put("kind", "DataContract")
            .put("id", contract.id())
            .put("version", contract.version())
            // ODCS 3.1 asks for one; what a program wrote is not yet agreed.
            .put("status", "draft");
    if (!schema.isEmpty()) {
      document.put("schema", new YamlSequence(MappingBuilder.NOWHERE, schema));
    }
    return document.build();
  }

  private YamlMapping object(SchemaObject object) {
    MappingBuilder node = new MappingBuilder().put("name", object.name());
    boolean isNamed = object.root().information().physicalName() != null;
    if (isNamed || !object.topic().equals(object.name())) {
      node.put("physicalName", object.topic());
    }
    node.put("physicalType", object.root().information().physicalType());
    node.put("logicalType", "object");
    PropertyNodes.addRemarks(node, object.root());
    properties(node, object.root());
    RecordTypeNodes.addRules(node, object);
    RecordTypeNodes.addSettings(node, object);
    return node.build();
  }

  private void properties(MappingBuilder node, Property owner) {
    if (owner.properties().isEmpty()) {
      return;
    }
    List<YamlNode> members = new ArrayList<>();
    for (Property property : owner.properties()) {
      YamlMapping member = property(property);
      comment(member, property);
      members.add(member);
    }
    node.put("properties", new YamlSequence(MappingBuilder.NOWHERE, members));
  }

  private YamlMapping property(Property property) {
    MappingBuilder node = new MappingBuilder();
    if (!property.name().isEmpty()) {
      node.put("name", property.name());
    }
    PropertyNodes.addFacets(node, property);
    properties(node, property);
    if (property.items() != null) {
      comment(node.put("items", property(property.items())), property.items());
    }
    if (property.mapKey() != null || property.mapValue() != null) {
      node.put("map", map(property));
    }
    return node.build();
  }

  private YamlMapping map(Property property) {
    Position at = property.at();
    Property key = property.mapKey() == null ? PropertyDraft.any("", at) : property.mapKey();
    Property value = property.mapValue() == null ? PropertyDraft.any("", at) : property.mapValue();
    MappingBuilder map = new MappingBuilder();
    comment(map.put("key", property(key)), key);
    comment(map.put("value", property(value)), value);
    return map.build();
  }

  private void comment(YamlNode element, Property property) {
    List<String> lines = lines(comments.apply(property));
    if (!lines.isEmpty()) {
      above.put(element, lines);
    }
  }

  /** Comments as they stand in a file: what cannot stand there becomes a space. */
  private static List<String> lines(List<String> comments) {
    List<String> lines = new ArrayList<>();
    for (String comment : comments) {
      for (String line : comment.split("\\R", -1)) {
        StringBuilder clean = new StringBuilder();
        line.codePoints()
            .map(c -> c < ' ' || (c >= 0x7F && c <= 0x9F) || isUnfit(c) ? ' ' : c)
            .forEach(clean::appendCodePoint);
        wrap(clean.toString().strip(), lines);
      }
    }
    return lines;
  }

  private static boolean isUnfit(int c) {
    return c == 0xFEFF
        || c == 0x2028
        || c == 0x2029
        || c == 0xFFFE
        || c == 0xFFFF
        || (c >= 0xD800 && c <= 0xDFFF);
  }

  private static void wrap(String comment, List<String> lines) {
    String rest = comment;
    while (rest.length() > COMMENT_WIDTH) {
      int space = rest.lastIndexOf(' ', COMMENT_WIDTH);
      if (space <= 0) {
        break;
      }
      lines.add("# " + rest.substring(0, space).stripTrailing());
      rest = rest.substring(space + 1).strip();
    }
    lines.add(rest.isEmpty() ? "#" : "# " + rest);
  }
}
