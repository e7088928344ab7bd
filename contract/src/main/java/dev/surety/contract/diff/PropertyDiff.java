package dev.surety.contract.diff;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Walks the properties of two versions side by side. */
final class PropertyDiff {
  /** Behind the path of a map, for its keys. */
  private static final String KEY = "{key}";

  private final String recordType;
  private final Doubt doubt;
  private final Encoding encoding;
  private final List<Change> changes;
  // How many of the places above can hold nothing in a version: then no record comes here.
  private int emptyBefore;
  private int emptyAfter;

  /** Where rules or conditions may exclude a value that the constraints allow. */
  interface Doubt {
    /** Whether the old version's rules read the place. */
    boolean before(String path);

    /** Whether the new version's rules read the place. */
    boolean after(String path);
  }

  PropertyDiff(String recordType, Doubt doubt, Encoding encoding, List<Change> changes) {
    this.recordType = recordType;
    this.doubt = doubt;
    this.encoding = encoding;
    this.changes = changes;
  }

  /** Compares everything at and below a place. */
  void compare(String path, Property before, Property after) {
    boolean isKey = path.endsWith(KEY);
    if (before.required() != after.required() && !isKey) {
      String statement =
          after.required()
              ? "A value is now required"
              : "A value is no longer required, so that it may be absent or null";
      add(
          ChangeKind.REQUIRED,
          path,
          before.at(),
          after.at(),
          Answer.of(!after.required()),
          Answer.of(!before.required()),
          statement);
    }
    type(path, before, after, isKey);
    classification(path, before, after);
    if (Types.areOfOneFamily(before, after)) {
      facets(path, before, after);
      inside(path, before, after);
    }
  }

  private void type(String path, Property before, Property after, boolean isKey) {
    String was = encoding.typeOf(before);
    String is = encoding.typeOf(after);
    boolean isWritten = !was.isEmpty() && !is.isEmpty() && !isKey;
    if (isWritten && !was.equals(is)) {
      // What is on the wire decides; the values' ranges are compared as constraints of their own.
      add(
          ChangeKind.ENCODED_TYPE,
          path,
          before.at(),
          after.at(),
          encoding.takes(is, was),
          encoding.takes(was, is),
          "The type of " + encoding.title() + " was " + was + " and is now " + is);
    } else if (before.type() != after.type()) {
      add(
          ChangeKind.TYPE,
          path,
          before.at(),
          after.at(),
          isKey ? Types.keyFits(before, after) : Types.fits(before, after),
          isKey ? Types.keyFits(after, before) : Types.fits(after, before),
          "The type was " + Types.name(before) + " and is now " + Types.name(after));
    }
  }

  private void facets(String path, Property before, Property after) {
    for (Facets.Facet facet : Facets.ALL) {
      boolean applies = facet.applies().test(before) && facet.applies().test(after);
      if (applies && !facet.shown().apply(before).equals(facet.shown().apply(after))) {
        add(
            facet.kind(),
            path,
            before.at(),
            after.at(),
            facet.keeps().apply(before, after),
            facet.keeps().apply(after, before),
            Facets.statement(facet, before, after));
      }
    }
  }

  private void inside(String path, Property before, Property after) {
    emptyBefore += isAlwaysEmpty(before) ? 1 : 0;
    emptyAfter += isAlwaysEmpty(after) ? 1 : 0;
    parts(path, before, after);
    emptyBefore -= isAlwaysEmpty(before) ? 1 : 0;
    emptyAfter -= isAlwaysEmpty(after) ? 1 : 0;
  }

  /** An object that is empty still lacks what is required: only items and entries count. */
  private static boolean isAlwaysEmpty(Property property) {
    Integer most =
        property.type() == LogicalType.ARRAY
            ? property.options().maxItems()
            : property.type() == LogicalType.MAP ? property.options().maxProperties() : null;
    return most != null && most == 0;
  }

  private static boolean hasNoMembers(Property object) {
    Integer most = object.options().maxProperties();
    return most != null && most == 0;
  }

  private void parts(String path, Property before, Property after) {
    if (before.type() == LogicalType.OBJECT) {
      members(path, before, after);
    } else if (before.type() == LogicalType.ARRAY) {
      compareInner(path + "[]", before, before.items(), after, after.items());
    } else if (before.type() == LogicalType.MAP) {
      compareInner(path + KEY, before, before.mapKey(), after, after.mapKey());
      compareInner(path + "{}", before, before.mapValue(), after, after.mapValue());
    }
  }

  private void compareInner(
      String path,
      Property before,
      @Nullable Property inBefore,
      Property after,
      @Nullable Property inAfter) {
    if (inBefore != null || inAfter != null) {
      compare(
          path,
          inBefore == null ? anything(before.at()) : inBefore,
          inAfter == null ? anything(after.at()) : inAfter);
    }
  }

  private static Property anything(Position at) {
    return new Property(
        "", null, Options.NONE, false, false, null, List.of(), List.of(), null, null, null, at);
  }

  private void members(String path, Property before, Property after) {
    Map<String, Property> old = byName(before);
    Map<String, Property> now = byName(after);
    if (before.closed() != after.closed()) {
      add(
          ChangeKind.CLOSED,
          path,
          before.at(),
          after.at(),
          Answer.of(!after.closed() || hasNoMembers(before)),
          Answer.of(!before.closed() || hasNoMembers(after)),
          after.closed()
              ? "Members that the contract does not list are no longer tolerated"
              : "Members that the contract does not list are now tolerated");
    }
    Map<String, Property> added = new LinkedHashMap<>(now);
    added.keySet().removeAll(old.keySet());
    Map<String, Property> removed = new LinkedHashMap<>(old);
    removed.keySet().removeAll(now.keySet());
    List<Renames.Rename> renames = Renames.find(before, removed.values(), after, added.values());
    for (Renames.Rename rename : renames) {
      renamed(path, before, after, rename);
      removed.remove(rename.before().name());
      added.remove(rename.after().name());
    }
    removed.values().forEach(property -> removed(path, before, after, property));
    added.values().forEach(property -> added(path, before, after, property));
    presence(path, before, after);
    old.forEach(
        (name, property) -> {
          Property other = now.get(name);
          if (other != null) {
            compare(below(path, name), property, other);
          }
        });
  }

  private static Map<String, Property> byName(Property object) {
    Map<String, Property> members = new LinkedHashMap<>();
    object.properties().forEach(property -> members.put(property.name(), property));
    return members;
  }

  static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static Set<String> presentNames(Property object) {
    return object.options().required().stream()
        .map(Text::value)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean mustBeThere(Property object, Property member) {
    return member.required() || presentNames(object).contains(member.name());
  }

  private void added(String path, Property before, Property after, Property property) {
    boolean needed = mustBeThere(after, property);
    add(
        ChangeKind.PROPERTY_ADDED,
        below(path, property.name()),
        null,
        property.at(),
        Answer.of(!needed),
        Answer.of(!before.closed()),
        needed
            ? "The required property '" + property.name() + "' is new"
            : "The optional property '" + property.name() + "' is new");
  }

  private void removed(String path, Property before, Property after, Property property) {
    boolean needed = mustBeThere(before, property);
    add(
        ChangeKind.PROPERTY_REMOVED,
        below(path, property.name()),
        property.at(),
        null,
        Answer.of(!after.closed()),
        Answer.of(!needed),
        needed
            ? "The property '" + property.name() + "', which was required, is gone"
            : "The optional property '" + property.name() + "' is gone");
  }

  private void renamed(String path, Property before, Property after, Renames.Rename rename) {
    Property old = rename.before();
    Property now = rename.after();
    String from = below(path, old.name());
    Change change =
        change(
            ChangeKind.PROPERTY_RENAMED,
            below(path, now.name()),
            old.at(),
            now.at(),
            Answer.of(!mustBeThere(after, now) && !after.closed()),
            Answer.of(!mustBeThere(before, old) && !before.closed()),
            "The property '" + old.name() + "' seems to be called '" + now.name() + "' now");
    String migration = below(path, now.name()) + " = record." + from;
    changes.add(
        new Change(
            change.kind(),
            recordType,
            change.path(),
            change.before(),
            change.after(),
            change.effects(),
            change.statement(),
            migration));
  }

  /** Names that must be there, and may be null. */
  private void presence(String path, Property before, Property after) {
    Set<String> old = presentNames(before);
    Set<String> now = presentNames(after);
    Map<String, Property> oldMembers = byName(before);
    Map<String, Property> newMembers = byName(after);
    TreeSet<String> names = new TreeSet<>(old);
    names.addAll(now);
    for (String name : names) {
      Property was = oldMembers.get(name);
      Property is = newMembers.get(name);
      boolean isListedInOne = (was == null) != (is == null);
      // A property that is new or gone has said so already.
      if (old.contains(name) == now.contains(name) || isListedInOne) {
        continue;
      }
      boolean needed = now.contains(name);
      Answer forward = Answer.of(!needed || (was != null && was.required()));
      Answer backward = Answer.of(needed || (is != null && is.required()));
      add(
          ChangeKind.PRESENCE,
          below(path, name),
          was == null ? before.at() : was.at(),
          is == null ? after.at() : is.at(),
          forward,
          backward,
          needed
              ? "The member must now be there, if only as null"
              : "The member may now be absent");
    }
  }

  private void classification(String path, Property before, Property after) {
    String old = before.classification() == null ? "none" : before.classification();
    String now = after.classification() == null ? "none" : after.classification();
    if (!old.equals(now)) {
      add(
          ChangeKind.CLASSIFICATION,
          path,
          before.at(),
          after.at(),
          Answer.YES,
          Answer.YES,
          "The classification was " + old + " and is now " + now);
    }
  }

  private void add(
      ChangeKind kind,
      String path,
      @Nullable Position before,
      @Nullable Position after,
      Answer forward,
      Answer backward,
      String statement) {
    changes.add(change(kind, path, before, after, forward, backward, statement));
  }

  private Change change(
      ChangeKind kind,
      String path,
      @Nullable Position before,
      @Nullable Position after,
      Answer forward,
      Answer backward,
      String statement) {
    Map<Party, Effect> effects =
        Effects.of(
            emptyBefore > 0 ? Answer.YES : forward.doubted(doubt.before(path)),
            emptyAfter > 0 ? Answer.YES : backward.doubted(doubt.after(path)));
    return new Change(kind, recordType, path, before, after, effects, statement, null);
  }
}
