package dev.surety.contract.diff;

import dev.surety.contract.Position;
import dev.surety.contract.diff.Terms.PrimaryKey;
import dev.surety.contract.diff.Terms.ServiceLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what is agreed beside the records. */
final class TermsDiff {
  private static final Set<String> MORE_IS_BETTER =
      Set.of("availability", "av", "throughput", "th", "retention", "re");
  private static final Set<String> LESS_IS_BETTER =
      Set.of(
          "latency",
          "ly",
          "freshness",
          "errorrate",
          "er",
          "timetodetect",
          "td",
          "timetonotify",
          "tn",
          "timetorepair",
          "tr");
  private static final Set<String> LATER_IS_BETTER =
      Set.of("endofsupport", "es", "endoflife", "el");

  private final Terms before;
  private final Terms after;
  private final List<Change> changes = new ArrayList<>();

  TermsDiff(Terms before, Terms after) {
    this.before = before;
    this.after = after;
  }

  List<Change> changes() {
    status();
    Set<String> levels = new LinkedHashSet<>(new TreeSet<>(before.serviceLevels().keySet()));
    levels.addAll(new TreeSet<>(after.serviceLevels().keySet()));
    for (String name : levels) {
      serviceLevel(name, before.serviceLevels().get(name), after.serviceLevels().get(name));
    }
    Set<String> keyed = new TreeSet<>(before.primaryKeys().keySet());
    keyed.addAll(after.primaryKeys().keySet());
    for (String recordType : keyed) {
      primaryKey(
          recordType, before.primaryKeys().get(recordType), after.primaryKeys().get(recordType));
    }
    return changes;
  }

  private void status() {
    if (before.status().equals(after.status())) {
      return;
    }
    String old = before.status().isEmpty() ? "not given" : before.status();
    String now = after.status().isEmpty() ? "no longer given" : after.status();
    boolean retired = after.status().equals("retired");
    add(
        ChangeKind.STATUS,
        "",
        before.statusAt(),
        after.statusAt(),
        retired ? Effects.breaks(Party.PRODUCERS, Party.CONSUMERS) : Effects.NOBODY,
        "The status was "
            + old
            + " and is now "
            + now
            + (retired ? ": whoever still uses the data is on his own" : ""));
  }

  private void serviceLevel(String name, @Nullable ServiceLevel old, @Nullable ServiceLevel now) {
    if (old == null && now != null) {
      add(
          ChangeKind.SERVICE_LEVEL,
          "",
          null,
          now.at(),
          Effects.breaks(Party.PRODUCERS),
          "A service level is new: " + shown(name, now) + ", which producers must now keep");
    } else if (now == null && old != null) {
      add(
          ChangeKind.SERVICE_LEVEL,
          "",
          old.at(),
          null,
          Effects.breaks(Party.CONSUMERS),
          "A service level is gone: "
              + shown(name, old)
              + ", on which consumers can no longer count");
    } else if (old != null && now != null && !promise(old).equals(promise(now))) {
      changed(name, old, now);
    }
  }

  private void changed(String name, ServiceLevel old, ServiceLevel now) {
    Optional<Integer> order = order(old, now);
    String was = "The service level was " + shown(name, old) + " and is now " + shown(name, now);
    if (order.isEmpty()) {
      add(
          ChangeKind.SERVICE_LEVEL,
          "",
          old.at(),
          now.at(),
          Effects.unknown(Party.PRODUCERS, Party.CONSUMERS),
          was + ": whether that is more or less cannot be told");
    } else {
      boolean more = order.get() > 0;
      add(
          ChangeKind.SERVICE_LEVEL,
          "",
          old.at(),
          now.at(),
          order.get() == 0
              ? Effects.NOBODY
              : Effects.breaks(more ? Party.PRODUCERS : Party.CONSUMERS),
          was
              + (order.get() == 0
                  ? ", which is the same"
                  : more ? ": producers must do better" : ": consumers must do with less"));
    }
  }

  /** Positive when the new promise is the better one for consumers; empty when nobody knows. */
  private static Optional<Integer> order(ServiceLevel old, ServiceLevel now) {
    String name = now.property().toLowerCase(Locale.ROOT);
    if (LATER_IS_BETTER.contains(name) && isDate(old.value()) && isDate(now.value())) {
      return Optional.of(now.value().compareTo(old.value()));
    }
    boolean comparable =
        old.unit().equals(now.unit()) && isNumber(old.value()) && isNumber(now.value());
    if (!comparable) {
      return Optional.empty();
    }
    int order = new BigDecimal(now.value()).compareTo(new BigDecimal(old.value()));
    if (MORE_IS_BETTER.contains(name)) {
      return Optional.of(order);
    }
    return LESS_IS_BETTER.contains(name) ? Optional.of(-order) : Optional.empty();
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,18}(?:\\.[0-9]{1,18})?");
  }

  private static boolean isDate(String text) {
    return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?");
  }

  private static String promise(ServiceLevel level) {
    return level.value() + " " + level.unit();
  }

  private static String shown(String name, ServiceLevel level) {
    return (name + " " + promise(level)).strip();
  }

  private void primaryKey(String recordType, @Nullable PrimaryKey old, @Nullable PrimaryKey now) {
    if (old == null && now != null) {
      add(
          ChangeKind.PRIMARY_KEY,
          recordType,
          null,
          now.at(),
          Effects.breaks(Party.PRODUCERS),
          "The primary key is new: " + shown(now) + ", which producers must now keep unique");
    } else if (now == null && old != null) {
      add(
          ChangeKind.PRIMARY_KEY,
          recordType,
          old.at(),
          null,
          Effects.breaks(Party.CONSUMERS),
          "The primary key "
              + shown(old)
              + " is gone: consumers can no longer tell which records are about the same thing");
    } else if (old != null && now != null && !old.properties().equals(now.properties())) {
      add(
          ChangeKind.PRIMARY_KEY,
          recordType,
          old.at(),
          now.at(),
          Effects.breaks(Party.PRODUCERS, Party.CONSUMERS),
          "The primary key was "
              + shown(old)
              + " and is now "
              + shown(now)
              + ": records that were one thing for consumers may now be several, or the other way"
              + " round");
    }
  }

  private static String shown(PrimaryKey key) {
    return "(" + String.join(", ", key.properties()) + ")";
  }

  private void add(
      ChangeKind kind,
      String recordType,
      @Nullable Position before,
      @Nullable Position after,
      Map<Party, Effect> effects,
      String statement) {
    changes.add(new Change(kind, recordType, "", before, after, effects, statement, null));
  }
}
