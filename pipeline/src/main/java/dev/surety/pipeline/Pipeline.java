package dev.surety.pipeline;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A pipeline file, read and checked together with its contracts. This version runs one source, the
 * contract on its topic and one sink; anything else in a file is an error when it is read.
 *
 * @param name the pipeline's name, without a dot
 * @param file the pipeline file
 * @param source where records come from
 * @param governing the contract that the source's records are held to
 * @param sink where records that keep it go
 * @param runtime how it runs
 */
public record Pipeline(
    String name,
    Path file,
    Source source,
    GoverningContract governing,
    Sink sink,
    Runtime runtime) {
  /** Behind the input topic's name it names the quarantine topic (decision 8). */
  public static final String QUARANTINE_SUFFIX = ".quarantine";

  public Pipeline {
    requireNonNull(name, "name");
    requireNonNull(file, "file");
    requireNonNull(source, "source");
    requireNonNull(governing, "governing");
    requireNonNull(sink, "sink");
    requireNonNull(runtime, "runtime");
  }

  /** Where records that break the contract go. */
  public String quarantineTopic() {
    return source.topic() + QUARANTINE_SUFFIX;
  }

  /**
   * A topic that is read.
   *
   * @param start where a pipeline without a checkpoint begins
   */
  public record Source(String name, String topic, Start start) {
    /** Where a pipeline without a checkpoint begins. */
    public enum Start {
      EARLIEST,
      LATEST
    }

    public Source {
      requireNonNull(name, "name");
      requireNonNull(topic, "topic");
      requireNonNull(start, "start");
    }
  }

  /**
   * A contract with its text, which travels with the job.
   *
   * @param file the file as the pipeline names it, for messages
   */
  public record GoverningContract(String file, String text, Contract contract) {
    public GoverningContract {
      requireNonNull(file, "file");
      requireNonNull(text, "text");
      requireNonNull(contract, "contract");
    }
  }

  /** A topic that is written. */
  public record Sink(String name, String topic) {
    public Sink {
      requireNonNull(name, "name");
      requireNonNull(topic, "topic");
    }
  }

  /**
   * How a pipeline runs.
   *
   * @param parallelism how many subtasks; empty: as many as the machine has processors, at most one
   *     for each partition
   * @param checkpointInterval how often records become visible to read-committed consumers
   */
  public record Runtime(OptionalInt parallelism, Duration checkpointInterval) {
    /** What holds when the file says nothing. */
    public static final Runtime DEFAULT = new Runtime(OptionalInt.empty(), Duration.ofSeconds(5));

    public Runtime {
      requireNonNull(parallelism, "parallelism");
      requireNonNull(checkpointInterval, "checkpointInterval");
    }
  }

  /** The pipeline in one line, for people. */
  public String summary() {
    Contract contract = governing.contract();
    return "%s: %s → %s / %s, held to %s %s"
        .formatted(
            name,
            source.topic(),
            sink.topic(),
            quarantineTopic(),
            contract.id(),
            contract.version());
  }
}
