package dev.surety.logging;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Writes events to the log of the process. An event holds counts, sizes, times and names; never a
 * record's key, value or headers, and never a connection setting other than an address.
 * Thread-safe.
 */
public final class EventLog {
  /** The logger of all events. */
  public static final String LOGGER = "dev.surety.event";

  private final Map<EventField, Object> common;

  private EventLog(Map<EventField, Object> common) {
    this.common = common;
  }

  /** A log whose events all have these values, as far as they have the fields. */
  public static EventLog of(Map<EventField, ?> common) {
    return new EventLog(new EnumMap<>(common));
  }

  /** A log without values of its own. */
  public static EventLog plain() {
    return new EventLog(new EnumMap<>(EventField.class));
  }

  /** Begins an event; {@link Event#say} writes it. */
  public Event event(EventAction action) {
    return new Event(action, common);
  }

  /** An event that is being put together. Not thread-safe. */
  public static final class Event {
    private final EventAction action;
    private final Map<EventField, Object> values = new EnumMap<>(EventField.class);

    private Event(EventAction action, Map<EventField, Object> common) {
      this.action = requireNonNull(action, "action");
      common.forEach(
          (field, value) -> {
            if (action.fields().contains(field)) {
              values.put(field, value);
            }
          });
    }

    /**
     * Sets a field.
     *
     * @throws IllegalArgumentException when the event has no such field
     */
    public Event with(EventField field, Object value) {
      if (!action.fields().contains(field)) {
        throw new IllegalArgumentException(action.action() + " has no " + field.ecsName());
      }
      values.put(field, value);
      return this;
    }

    /** Sets a number. */
    public Event with(EventField field, long value) {
      return with(field, Long.valueOf(value));
    }

    /** Sets when it began and ended, and so how long it took. */
    public Event between(Instant start, Instant end) {
      Duration duration = Duration.between(start, end);
      return with(EventField.EVENT_START, start)
          .with(EventField.EVENT_END, end)
          .with(EventField.EVENT_DURATION, Math.max(0, duration.toNanos()));
    }

    /** Sets how many records break which rule, and the rule that most of them break. */
    public Event rules(Map<String, Long> recordsByRule) {
      List<RuleCount> counts = RuleCount.mostFirst(recordsByRule);
      if (!counts.isEmpty()) {
        with(EventField.RULE, counts.get(0).name()).with(EventField.RULES, counts);
      }
      return this;
    }

    /**
     * Writes the event.
     *
     * @param sentence what happened, for people; begins with a small letter, ends without a dot
     */
    public void say(String sentence) {
      Logger logger = LogManager.getLogger(LOGGER);
      logger.log(action.ecs().level(), new EventMessage(Secrets.masked(sentence), fields()));
    }

    /** The fields as the line shows them. */
    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      EventAction.Ecs ecs = action.ecs();
      fields.put(EventField.EVENT_ACTION.ecsName(), action.action());
      fields.put(EventField.EVENT_KIND.ecsName(), "event");
      if (!ecs.category().isEmpty()) {
        fields.put(EventField.EVENT_CATEGORY.ecsName(), List.of(ecs.category()));
      }
      fields.put(EventField.EVENT_TYPE.ecsName(), List.of(ecs.type()));
      if (!ecs.outcome().isEmpty()) {
        fields.put(EventField.EVENT_OUTCOME.ecsName(), ecs.outcome());
      }
      values.forEach((field, value) -> fields.put(field.ecsName(), field.shown(value)));
      return fields;
    }
  }
}
