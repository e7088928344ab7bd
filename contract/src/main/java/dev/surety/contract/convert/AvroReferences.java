package dev.surety.contract.convert;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** Avro schemas that use types of other schemas, as a registry keeps them, as one schema. */
public final class AvroReferences {
  private AvroReferences() {}

  /**
   * The schema with the definitions of the types that it uses, each where it is used first. A
   * schema that Avro refuses, or whose types are not all there, is given back as it is: importing
   * it says what is wrong.
   *
   * @param used the schemas that it uses, directly or through others, in any order
   */
  public static String inline(String text, Collection<String> used) {
    try {
      return SchemaFormatter.format("json/pretty", parse(text, definitions(used)));
    } catch (AvroRuntimeException notWhole) {
      return text;
    }
  }

  /** Each schema can be read once those that it uses have been; those that never can are left. */
  private static Map<String, Schema> definitions(Collection<String> used) {
    Map<String, Schema> known = new LinkedHashMap<>();
    Deque<String> open = new ArrayDeque<>();
    used.forEach(open::addFirst);
    int failed = 0;
    while (failed < open.size()) {
      String text = open.removeFirst();
      try {
        define(parse(text, known), known);
        failed = 0;
      } catch (AvroRuntimeException notYet) {
        open.addLast(text);
        failed++;
      }
    }
    return known;
  }

  private static Schema parse(String text, Map<String, Schema> known) {
    Schema.Parser parser = new Schema.Parser();
    parser.addTypes(known.values());
    return parser.parse(text);
  }

  /** A reference is to a named type; what is inside of it has been read with it. */
  private static void define(Schema schema, Map<String, Schema> known) {
    switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> known.putIfAbsent(schema.getFullName(), schema);
      default -> throw new AvroRuntimeException("no named type");
    }
  }
}
