package dev.surety.registry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fetches the schemas that a schema uses, and those that they use. */
public final class References {
  /** Far more than any schema has; a registry that answers without end must not be followed. */
  private static final int MOST = 500;

  private References() {}

  /**
   * The text of every schema that this one uses, directly or through another, by the name by which
   * it is used; an earlier use of a name wins. Absent when one of them is not there.
   */
  public static Answer<Map<String, String>> of(Schema schema, SchemaRegistry registry) {
    Map<String, String> texts = new LinkedHashMap<>();
    Deque<SchemaReference> open = new ArrayDeque<>(schema.references());
    while (!open.isEmpty()) {
      SchemaReference reference = open.removeFirst();
      if (texts.containsKey(reference.name())) {
        continue;
      }
      if (texts.size() >= MOST) {
        return new Answer.Refused<>(200, 200, "the schema uses more than " + MOST + " others");
      }
      Answer<SubjectVersion> answer = registry.version(reference.subject(), reference.version());
      if (!(answer instanceof Answer.Found<SubjectVersion> found)) {
        return answer.map(version -> texts);
      }
      Schema used = found.value().schema();
      texts.put(reference.name(), used.text());
      open.addAll(used.references());
    }
    return new Answer.Found<>(texts);
  }
}
