package dev.surety.logging;

import java.time.Instant;
import java.util.List;

/**
 * Every field that our log lines can have, beside those that a log shipper adds. Names without
 * {@code surety.} are those of the Elastic Common Schema (ECS) 8.11.
 */
public enum EventField {
  TIMESTAMP("@timestamp", Type.DATE, Place.EVERY_LINE, "When the line was written, UTC."),
  ECS_VERSION("ecs.version", Type.KEYWORD, Place.EVERY_LINE, "The version of the schema."),
  LOG_LEVEL("log.level", Type.KEYWORD, Place.EVERY_LINE, "`INFO`, `WARN` or `ERROR`."),
  LOG_LOGGER("log.logger", Type.KEYWORD, Place.EVERY_LINE, "What wrote the line."),
  MESSAGE("message", Type.TEXT, Place.EVERY_LINE, "What happened, in a sentence."),
  PROCESS_PID("process.pid", Type.LONG, Place.EVERY_LINE, "The process."),
  PROCESS_THREAD_NAME("process.thread.name", Type.KEYWORD, Place.EVERY_LINE, "The thread."),
  SERVICE_NAME(
      "service.name",
      Type.KEYWORD,
      Place.EVERY_LINE,
      "What the process is, such as `surety-run`, `surety-watch`, `kafka-1` or `flink-jobmanager`."),
  SERVICE_VERSION(
      "service.version",
      Type.KEYWORD,
      Place.EVERY_LINE,
      "The version of Surety that runs or that started the server."),
  RUN_ID("surety.run.id", Type.KEYWORD, Place.EVERY_LINE, "Another one at each start."),
  TRACE_ID(
      "trace.id",
      Type.KEYWORD,
      Place.EVERY_LINE,
      "One for all processes that a command starts, 32 hexadecimal digits; taken from `TRACEPARENT`"
          + " where that is set."),
  ERROR_TYPE("error.type", Type.KEYWORD, Place.ANY_LINE, "The class of an exception."),
  ERROR_MESSAGE("error.message", Type.TEXT, Place.ANY_LINE, "What went wrong."),
  ERROR_STACK_TRACE("error.stack_trace", Type.TEXT, Place.ANY_LINE, "Where an exception was."),

  EVENT_ACTION("event.action", Type.KEYWORD, Place.EVERY_EVENT, "The name of the event."),
  EVENT_KIND("event.kind", Type.KEYWORD, Place.EVERY_EVENT, "Always `event`."),
  EVENT_CATEGORY("event.category", Type.KEYWORD, Place.SOME_EVENTS, "ECS' category, if any fits."),
  EVENT_TYPE("event.type", Type.KEYWORD, Place.EVERY_EVENT, "ECS' type."),
  EVENT_OUTCOME("event.outcome", Type.KEYWORD, Place.SOME_EVENTS, "`success` or `failure`."),

  EVENT_START("event.start", Type.DATE, Place.SOME_EVENTS, "When it began, UTC."),
  EVENT_END("event.end", Type.DATE, Place.SOME_EVENTS, "When it was over, UTC."),
  EVENT_DURATION("event.duration", Type.LONG, Place.SOME_EVENTS, "How long it took, nanoseconds."),
  ERROR_CODE(
      "error.code",
      Type.KEYWORD,
      Place.SOME_EVENTS,
      "What kind of failure: `UNREACHABLE`, `AUTHENTICATION_FAILED`, `NOT_AUTHORIZED`, `NOT_FOUND`,"
          + " `REFUSED` or `JOB_FAILED`."),
  SERVER_ADDRESS("server.address", Type.KEYWORD, Place.SOME_EVENTS, "Kafka's bootstrap servers."),

  PIPELINE("surety.pipeline", Type.KEYWORD, Place.SOME_EVENTS, "The pipeline."),
  TOPIC("surety.topic", Type.KEYWORD, Place.SOME_EVENTS, "Its input topic."),
  CONTRACT_ID("surety.contract.id", Type.KEYWORD, Place.SOME_EVENTS, "The contract that holds."),
  CONTRACT_VERSION("surety.contract.version", Type.KEYWORD, Place.SOME_EVENTS, "Its version."),
  PARTITIONS("surety.partitions", Type.LONG, Place.SOME_EVENTS, "Partitions of the input topic."),
  PARALLELISM("surety.parallelism", Type.LONG, Place.SOME_EVENTS, "Subtasks of the job."),
  RESTARTS("surety.restarts", Type.LONG, Place.SOME_EVENTS, "Restarts of the job in this run."),
  CHECKPOINT_ID(
      "surety.checkpoint.id",
      Type.LONG,
      Place.SOME_EVENTS,
      "A checkpoint's number; of `pipeline.start` the one that it goes on from."),
  CHECKPOINT_BYTES("surety.checkpoint.bytes", Type.LONG, Place.SOME_EVENTS, "State in it."),
  RECORDS_JUDGED(
      "surety.records.judged",
      Type.LONG,
      Place.SOME_EVENTS,
      "Records judged since the event before of its kind; of `pipeline.stop` since the pipeline's"
          + " first start; of a surge within its window."),
  RECORDS_QUARANTINED(
      "surety.records.quarantined", Type.LONG, Place.SOME_EVENTS, "How many of them break rules."),
  RECORDS_BYTES(
      "surety.records.bytes", Type.LONG, Place.SOME_EVENTS, "Bytes of the values judged."),
  LAG_RECORDS("surety.lag.records", Type.LONG, Place.SOME_EVENTS, "Records not yet written."),
  QUARANTINE_RATIO(
      "surety.quarantine.ratio", Type.DOUBLE, Place.SOME_EVENTS, "Quarantined of those judged."),
  QUARANTINE_BASELINE_RATIO(
      "surety.quarantine.baseline_ratio",
      Type.DOUBLE,
      Place.SOME_EVENTS,
      "The usual ratio of this run; absent until there is one."),
  RULE("surety.rule", Type.KEYWORD, Place.SOME_EVENTS, "The rule that most records break."),
  RULES(
      "surety.rules",
      Type.NESTED,
      Place.SOME_EVENTS,
      "How many records break which rule, most first; a record may break several."),
  PROBE_NAME("surety.probe.name", Type.KEYWORD, Place.SOME_EVENTS, "A probe of `surety watch`."),
  PROBE_TARGET("surety.probe.target", Type.KEYWORD, Place.SOME_EVENTS, "What it asks.");

  /** How an index keeps a field. */
  public enum Type {
    KEYWORD,
    TEXT,
    DATE,
    LONG,
    DOUBLE,
    /** A list of {@link RuleCount}. */
    NESTED
  }

  /** Which lines have a field. */
  public enum Place {
    EVERY_LINE,
    /** Any line, when there is something to say. */
    ANY_LINE,
    EVERY_EVENT,
    /** Those events that name it. */
    SOME_EVENTS
  }

  private final String ecsName;
  private final Type type;
  private final Place place;
  private final String help;

  EventField(String ecsName, Type type, Place place, String help) {
    this.ecsName = ecsName;
    this.type = type;
    this.place = place;
    this.help = help;
  }

  /** Its name in a line, with dots. */
  public String ecsName() {
    return ecsName;
  }

  public Type type() {
    return type;
  }

  public Place place() {
    return place;
  }

  /** What it says, in a sentence of Markdown. */
  public String help() {
    return help;
  }

  /** The value as a line shows it: numbers as numbers, times in ISO 8601, text without secrets. */
  Object shown(Object value) {
    return switch (type) {
      case KEYWORD, TEXT -> Secrets.masked(require(String.class, value));
      case DATE -> require(Instant.class, value).toString();
      case LONG -> require(Long.class, value);
      case DOUBLE -> require(Double.class, value);
      case NESTED ->
          require(List.class, value).stream()
              .map(each -> require(RuleCount.class, each).shown())
              .toList();
    };
  }

  private <T> T require(Class<T> expected, Object value) {
    if (!expected.isInstance(value)) {
      throw new IllegalArgumentException(
          ecsName + " is " + expected.getSimpleName() + ", not " + value.getClass().getName());
    }
    return expected.cast(value);
  }
}
