package dev.surety.validation.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.Text;
import dev.surety.validation.RecordInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a contract from records. It accepts every one of them, and asks only for what they show
 * with enough evidence; what was seen is told beside it.
 */
public final class Inference {
  private static final int MOST_PLACES = 5_000;
  private static final int DEEPEST = 24;
  private static final int MOST_TYPES = 64;
  private static final int LONGEST_TYPE = 64;
  private static final List<String> TYPE_WORDS = List.of("type", "event", "kind");

  private Inference() {}

  /**
   * What to make.
   *
   * @param id the contract's
   * @param topic where its records are
   * @param typeHeader the header that names a record's type; null to look for one
   */
  public record Settings(String id, String topic, @Nullable String typeHeader) {
    public Settings {
      requireNonNull(id, "id");
      requireNonNull(topic, "topic");
    }
  }

  /**
   * What came of it.
   *
   * @param contract the contract; without a record type when no record was a JSON object
   * @param comments the evidence for each property
   * @param records how many records it was made from
   * @param skipped how many were no JSON objects, and are not described
   * @param notes what else people should know
   */
  public record Inferred(
      Contract contract,
      Map<Position, List<String>> comments,
      long records,
      long skipped,
      List<String> notes) {
    public Inferred {
      comments = Map.copyOf(comments);
      notes = List.copyOf(notes);
    }

    /** The evidence for a property. */
    public List<String> evidence(Property property) {
      return comments.getOrDefault(property.at(), List.of());
    }
  }

  /** Makes a contract from these records; tombstones are left out. */
  public static Inferred from(List<? extends RecordInput> records, Settings settings) {
    String header =
        settings.typeHeader() != null ? settings.typeHeader() : findHeader(records).orElse(null);
    NodeStats.Budget budget = new NodeStats.Budget(MOST_PLACES, DEEPEST);
    Map<String, NodeStats> types = new TreeMap<>();
    long skipped = 0;
    long described = 0;
    for (RecordInput record : records) {
      byte[] value = record.value();
      if (value == null) {
        continue;
      }
      Optional<Map<String, @Nullable Object>> members = Sampled.object(value);
      if (members.isEmpty()) {
        skipped++;
        continue;
      }
      described++;
      String type = header == null ? "" : type(record, header).orElse("");
      types.computeIfAbsent(type, any -> new NodeStats(budget, 0)).add(members.get());
    }
    return contract(settings, header, types, new long[] {described, skipped}, budget);
  }

  private static Inferred contract(
      Settings settings,
      @Nullable String header,
      Map<String, NodeStats> types,
      long[] counts,
      NodeStats.Budget budget) {
    Map<Position, List<String>> comments = new HashMap<>();
    PropertyMaker maker = new PropertyMaker(settings.topic(), comments);
    List<SchemaObject> objects = new ArrayList<>();
    Map<String, NodeStats> ordered = new LinkedHashMap<>(types);
    // The one that takes what no other claims comes last.
    NodeStats rest = ordered.remove("");
    if (rest != null) {
      ordered.put("", rest);
    }
    ordered.forEach((type, stats) -> objects.add(object(settings, maker, header, type, stats)));
    List<String> notes = new ArrayList<>();
    if (budget.isExceeded()) {
      notes.add(
          "the records have more than "
              + MOST_PLACES
              + " properties, or deeper ones than "
              + DEEPEST
              + " levels: the rest is not described, and anything is allowed there");
    }
    Contract contract = new Contract(settings.topic(), "v3.1.0", settings.id(), "0.1.0", objects);
    return new Inferred(contract, comments, counts[0], counts[1], notes);
  }

  private static SchemaObject object(
      Settings settings,
      PropertyMaker maker,
      @Nullable String header,
      String type,
      NodeStats stats) {
    Property root = maker.root(stats);
    Text when =
        header == null || type.isEmpty()
            ? null
            : new Text("headers['" + header + "'] == '" + type + "'", root.at(), 1);
    String name = type.isEmpty() ? settings.id() : type;
    return new SchemaObject(
        name, settings.topic(), root, List.of(), when, Passage.PASS, Passage.PASS, root.at());
  }

  /** A header that all records have, whose few values say what they are. */
  private static Optional<String> findHeader(List<? extends RecordInput> records) {
    Map<String, Map<String, Integer>> values = new LinkedHashMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (RecordInput record : records) {
      for (int i = 0; i < record.headerCount(); i++) {
        String name = record.headerName(i);
        if (isTypeLike(name) && values.size() <= MOST_TYPES) {
          type(record, name)
              .ifPresent(
                  type -> {
                    Map<String, Integer> seen =
                        values.computeIfAbsent(name, any -> new HashMap<>());
                    if (seen.size() <= MOST_TYPES) {
                      seen.merge(type, 1, Integer::sum);
                    }
                    times.merge(name, 1, Integer::sum);
                  });
        }
      }
    }
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1 && entry.getValue().size() <= MOST_TYPES)
        .filter(entry -> times.getOrDefault(entry.getKey(), 0) >= records.size())
        .filter(entry -> entry.getValue().size() * 2 <= records.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isTypeLike(String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    return isPlain(name) && TYPE_WORDS.stream().anyMatch(lower::contains);
  }

  /** The record's type as the last header of the name says it. */
  private static Optional<String> type(RecordInput record, String header) {
    for (int i = record.headerCount() - 1; i >= 0; i--) {
      byte[] value = record.headerName(i).equals(header) ? record.headerValue(i) : null;
      if (value != null) {
        String type = new String(value, UTF_8);
        return isPlain(type) ? Optional.of(type) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** What can stand in an expression and in a name as it is. */
  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TYPE
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_'
                        || c == '-'
                        || c == '.');
  }
}
