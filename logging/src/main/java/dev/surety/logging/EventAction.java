package dev.surety.logging;

import static dev.surety.logging.EventField.CHECKPOINT_BYTES;
import static dev.surety.logging.EventField.CHECKPOINT_ID;
import static dev.surety.logging.EventField.CONTRACT_ID;
import static dev.surety.logging.EventField.CONTRACT_VERSION;
import static dev.surety.logging.EventField.ERROR_CODE;
import static dev.surety.logging.EventField.ERROR_MESSAGE;
import static dev.surety.logging.EventField.EVENT_DURATION;
import static dev.surety.logging.EventField.EVENT_END;
import static dev.surety.logging.EventField.EVENT_START;
import static dev.surety.logging.EventField.LAG_RECORDS;
import static dev.surety.logging.EventField.PARALLELISM;
import static dev.surety.logging.EventField.PARTITIONS;
import static dev.surety.logging.EventField.PROBE_NAME;
import static dev.surety.logging.EventField.PROBE_TARGET;
import static dev.surety.logging.EventField.QUARANTINE_BASELINE_RATIO;
import static dev.surety.logging.EventField.QUARANTINE_RATIO;
import static dev.surety.logging.EventField.RECORDS_BYTES;
import static dev.surety.logging.EventField.RECORDS_JUDGED;
import static dev.surety.logging.EventField.RECORDS_QUARANTINED;
import static dev.surety.logging.EventField.RESTARTS;
import static dev.surety.logging.EventField.RULE;
import static dev.surety.logging.EventField.RULES;
import static dev.surety.logging.EventField.SERVER_ADDRESS;
import static dev.surety.logging.EventField.TOPIC;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Level;

/**
 * Every event that has a name, with the fields that it may have. Categories, types and outcomes are
 * ECS' allowed values.
 */
public enum EventAction {
  CONTRACT_LOADED(
      "contract.loaded",
      Ecs.of(Level.INFO, "configuration", "info", ""),
      "A pipeline has read the contract that it holds records to.",
      Of.PIPELINE),
  PIPELINE_START(
      "pipeline.start",
      Ecs.of(Level.INFO, "process", "start", "success"),
      "A pipeline begins to run.",
      Of.PIPELINE,
      PARTITIONS,
      PARALLELISM,
      CHECKPOINT_ID,
      SERVER_ADDRESS),
  PIPELINE_STOP(
      "pipeline.stop",
      Ecs.of(Level.INFO, "process", "end", "success"),
      "A pipeline has stopped as it was asked to, or because it was done.",
      Of.PIPELINE,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      CHECKPOINT_ID,
      RECORDS_JUDGED,
      RECORDS_QUARANTINED,
      LAG_RECORDS,
      RESTARTS),
  PIPELINE_FAILED(
      "pipeline.failed",
      Ecs.of(Level.ERROR, "process", "end", "failure"),
      "A pipeline has ended and cannot go on by itself.",
      Of.PIPELINE,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      ERROR_CODE,
      ERROR_MESSAGE),
  RUN_REFUSED(
      "run.refused",
      Ecs.of(Level.ERROR, "process", "start", "failure"),
      "A pipeline was not started: a server cannot be reached, a name is not known, or going on"
          + " could lose records.",
      Of.PIPELINE,
      ERROR_CODE,
      ERROR_MESSAGE),
  CHECKPOINT_COMPLETED(
      "checkpoint.completed",
      Ecs.of(Level.INFO, "", "info", "success"),
      "A checkpoint is complete: its records are committed.",
      Of.PIPELINE,
      CHECKPOINT_ID,
      CHECKPOINT_BYTES,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      RECORDS_JUDGED,
      RECORDS_QUARANTINED,
      RECORDS_BYTES),
  CHECKPOINT_FAILED(
      "checkpoint.failed",
      Ecs.of(Level.WARN, "", "info", "failure"),
      "A checkpoint failed or timed out; told once while the reason stays the same.",
      Of.PIPELINE,
      CHECKPOINT_ID,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      ERROR_MESSAGE),
  JOB_FAILED(
      "job.failed",
      Ecs.of(Level.WARN, "process", "end", "failure"),
      "The job has failed and restarts by itself from its last checkpoint.",
      Of.PIPELINE,
      CHECKPOINT_ID,
      EVENT_START,
      ERROR_MESSAGE),
  JOB_RESTART(
      "job.restart",
      Ecs.of(Level.WARN, "process", "start", "success"),
      "All tasks of the job run again; the duration is how long they did not.",
      Of.PIPELINE,
      CHECKPOINT_ID,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      ERROR_MESSAGE,
      RESTARTS),
  VIOLATION_SURGE(
      "violation.surge",
      Ecs.of(Level.WARN, "", "info", ""),
      "Many more records than usual break the contract: within ten seconds at least ten, more than"
          + " 5 %, more than three times the usual share, and six standard deviations above it. The"
          + " usual share is that of the ten minutes before; 5 % is the limit until 100 records tell"
          + " it.",
      Of.PIPELINE,
      RECORDS_JUDGED,
      RECORDS_QUARANTINED,
      QUARANTINE_RATIO,
      QUARANTINE_BASELINE_RATIO,
      RULE,
      RULES),
  VIOLATION_SURGE_END(
      "violation.surge_end",
      Ecs.of(Level.INFO, "", "info", ""),
      "The share of quarantined records is usual again; counts are those of the whole surge.",
      Of.PIPELINE,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      RECORDS_JUDGED,
      RECORDS_QUARANTINED,
      QUARANTINE_RATIO,
      QUARANTINE_BASELINE_RATIO,
      RULE,
      RULES),
  KAFKA_DISCONNECT(
      "kafka.disconnect",
      Ecs.of(Level.WARN, "network", "end", "failure"),
      "Kafka does not answer; the pipeline waits. Looked at once a second.",
      Of.PIPELINE,
      SERVER_ADDRESS,
      ERROR_MESSAGE),
  KAFKA_RECONNECT(
      "kafka.reconnect",
      Ecs.of(Level.INFO, "network", "start", "success"),
      "Kafka answers again; the duration is how long it did not.",
      Of.PIPELINE,
      SERVER_ADDRESS,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      ERROR_MESSAGE),
  PROBE_FAILED(
      "probe.failed",
      Ecs.of(Level.WARN, "", "info", "failure"),
      "A probe of `surety watch` fails, or fails for another reason than before.",
      Of.NONE,
      PROBE_NAME,
      PROBE_TARGET,
      ERROR_MESSAGE),
  PROBE_RECOVERED(
      "probe.recovered",
      Ecs.of(Level.INFO, "", "info", "success"),
      "A probe of `surety watch` succeeds again; the duration is how long it did not.",
      Of.NONE,
      PROBE_NAME,
      PROBE_TARGET,
      EVENT_DURATION,
      EVENT_START,
      EVENT_END,
      ERROR_MESSAGE);

  /** What an event is about, which brings fields with it. */
  private enum Of {
    PIPELINE(EventField.PIPELINE, TOPIC, CONTRACT_ID, CONTRACT_VERSION),
    NONE;

    private final List<EventField> fields;

    Of(EventField... fields) {
      this.fields = List.of(fields);
    }
  }

  /**
   * How ECS sorts an event.
   *
   * @param category empty where none of ECS' fits
   * @param outcome {@code success}, {@code failure} or empty
   */
  record Ecs(Level level, String category, String type, String outcome) {
    static Ecs of(Level level, String category, String type, String outcome) {
      return new Ecs(level, category, type, outcome);
    }
  }

  private final String action;
  private final Ecs ecs;
  private final String help;
  private final Set<EventField> fields;

  EventAction(String action, Ecs ecs, String help, Of subject, EventField... own) {
    this.action = action;
    this.ecs = ecs;
    this.help = help;
    this.fields = EnumSet.noneOf(EventField.class);
    this.fields.addAll(subject.fields);
    this.fields.addAll(List.of(own));
  }

  /** The value of {@code event.action}. */
  public String action() {
    return action;
  }

  Ecs ecs() {
    return ecs;
  }

  /** What it says, in a sentence of Markdown. */
  public String help() {
    return help;
  }

  /** The fields that it may have beside those of every line and every event. */
  public Set<EventField> fields() {
    return EnumSet.copyOf(fields);
  }
}
