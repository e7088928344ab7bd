package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record type on a topic.
 *
 * @param name the ODCS name
 * @param topic the topic: {@code physicalName}, else the name
 * @param root the record itself, a nameless property of type object
 * @param rules record rules
 * @param when {@code surety.when}: a CEL expression over {@code headers}, {@code key} and {@code
 *     record} that says whether this object describes the record; null when it describes every
 *     record that no earlier object claims
 * @param tombstones {@code surety.tombstones}: what happens to a record with a key and no value
 * @param keyless {@code surety.keyless}: what happens to a record with a value and no key
 * @param key {@code surety.key}: what is asked of the key; null for nothing
 * @param headers {@code surety.headers}: what is asked of headers, in the order of the contract
 * @param at where the object stands in the contract
 */
public record SchemaObject(
    String name,
    String topic,
    Property root,
    List<RecordRule> rules,
    @Nullable Text when,
    Passage tombstones,
    Passage keyless,
    @Nullable EnvelopePart key,
    List<EnvelopePart> headers,
    Position at) {
  /** What happens to a record of an unusual shape that ODCS has no word for. */
  public enum Passage {
    /** The default: the record passes as it is. */
    PASS,
    /** It is a violation. */
    QUARANTINE
  }

  public SchemaObject {
    requireNonNull(name, "name");
    requireNonNull(topic, "topic");
    requireNonNull(root, "root");
    requireNonNull(tombstones, "tombstones");
    requireNonNull(keyless, "keyless");
    requireNonNull(at, "at");
    rules = List.copyOf(rules);
    headers = List.copyOf(headers);
  }

  /** A record type of which keys and headers are free. */
  public SchemaObject(
      String name,
      String topic,
      Property root,
      List<RecordRule> rules,
      @Nullable Text when,
      Passage tombstones,
      Passage keyless,
      Position at) {
    this(name, topic, root, rules, when, tombstones, keyless, null, List.of(), at);
  }

  /** What is asked of the key and of headers. */
  public List<EnvelopePart> envelope() {
    return Stream.concat(Stream.ofNullable(key), headers.stream()).toList();
  }
}
