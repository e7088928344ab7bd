package dev.surety.logging;

import java.util.Set;
import java.util.stream.Collectors;

/** The reference page of the log's events, made of their definitions. */
public final class LogEventsReference {
  private LogEventsReference() {}

  /** The page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Events in the logs\n\n")
        .append("Every process of Surety, and every server of its sandbox, writes its log as JSON")
        .append(
            " lines in the Elastic Common Schema. What happens to a pipeline is an event with a")
        .append(
            " name in `event.action`; [Logs](../guide/logs.md) says where the lines are and how")
        .append(" to ask them.\n\n")
        .append("| `event.action` | level | what it says | fields |\n")
        .append("|---|---|---|---|\n");
    for (EventAction event : EventAction.values()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(event.action(), event.ecs().level(), event.help(), list(event.fields())));
    }
    page.append("\n## Fields\n\n")
        .append("| field | type | where | what it says |\n")
        .append("|---|---|---|---|\n");
    for (EventField field : EventField.values()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(field.ecsName(), type(field.type()), place(field.place()), field.help()));
    }
    return page.toString();
  }

  private static String list(Set<EventField> fields) {
    return fields.stream()
        .map(field -> "`" + field.ecsName() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String type(EventField.Type type) {
    return switch (type) {
      case KEYWORD -> "keyword";
      case TEXT -> "text";
      case DATE -> "date";
      case LONG -> "long";
      case DOUBLE -> "double";
      case NESTED -> "nested: `name` (keyword), `records` (long)";
    };
  }

  private static String place(EventField.Place place) {
    return switch (place) {
      case EVERY_LINE -> "every line";
      case ANY_LINE -> "any line";
      case EVERY_EVENT -> "every event";
      case SOME_EVENTS -> "events that name it";
    };
  }
}
