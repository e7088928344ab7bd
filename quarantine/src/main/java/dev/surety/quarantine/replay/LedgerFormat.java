package dev.surety.quarantine.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.quarantine.records.JsonValue;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ledger entries as records of a compacted topic. The key is {@code partition@offset} for a record
 * and {@code run/ID/begin} or {@code run/ID/end} for a run; the value is JSON.
 *
 * <p>A topic that is deleted and made again counts its offsets anew: each value names the topic's
 * id as {@code generation}, and entries of another one are not of this topic.
 */
final class LedgerFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String generation;

  LedgerFormat(String generation) {
    this.generation = requireNonNull(generation, "generation");
  }

  /** A record to be written. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere, written once
  record Bytes(byte[] key, byte[] value) {}

  Bytes write(LedgerEntry entry) {
    return entry.match(
        moved -> record("moved", moved.partition(), moved.offset(), moved.replays(), moved.run()),
        stayed ->
            record("stayed", stayed.partition(), stayed.offset(), stayed.replays(), stayed.run()),
        parked ->
            record("parked", parked.partition(), parked.offset(), parked.replays(), parked.run()),
        this::begun,
        this::ended);
  }

  /** Written for every record, so by hand: nothing in it needs an escape. */
  private Bytes record(String outcome, int partition, long offset, int replays, String run) {
    String value =
        "{\"outcome\":\""
            + outcome
            + "\",\"replays\":"
            + replays
            + ",\"run\":\""
            + run
            + "\",\"generation\":\""
            + generation
            + "\"}";
    return new Bytes((partition + "@" + offset).getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private Bytes begun(LedgerEntry.Begun begun) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("who", begun.who());
    value.put("at", begun.at().toString());
    value.put("filter", begun.filter());
    value.put("repair", begun.repair());
    value.put("target", begun.target());
    value.put("settings", begun.settings());
    value.put("planned", begun.planned());
    return run(begun.run(), "begin", value);
  }

  private Bytes ended(LedgerEntry.Ended ended) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("at", ended.at().toString());
    value.put("moved", ended.moved());
    value.put("stayed", ended.stayed());
    value.put("parked", ended.parked());
    value.put("reordered", ended.reordered());
    return run(ended.run(), "end", value);
  }

  private Bytes run(String run, String what, Map<String, Object> value) {
    value.put("generation", generation);
    return new Bytes(("run/" + run + "/" + what).getBytes(UTF_8), JsonValue.write(value));
  }

  /**
   * The entry; empty when it is of an earlier topic of the same name.
   *
   * @throws IllegalArgumentException when it is no entry: then nobody knows what was moved
   */
  Optional<LedgerEntry> read(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null || value == null) {
      throw new IllegalArgumentException("an entry without key or value");
    }
    String name = new String(key, UTF_8);
    try {
      JsonNode fields = JSON.readTree(value);
      if (!fields.isObject()) {
        throw new IllegalArgumentException("'" + name + "' is no entry of a replay ledger");
      }
      return generation.equals(fields.path("generation").asText())
          ? Optional.of(entry(name, fields))
          : Optional.empty();
    } catch (IOException | DateTimeParseException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("'" + name + "' is no entry of a replay ledger", e);
    }
  }

  private static LedgerEntry entry(String name, JsonNode fields) {
    if (!name.startsWith("run/")) {
      int at = name.indexOf('@');
      int partition = Integer.parseInt(name.substring(0, at));
      long offset = Long.parseLong(name.substring(at + 1));
      int replays = fields.path("replays").asInt();
      String run = fields.path("run").asText();
      return switch (fields.path("outcome").asText()) {
        case "moved" -> new LedgerEntry.Moved(partition, offset, replays, run);
        case "stayed" -> new LedgerEntry.Stayed(partition, offset, replays, run);
        case "parked" -> new LedgerEntry.Parked(partition, offset, replays, run);
        default ->
            throw new IllegalArgumentException("'" + name + "' has no outcome that is known");
      };
    }
    String run = name.substring("run/".length(), name.lastIndexOf('/'));
    Instant at = Instant.parse(fields.path("at").asText());
    return name.endsWith("/begin")
        ? new LedgerEntry.Begun(
            run,
            fields.path("who").asText(),
            at,
            fields.path("filter").asText(),
            fields.path("repair").asText(),
            fields.path("target").asText(),
            fields.path("settings").asText(),
            fields.path("planned").asLong())
        : new LedgerEntry.Ended(
            run,
            at,
            fields.path("moved").asLong(),
            fields.path("stayed").asLong(),
            fields.path("parked").asLong(),
            fields.path("reordered").asLong());
  }
}
