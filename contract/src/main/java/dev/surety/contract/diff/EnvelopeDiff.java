package dev.surety.contract.diff;

import dev.surety.contract.EnvelopePart;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what two versions ask of keys and headers: one change for each of them. */
final class EnvelopeDiff {
  private static final PropertyDiff.Doubt NONE =
      new PropertyDiff.Doubt() {
        @Override
        public boolean before(String path) {
          return false;
        }

        @Override
        public boolean after(String path) {
          return false;
        }
      };

  private final SchemaObject before;
  private final SchemaObject after;
  private final List<Change> changes;

  EnvelopeDiff(SchemaObject before, SchemaObject after, List<Change> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare() {
    compare(before.key(), after.key());
    Map<String, EnvelopePart> old = byName(before);
    Map<String, EnvelopePart> now = byName(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    names.forEach(name -> compare(old.get(name), now.get(name)));
  }

  private static Map<String, EnvelopePart> byName(SchemaObject object) {
    Map<String, EnvelopePart> headers = new LinkedHashMap<>();
    object.headers().forEach(header -> headers.put(header.type().name(), header));
    return headers;
  }

  private void compare(@Nullable EnvelopePart old, @Nullable EnvelopePart now) {
    EnvelopePart any = old == null ? now : old;
    if (any != null) {
      new PartDiff(any, old == null ? free(any) : old, now == null ? free(any) : now)
          .change(old == null ? null : old.type().at(), now == null ? null : now.type().at());
    }
  }

  /** What asks nothing. */
  private static EnvelopePart free(EnvelopePart other) {
    Property type = other.type();
    Property anything =
        new Property(
            type.name(),
            null,
            Options.NONE,
            false,
            false,
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            type.at());
    return new EnvelopePart(other.encoding(), anything, null);
  }

  /** The differences of one part, gathered. */
  private final class PartDiff {
    private final EnvelopePart part;
    private final EnvelopePart old;
    private final EnvelopePart now;
    private final List<String> statements = new ArrayList<>();
    private Answer forward = Answer.YES;
    private Answer backward = Answer.YES;

    PartDiff(EnvelopePart part, EnvelopePart old, EnvelopePart now) {
      this.part = part;
      this.old = old;
      this.now = now;
    }

    void change(@Nullable Position from, @Nullable Position to) {
      if (old.encoding() != now.encoding()) {
        String was = old.encoding().word();
        say("The encoding was " + was + " and is now " + now.encoding().word(), false, false);
      }
      required();
      property();
      type();
      if (!statements.isEmpty()) {
        boolean doubt = before.when() != null || after.when() != null;
        changes.add(
            new Change(
                part.isKey() ? ChangeKind.KEY : ChangeKind.HEADERS,
                before.name(),
                part.path(),
                from,
                to,
                Effects.of(forward.doubted(doubt), backward.doubted(doubt)),
                statements.stream().distinct().collect(Collectors.joining("; ")),
                null));
      }
    }

    private void required() {
      boolean was = old.type().required();
      boolean is = now.type().required();
      if (was != is) {
        String statement =
            is
                ? "The header is now required"
                : "The header is no longer required and may be absent";
        say(statement, !is, !was);
      }
    }

    private void property() {
      String was = text(old.property());
      String is = text(now.property());
      if (was.equals(is)) {
        return;
      }
      if (was.isEmpty()) {
        say("The key must now equal the property '" + is + "'", false, true);
      } else if (is.isEmpty()) {
        say("The key need no longer equal the property '" + was + "'", true, false);
      } else {
        say("The key equalled '" + was + "' and must now equal '" + is + "'", false, false);
      }
    }

    private static String text(@Nullable Text property) {
      return property == null ? "" : property.value();
    }

    /** As text a value is compared like a key of a map: {@code 5} is a string and an integer. */
    private void type() {
      boolean texts = isText(old) && isText(now);
      if (texts && isFree(old) != isFree(now) && !(isString(old) && isString(now))) {
        String was = Types.name(old.type());
        say(
            "The type was " + was + " and is now " + Types.name(now.type()),
            isFree(now),
            isFree(old));
        return;
      }
      List<Change> found = new ArrayList<>();
      new PropertyDiff(before.name(), NONE, Encoding.JSON, found)
          .compare(texts ? "{key}" : "", optional(old.type(), texts), optional(now.type(), texts));
      for (Change change : found) {
        statements.add(change.statement());
        forward = forward.and(answer(change.effect(Party.STORED_DATA)));
        backward = backward.and(answer(change.effect(Party.CONSUMERS)));
      }
    }

    private static boolean isText(EnvelopePart part) {
      return part.encoding() == EnvelopePart.Encoding.TEXT;
    }

    private static boolean isFree(EnvelopePart part) {
      return part.type().type() == null && part.type().allowed().isEmpty();
    }

    private static boolean isString(EnvelopePart part) {
      return part.type().type() == null || part.type().type() == LogicalType.STRING;
    }

    /** A type alone; a text of which nothing is said is a string. */
    private static Property optional(Property type, boolean text) {
      return new Property(
          "",
          type.type() == null && text ? LogicalType.STRING : type.type(),
          type.options(),
          false,
          false,
          type.classification(),
          type.allowed(),
          List.of(),
          null,
          null,
          null,
          type.at());
    }

    private static Answer answer(Effect effect) {
      return switch (effect) {
        case NONE -> Answer.YES;
        case BREAKS -> Answer.NO;
        case UNKNOWN -> Answer.UNKNOWN;
      };
    }

    private void say(String statement, boolean takesOld, boolean tookNew) {
      statements.add(statement);
      forward = forward.and(Answer.of(takesOld));
      backward = backward.and(Answer.of(tookNew));
    }
  }
}
