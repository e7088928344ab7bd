package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Consumer;
import dev.surety.contract.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What changes mean for one consumer.
 *
 * @param consumer who
 * @param hits the fields that break it, or may
 */
public record ConsumerImpact(Consumer consumer, List<Hit> hits) {
  /**
   * A field that a consumer relies on and a change touches.
   *
   * @param field the field as the consumer names it; the place of the change when it relies on
   *     everything
   * @param change the change
   */
  public record Hit(String field, Change change) {
    public Hit {
      requireNonNull(field, "field");
      requireNonNull(change, "change");
    }
  }

  public ConsumerImpact {
    requireNonNull(consumer, "consumer");
    hits = List.copyOf(hits);
  }

  /** Whether none of what it relies on changes in a way that may break it. */
  public boolean isFree() {
    return hits.isEmpty();
  }

  static ConsumerImpact of(ContractDiff diff, Consumer consumer) {
    List<Hit> hits = new ArrayList<>();
    for (Change change : diff.changes()) {
      if (!mayBreakWhoReadsIt(change)) {
        continue;
      }
      // What concerns the contract as a whole concerns everybody.
      if (change.recordType().isEmpty()) {
        hits.add(new Hit(change.kind().what(), change));
        continue;
      }
      if (consumer.fields().isEmpty()) {
        hits.add(new Hit(change.place(), change));
      }
      for (String field : consumer.fields()) {
        if (touches(diff, change, field)) {
          hits.add(new Hit(field, change));
        }
      }
    }
    return new ConsumerImpact(consumer, hits);
  }

  /** Who reads a property by name misses it, even if it could be absent before. */
  private static boolean mayBreakWhoReadsIt(Change change) {
    return change.effect(Party.CONSUMERS) != Effect.NONE
        || change.kind() == ChangeKind.PROPERTY_REMOVED
        || change.kind() == ChangeKind.PROPERTY_RENAMED;
  }

  private static boolean touches(ContractDiff diff, Change change, String field) {
    if (change.kind() == ChangeKind.RULE) {
      return ruleReads(diff, change).stream()
          .anyMatch(path -> RuleDiff.touches(place(change, path), field));
    }
    String path = change.kind() == ChangeKind.PROPERTY_RENAMED ? oldPath(change) : change.path();
    return RuleDiff.touches(place(change, path), field);
  }

  private static String place(Change change, String path) {
    return path.isEmpty() ? change.recordType() : change.recordType() + "." + path;
  }

  private static String oldPath(Change change) {
    String migration = change.migration();
    return migration == null
        ? change.path()
        : migration.substring(migration.indexOf(" = record.") + " = record.".length());
  }

  private static Set<String> ruleReads(ContractDiff diff, Change change) {
    Set<String> paths = new HashSet<>();
    for (ContractVersion version : List.of(diff.before(), diff.after())) {
      for (SchemaObject object : version.contract().objects()) {
        if (object.name().equals(change.recordType())) {
          object.rules().stream()
              .filter(rule -> rule.id().equals(change.path()))
              .forEach(
                  rule ->
                      paths.addAll(
                          Expressions.reads(Expressions.tokens(rule.expression().value()))));
        }
      }
    }
    return paths;
  }
}
