package dev.surety.validation.witness;

import dev.surety.contract.Contract;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.diff.Change;
import dev.surety.contract.diff.ChangeKind;
import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.Effect;
import dev.surety.contract.diff.Party;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import dev.surety.validation.witness.RecordGenerator.Fullness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for records that one version of a contract accepts and the other rejects. Both versions
 * must compile without an error. Not thread-safe; the same contracts give the same records.
 */
public final class WitnessSearch {
  private static final int ATTEMPTS = 400;
  private static final long SEED = 20;
  private static final Pattern ITEM = Pattern.compile("\\[[0-9]+\\]");
  private static final Pattern QUOTED = Pattern.compile("\\.?\\[\"((?:[^\"\\\\]|\\\\.)*)\"\\]");

  private final Random random = new Random(SEED);
  private final Literals literals;
  private final Judge before;
  private final Judge after;

  private WitnessSearch(Contract before, Contract after) {
    this.literals = new Literals(before, after);
    this.before = new Judge(before);
    this.after = new Judge(after);
  }

  /**
   * Searches for every effect on records that is not proved to be none. Where a record is found, it
   * breaks; where none is, it cannot be told.
   */
  public static ConfirmedDiff confirm(ContractDiff diff) {
    if (!isJudged(diff.before().contract()) || !isJudged(diff.after().contract())) {
      return new ConfirmedDiff(
          diff, diff.changes().stream().map(change -> Map.<Party, Witness>of()).toList());
    }
    WitnessSearch search = new WitnessSearch(diff.before().contract(), diff.after().contract());
    List<Change> changes = new ArrayList<>();
    List<Map<Party, Witness>> witnesses = new ArrayList<>();
    for (Change change : diff.changes()) {
      EnumMap<Party, Witness> found = new EnumMap<>(Party.class);
      changes.add(search.confirm(change, found));
      witnesses.add(found);
    }
    return new ConfirmedDiff(new ContractDiff(diff.before(), diff.after(), changes), witnesses);
  }

  /** Records of another format than JSON have no validator yet. */
  private static boolean isJudged(Contract contract) {
    return contract.notEnforced().isEmpty();
  }

  private Change confirm(Change change, Map<Party, Witness> found) {
    if (change.kind().isAgreement() || !isJudgedByBoth(change)) {
      return change;
    }
    Change confirmed = change;
    Optional<Found> forward = Optional.empty();
    for (Party party : Party.values()) {
      if (change.effect(party) == Effect.NONE) {
        continue;
      }
      // What breaks stored data breaks producers too: both are records of the old version.
      Optional<Found> record =
          party == Party.PRODUCERS && change.effect(Party.STORED_DATA) != Effect.NONE
              ? forward
              : find(change, party);
      forward = party == Party.STORED_DATA ? record : forward;
      record.ifPresent(it -> found.put(party, new Witness(party, it.record(), it.violation())));
      confirmed = confirmed.with(party, record.isPresent() ? Effect.BREAKS : Effect.UNKNOWN);
    }
    return confirmed;
  }

  /** A topic that one version does not describe has no validator there. */
  private boolean isJudgedByBoth(Change change) {
    SchemaObject old = before.object(change.recordType());
    SchemaObject now = after.object(change.recordType());
    SchemaObject any = old == null ? now : old;
    return any != null
        && (old != null || before.has(any.topic()))
        && (now != null || after.has(any.topic()));
  }

  private record Found(Sample record, Violation violation) {}

  private Optional<Found> find(Change change, Party party) {
    boolean forward = party != Party.CONSUMERS;
    Judge source = forward ? before : after;
    Judge target = forward ? after : before;
    SchemaObject object = source.object(change.recordType());
    if (object == null) {
      object = source.anyOn(target.object(change.recordType()));
    }
    if (object == null) {
      return Optional.empty();
    }
    SchemaObject named = target.object(change.recordType());
    SchemaObject peer = named == null ? target.anyOn(object) : named;
    String targetTopic = peer == null ? object.topic() : peer.topic();
    Focus focus = focus(change, object, peer);
    RecordGenerator generator = new RecordGenerator(new Candidates(literals, random), random);
    RecordGenerator.Pair root = root(source, object, target, peer);
    for (int i = 0; i < ATTEMPTS; i++) {
      Sample record =
          sample(change, generator, root, focus, i % 4 == 0 ? Fullness.MIXED : Fullness.SPARSE);
      if (source.validator(object.topic()).validate(record) instanceof Verdict.Accepted) {
        for (Violation violation : violations(target.validator(targetTopic).validate(record))) {
          if (shows(change, violation)) {
            return Optional.of(new Found(record, violation));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<Violation> violations(Verdict verdict) {
    return verdict.match(accepted -> List.of(), Verdict.Rejected::violations, unsure -> List.of());
  }

  private static RecordGenerator.Pair root(
      Judge source, SchemaObject object, Judge target, @Nullable SchemaObject peer) {
    return new RecordGenerator.Pair(
        source.root(object),
        object.root(),
        peer == null ? null : target.root(peer),
        peer == null ? null : peer.root());
  }

  private Sample sample(
      Change change,
      RecordGenerator generator,
      RecordGenerator.Pair root,
      Focus focus,
      Fullness fullness) {
    boolean tombstone = change.kind() == ChangeKind.TOMBSTONES;
    boolean keyless = change.kind() == ChangeKind.KEYLESS;
    Map<String, String> headers = new TreeMap<>();
    literals
        .headers()
        .forEach(
            (name, values) -> {
              List<String> choice = new ArrayList<>(new TreeSet<>(values));
              headers.put(name, choice.get(random.nextInt(choice.size())));
            });
    String key = literals.strings().isEmpty() || random.nextInt(3) > 0 ? "k" : anyLiteral();
    return new Sample(
        keyless ? null : key,
        headers,
        tombstone ? null : Sample.json(generator.object(root, focus, fullness)));
  }

  private String anyLiteral() {
    return literals.strings().get(random.nextInt(literals.strings().size()));
  }

  /** Whether a violation is about the change, and not about another one. */
  static boolean shows(Change change, Violation violation) {
    switch (change.kind()) {
      case RULE -> {
        return violation.rule().equals(change.path());
      }
      case RECORD_TYPE_ADDED, RECORD_TYPE_REMOVED, CLAIM -> {
        return true;
      }
      default -> {
        String path = change.path();
        if (change.kind() == ChangeKind.PROPERTY_RENAMED) {
          path = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
        }
        int map = path.indexOf('{');
        String prefix = map < 0 ? path : path.substring(0, map);
        var reasons = Focus.reasons(change.kind());
        return plain(violation.path()).startsWith(prefix)
            && (reasons.isEmpty() || reasons.contains(violation.rule()));
      }
    }
  }

  private static String plain(String path) {
    String named = QUOTED.matcher(path).replaceAll(".$1");
    String plain = ITEM.matcher(named).replaceAll("[]");
    return plain.startsWith(".") ? plain.substring(1) : plain;
  }

  private static Focus focus(Change change, SchemaObject object, @Nullable SchemaObject peer) {
    TreeSet<Integer> counts = new TreeSet<>();
    for (SchemaObject one : peer == null ? List.of(object) : List.of(object, peer)) {
      Property at = at(one.root(), change.path());
      if (at != null) {
        lines(at, counts);
      }
    }
    counts.removeIf(count -> count < 0 || count > 10_000);
    return Focus.on(change, List.copyOf(counts));
  }

  private static void lines(Property property, TreeSet<Integer> counts) {
    Options options = property.options();
    for (@Nullable Integer line :
        new @Nullable Integer[] {
          options.minItems(),
          options.maxItems(),
          options.minProperties(),
          options.maxProperties(),
          property.properties().isEmpty() ? null : property.properties().size()
        }) {
      if (line != null) {
        counts.add(line - 1);
        counts.add(line);
        counts.add(line + 1);
      }
    }
  }

  private static @Nullable Property at(@Nullable Property from, String path) {
    if (from == null || path.isEmpty()) {
      return from;
    }
    if (path.startsWith("[]")) {
      return at(from.items(), behind(path, 2));
    }
    if (path.startsWith("{key}")) {
      return at(from.mapKey(), behind(path, 5));
    }
    if (path.startsWith("{}")) {
      return at(from.mapValue(), behind(path, 2));
    }
    for (Property member : from.properties()) {
      String rest =
          path.startsWith(member.name()) ? path.substring(member.name().length()) : "none";
      if (rest.isEmpty() || ".[{".indexOf(rest.charAt(0)) >= 0) {
        return at(member, rest.startsWith(".") ? rest.substring(1) : rest);
      }
    }
    return null;
  }

  private static String behind(String path, int length) {
    String rest = path.substring(length);
    return rest.startsWith(".") ? rest.substring(1) : rest;
  }
}
