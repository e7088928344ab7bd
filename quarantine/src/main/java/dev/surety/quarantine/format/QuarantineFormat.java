package dev.surety.quarantine.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.validation.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Makes the headers of a quarantined record (decision 8). Key, value, timestamp and the record's
 * own headers stay as they are; the headers made here are appended. All values are UTF-8 text,
 * numbers too.
 *
 * <p>The {@code __connect.errors.*} names and their meaning are those of Kafka Connect's dead
 * letter queue (KIP-298), which Kafka user interfaces read. A record that already has such headers
 * keeps them; readers that take a name's last header see ours. Thread-safe.
 */
public final class QuarantineFormat {
  /** Source topic. */
  public static final String CONNECT_TOPIC = "__connect.errors.topic";

  /** Source partition. */
  public static final String CONNECT_PARTITION = "__connect.errors.partition";

  /** Source offset. */
  public static final String CONNECT_OFFSET = "__connect.errors.offset";

  /** The pipeline. */
  public static final String CONNECT_CONNECTOR = "__connect.errors.connector.name";

  /** Always {@code VALUE_CONVERTER}: the stage at which Connect itself would have failed. */
  public static final String CONNECT_STAGE = "__connect.errors.stage";

  /** Always {@code dev.surety.ContractViolation}: a name to filter by, no class. */
  public static final String CONNECT_EXCEPTION_CLASS = "__connect.errors.exception.class.name";

  /** The first violation in words. */
  public static final String CONNECT_EXCEPTION_MESSAGE = "__connect.errors.exception.message";

  /** Identifier of the contract that judged. */
  public static final String CONTRACT = "surety.contract";

  /** Version of the contract that judged. */
  public static final String CONTRACT_VERSION = "surety.contract.version";

  /**
   * JSON array of {@code {"rule","path","code","message"}}, in the order found; as many as fit
   * {@value #MAX_VIOLATIONS_BYTES} bytes.
   */
  public static final String VIOLATIONS = "surety.violations";

  /** How many violations there were, also those that {@link #VIOLATIONS} has no room for. */
  public static final String VIOLATION_COUNT = "surety.violations.count";

  /** The pipeline. */
  public static final String PIPELINE = "surety.pipeline";

  /** Where the record came from: {@code topic-partition@offset}. */
  public static final String SOURCE = "surety.source";

  /** When it was judged, ISO-8601 in UTC. */
  public static final String TIME = "surety.time";

  /** How often the record was replayed. */
  public static final String REPLAYS = "surety.replays";

  /** Every header that is added, in the order in which they stand behind the record's own. */
  public static final List<String> NAMES =
      List.of(
          CONNECT_TOPIC,
          CONNECT_PARTITION,
          CONNECT_OFFSET,
          CONNECT_CONNECTOR,
          CONNECT_STAGE,
          CONNECT_EXCEPTION_CLASS,
          CONNECT_EXCEPTION_MESSAGE,
          CONTRACT,
          CONTRACT_VERSION,
          VIOLATION_COUNT,
          VIOLATIONS,
          PIPELINE,
          SOURCE,
          TIME,
          REPLAYS);

  /**
   * Room for {@link #VIOLATIONS}; the quarantine topic's record limit must exceed the input's by
   * this and a little more.
   */
  public static final int MAX_VIOLATIONS_BYTES = 32 * 1024;

  /** By how much a quarantined record may be larger than the original. */
  public static final int MAX_ADDED_BYTES = MAX_VIOLATIONS_BYTES + 16 * 1024;

  private static final int MAX_MESSAGE_CHARS = 1000;
  private static final JsonFactory JSON = new JsonFactory();

  private final String pipeline;
  private final byte[] pipelineBytes;
  private final byte[] contract;
  private final byte[] contractVersion;
  private final byte[] stage = bytes("VALUE_CONVERTER");
  private final byte[] exceptionClass = bytes("dev.surety.ContractViolation");
  private final byte[] noReplays = bytes("0");

  public QuarantineFormat(String pipeline, String contract, String contractVersion) {
    this.pipeline = requireNonNull(pipeline, "pipeline");
    this.pipelineBytes = bytes(pipeline);
    this.contract = bytes(contract);
    this.contractVersion = bytes(contractVersion);
  }

  /** The pipeline that these headers name. */
  public String pipeline() {
    return pipeline;
  }

  /** The headers to append to a record that came from the given place and broke its contract. */
  public List<AddedHeader> headers(
      String topic, int partition, long offset, Instant judgedAt, List<Violation> violations) {
    return List.of(
        new AddedHeader(CONNECT_TOPIC, bytes(topic)),
        new AddedHeader(CONNECT_PARTITION, bytes(Integer.toString(partition))),
        new AddedHeader(CONNECT_OFFSET, bytes(Long.toString(offset))),
        new AddedHeader(CONNECT_CONNECTOR, pipelineBytes),
        new AddedHeader(CONNECT_STAGE, stage),
        new AddedHeader(CONNECT_EXCEPTION_CLASS, exceptionClass),
        new AddedHeader(CONNECT_EXCEPTION_MESSAGE, bytes(summary(violations))),
        new AddedHeader(CONTRACT, contract),
        new AddedHeader(CONTRACT_VERSION, contractVersion),
        new AddedHeader(VIOLATION_COUNT, bytes(Integer.toString(violations.size()))),
        new AddedHeader(VIOLATIONS, json(violations)),
        new AddedHeader(PIPELINE, pipelineBytes),
        new AddedHeader(SOURCE, bytes(topic + "-" + partition + "@" + offset)),
        new AddedHeader(TIME, bytes(judgedAt.toString())),
        new AddedHeader(REPLAYS, noReplays));
  }

  private static String summary(List<Violation> violations) {
    Violation first = violations.get(0);
    String where = first.path().isEmpty() ? "" : first.path() + ": ";
    String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
    return shortened(where + first.message(), MAX_MESSAGE_CHARS) + more;
  }

  private static byte[] json(List<Violation> violations) {
    ByteArrayOutputStream array = new ByteArrayOutputStream(256);
    array.write('[');
    for (Violation violation : violations) {
      byte[] element = json(violation);
      if (array.size() + element.length + 2 > MAX_VIOLATIONS_BYTES) {
        break;
      }
      if (array.size() > 1) {
        array.write(',');
      }
      array.writeBytes(element);
    }
    array.write(']');
    return array.toByteArray();
  }

  private static byte[] json(Violation violation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(160);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("rule", shortened(violation.rule(), MAX_MESSAGE_CHARS));
      json.writeStringField("path", shortened(violation.path(), MAX_MESSAGE_CHARS));
      json.writeStringField("code", violation.code());
      json.writeStringField("message", shortened(violation.message(), MAX_MESSAGE_CHARS));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  /**
   * At most so many chars, without cutting a surrogate pair and without a lone surrogate, which
   * JSON could not carry.
   */
  private static String shortened(String text, int maxChars) {
    String valid = new String(text.getBytes(UTF_8), UTF_8);
    if (valid.length() <= maxChars) {
      return valid;
    }
    int end = Character.isHighSurrogate(valid.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return valid.substring(0, end) + "…";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
