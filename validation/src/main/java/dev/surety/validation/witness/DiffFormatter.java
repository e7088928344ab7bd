package dev.surety.validation.witness;

import dev.surety.contract.Consumer;
import dev.surety.contract.Position;
import dev.surety.contract.diff.Change;
import dev.surety.contract.diff.ConsumerImpact;
import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.contract.diff.Effect;
import dev.surety.contract.diff.Mode;
import dev.surety.contract.diff.Party;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A comparison as people read it: grouped by who breaks, the verdict on the version last. */
public final class DiffFormatter {
  private final ConfirmedDiff confirmed;
  private final ContractDiff diff;
  private final Mode mode;
  private final Collection<Consumer> consumers;
  private final Witnesses shown;
  private final StringBuilder out = new StringBuilder();

  /** Whether records that show a break are printed. */
  public enum Witnesses {
    SHOWN,
    HIDDEN
  }

  private DiffFormatter(
      ConfirmedDiff confirmed, Mode mode, Collection<Consumer> consumers, Witnesses shown) {
    this.confirmed = confirmed;
    this.diff = confirmed.diff();
    this.mode = mode;
    this.consumers = consumers;
    this.shown = shown;
  }

  /** The whole report, with a line end behind every line. */
  public static String format(
      ConfirmedDiff confirmed, Mode mode, Collection<Consumer> consumers, Witnesses shown) {
    return new DiffFormatter(confirmed, mode, consumers, shown).report();
  }

  private String report() {
    line(name(diff.before()) + " -> " + name(diff.after()));
    groups().forEach(this::group);
    consumers();
    line("");
    line(refusal());
    line(diff.step().sentence());
    return out.toString();
  }

  private static String name(ContractVersion version) {
    return version.contract().file() + " (" + version.contract().version() + ")";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** Who is broken comes first, who may be next, harmless changes last. */
  private Map<String, List<Change>> groups() {
    Map<String, List<Change>> groups = new TreeMap<>(Comparator.comparingInt(titles()::indexOf));
    diff.changes()
        .forEach(
            change -> groups.computeIfAbsent(title(change), t -> new ArrayList<>()).add(change));
    return groups;
  }

  private List<String> titles() {
    Comparator<Change> order =
        Comparator.<Change>comparingInt(
                change -> change.broken().isEmpty() ? change.isHarmless() ? 2 : 1 : 0)
            .thenComparing(change -> -change.broken().size())
            .thenComparing(change -> change.broken().toString())
            .thenComparing(change -> change.undecided().toString());
    Set<String> titles = new LinkedHashSet<>();
    diff.changes().stream().sorted(order).forEach(change -> titles.add(title(change)));
    return List.copyOf(titles);
  }

  private static String title(Change change) {
    if (change.isHarmless()) {
      return "Breaks nobody";
    }
    String unknown = parties(change.undecided());
    if (change.broken().isEmpty()) {
      return "May break " + unknown + " (it cannot be told)";
    }
    String broken = "Breaks " + parties(change.broken());
    return unknown.isEmpty() ? broken : broken + ", and may break " + unknown;
  }

  private static String parties(Set<Party> parties) {
    List<String> titles = parties.stream().sorted().map(Party::title).toList();
    int last = titles.size() - 1;
    return last < 1
        ? String.join("", titles)
        : String.join(", ", titles.subList(0, last)) + " and " + titles.get(last);
  }

  private void group(String title, List<Change> changes) {
    line("");
    line(title);
    changes.forEach(this::change);
  }

  private void change(Change change) {
    String place = change.place();
    line("  " + (place.isEmpty() ? "contract" : place) + ": " + change.kind().what());
    line("    " + positions(change.before(), change.after()));
    line("    " + change.sentence());
    if (change.migration() != null) {
      line("    migration offered: " + change.migration());
    }
    if (shown == Witnesses.SHOWN) {
      witnesses(change);
    }
  }

  private static String positions(@Nullable Position before, @Nullable Position after) {
    if (before == null) {
      return "now " + after;
    }
    return after == null ? "was " + before : "was " + before + ", now " + after;
  }

  private void witnesses(Change change) {
    confirmed
        .witness(change, Party.STORED_DATA)
        .or(() -> confirmed.witness(change, Party.PRODUCERS))
        .ifPresent(witness -> witness("old record that is rejected now", witness));
    confirmed
        .witness(change, Party.CONSUMERS)
        .ifPresent(witness -> witness("new record that old readers reject", witness));
  }

  private void witness(String what, Witness witness) {
    line("    " + what + ": " + record(witness.record()));
    String path = witness.violation().path();
    line("      " + (path.isEmpty() ? "" : path + ": ") + witness.violation().message());
  }

  private static String record(Sample record) {
    String headers =
        record.headers().isEmpty() ? "" : " with headers " + new TreeMap<>(record.headers());
    String key = record.keyText() == null ? " without a key" : "";
    return (record.json() == null ? "a tombstone" : record.json()) + key + headers;
  }

  private void consumers() {
    if (consumers.isEmpty()) {
      return;
    }
    line("");
    line("Consumers");
    for (ConsumerImpact impact : diff.impactOn(List.copyOf(consumers))) {
      Consumer consumer = impact.consumer();
      String who =
          consumer.name() + (consumer.owner().isEmpty() ? "" : " (" + consumer.owner() + ")");
      if (impact.isFree()) {
        line("  " + who + " is free");
        continue;
      }
      line("  " + who + " " + verdict(impact));
    }
  }

  private static String verdict(ConsumerImpact impact) {
    Set<String> breaks = new LinkedHashSet<>();
    Set<String> may = new LinkedHashSet<>();
    for (ConsumerImpact.Hit hit : impact.hits()) {
      boolean certain = hit.change().effect(Party.CONSUMERS) != Effect.UNKNOWN;
      (certain ? breaks : may).add(hit.field());
    }
    may.removeAll(breaks);
    String certain = breaks.isEmpty() ? "" : "breaks on " + String.join(", ", breaks);
    String unsure = may.isEmpty() ? "" : "may break on " + String.join(", ", may);
    return certain.isEmpty() || unsure.isEmpty() ? certain + unsure : certain + "; " + unsure;
  }

  private String refusal() {
    List<Change> refused = diff.refusedBy(mode);
    if (refused.isEmpty()) {
      return mode == Mode.NONE
          ? "Mode none refuses nothing."
          : "Mode " + modeName(mode) + ": nothing breaks.";
    }
    long unsure =
        refused.stream()
            .filter(
                change ->
                    mode.parties().stream()
                        .noneMatch(party -> change.effect(party) == Effect.BREAKS))
            .count();
    String changes = refused.size() == 1 ? "1 change is" : refused.size() + " changes are";
    return "Mode "
        + modeName(mode)
        + ": "
        + changes
        + " refused"
        + (unsure == 0 ? "." : ", " + unsure + " of them because it cannot be told.");
  }

  /** As it is written on the command line. */
  static String modeName(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
