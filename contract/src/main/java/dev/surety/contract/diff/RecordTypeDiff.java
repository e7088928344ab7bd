package dev.surety.contract.diff;

import dev.surety.contract.Contract;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the record types of two versions: which there are, which records they claim. */
final class RecordTypeDiff {
  private final Contract before;
  private final Contract after;
  private final Encoding encoding;
  private final List<Change> changes = new ArrayList<>();

  RecordTypeDiff(Contract before, Contract after, Encoding encoding) {
    this.before = before;
    this.after = after;
    this.encoding = encoding;
  }

  List<Change> changes() {
    Map<String, SchemaObject> old = byName(before);
    Map<String, SchemaObject> now = byName(after);
    pairRenamed(old, now);
    old.forEach(
        (name, object) -> {
          SchemaObject other = now.get(name);
          if (other == null) {
            removed(object);
          } else {
            compare(object, other);
          }
        });
    now.forEach(
        (name, object) -> {
          if (!old.containsKey(name)) {
            added(object);
          }
        });
    return changes;
  }

  private static Map<String, SchemaObject> byName(Contract contract) {
    Map<String, SchemaObject> objects = new LinkedHashMap<>();
    contract.objects().forEach(object -> objects.put(object.name(), object));
    return objects;
  }

  /** The only record type of a topic is the same one, whatever it is called. */
  private void pairRenamed(Map<String, SchemaObject> old, Map<String, SchemaObject> now) {
    for (SchemaObject object : before.objects()) {
      List<SchemaObject> here = before.objectsOn(object.topic());
      List<SchemaObject> there = after.objectsOn(object.topic());
      if (here.size() == 1
          && there.size() == 1
          && !now.containsKey(object.name())
          && !old.containsKey(there.get(0).name())) {
        now.put(object.name(), there.get(0));
        now.remove(there.get(0).name());
      }
    }
  }

  private void removed(SchemaObject object) {
    changes.add(
        new Change(
            ChangeKind.RECORD_TYPE_REMOVED,
            object.name(),
            "",
            object.at(),
            null,
            after.objectsOn(object.topic()).isEmpty()
                ? Effects.breaks(Party.values())
                : claimedByAnother(object)
                    ? Effects.unknown(Party.values())
                    : removedFromTopic(object),
            "The record type is gone from the topic " + object.topic(),
            null));
  }

  /** Readers of the topic meet fewer kinds of records, which the old version describes too. */
  private Map<Party, Effect> removedFromTopic(SchemaObject object) {
    boolean doubted = object.when() != null;
    return doubted
        ? Effects.unknown(Party.STORED_DATA, Party.PRODUCERS)
        : Effects.breaks(Party.STORED_DATA, Party.PRODUCERS);
  }

  private boolean claimedByAnother(SchemaObject object) {
    return after.objectsOn(object.topic()).stream().anyMatch(other -> other.when() == null)
        || before.objectsOn(object.topic()).indexOf(object)
            < before.objectsOn(object.topic()).size() - 1;
  }

  private void added(SchemaObject object) {
    List<SchemaObject> here = after.objectsOn(object.topic());
    boolean isFirst = before.objectsOn(object.topic()).isEmpty();
    boolean isLast = here.indexOf(object) == here.size() - 1;
    boolean claimedBefore =
        before.objectsOn(object.topic()).stream().anyMatch(other -> other.when() == null);
    changes.add(
        new Change(
            ChangeKind.RECORD_TYPE_ADDED,
            object.name(),
            "",
            null,
            object.at(),
            isFirst
                ? Effects.NOBODY
                : isLast && !claimedBefore
                    ? Effects.unknown(Party.CONSUMERS)
                    : Effects.unknown(Party.values()),
            "The record type is new on the topic " + object.topic(),
            null));
  }

  private void compare(SchemaObject old, SchemaObject now) {
    if (!old.topic().equals(now.topic())) {
      changes.add(
          new Change(
              ChangeKind.TOPIC,
              old.name(),
              "",
              old.at(),
              now.at(),
              Effects.breaks(Party.values()),
              "The topic was "
                  + old.topic()
                  + " and is now "
                  + now.topic()
                  + ": stored records stay behind, and whoever writes to or reads from the old topic"
                  + " is no longer covered",
              null));
    } else if (!condition(old).equals(condition(now)) || isReordered(old, now)) {
      changes.add(
          new Change(
              ChangeKind.CLAIM,
              old.name(),
              "",
              old.when() == null ? old.at() : old.when().at(),
              now.when() == null ? now.at() : now.when().at(),
              Effects.unknown(Party.values()),
              condition(old).equals(condition(now))
                  ? "The order of the record types changed, and the first that claims a record"
                      + " describes it"
                  : "The records that it describes were "
                      + claim(old)
                      + " and are now "
                      + claim(now),
              null));
    }
    passage(ChangeKind.TOMBSTONES, old, now, old.tombstones(), now.tombstones(), "without a value");
    passage(ChangeKind.KEYLESS, old, now, old.keyless(), now.keyless(), "without a key");
    new EnvelopeDiff(old, now, changes).compare();
    new PropertyDiff(old.name(), new RuleDoubt(old, now), encoding, changes)
        .compare("", old.root(), now.root());
    new RuleDiff(old, now, changes).compare();
  }

  private record RuleDoubt(SchemaObject old, SchemaObject now) implements PropertyDiff.Doubt {
    @Override
    public boolean before(String path) {
      return RuleDiff.restrict(old, path);
    }

    @Override
    public boolean after(String path) {
      return RuleDiff.restrict(now, path);
    }
  }

  private static List<String> condition(SchemaObject object) {
    return object.when() == null ? List.of() : Expressions.tokens(object.when().value());
  }

  private static String claim(SchemaObject object) {
    return object.when() == null ? "all that are left" : "those with " + object.when().value();
  }

  /** Whether another record type, which both versions have, claims records before this one now. */
  private boolean isReordered(SchemaObject old, SchemaObject now) {
    List<String> earlier = earlier(before, old);
    return earlier(after, now).stream()
        .anyMatch(name -> !earlier.contains(name) && has(before, old.topic(), name));
  }

  private static boolean has(Contract contract, String topic, String name) {
    return contract.objectsOn(topic).stream().anyMatch(object -> object.name().equals(name));
  }

  private static List<String> earlier(Contract contract, SchemaObject object) {
    List<SchemaObject> all = contract.objectsOn(object.topic());
    return all.subList(0, Math.max(0, all.indexOf(object))).stream()
        .map(SchemaObject::name)
        .toList();
  }

  private void passage(
      ChangeKind kind,
      SchemaObject old,
      SchemaObject now,
      Passage before,
      Passage after,
      String what) {
    if (before == after) {
      return;
    }
    boolean refused = after == Passage.QUARANTINE;
    boolean several = old.when() != null || now.when() != null;
    changes.add(
        new Change(
            kind,
            old.name(),
            "",
            old.at(),
            now.at(),
            Effects.of(Answer.of(!refused).doubted(several), Answer.of(refused).doubted(several)),
            "Records " + what + (refused ? " are no longer accepted" : " are now accepted"),
            null));
  }
}
