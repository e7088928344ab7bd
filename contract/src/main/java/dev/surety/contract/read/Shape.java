package dev.surety.contract.read;

import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value of an ODCS document may be: the entries of the tables in {@link OdcsStructure}. */
sealed interface Shape {
  /** A value whose parts are not looked at. */
  enum Plain implements Shape {
    STRING("a string"),
    NUMBER("a number"),
    POSITIVE("a number"),
    INTEGER("an integer"),
    BOOLEAN("true or false"),
    SCALAR("a string, number, boolean or null"),
    MAPPING("a mapping"),
    STRING_OR_INTEGER("a string or an integer"),
    STRING_OR_MAPPING("a string or a mapping"),
    ANY("anything");

    private final String expected;

    Plain(String expected) {
      this.expected = expected;
    }

    String expected() {
      return expected;
    }
  }

  /** An integer from {@code least} to the greatest int. */
  record Count(int least) implements Shape {}

  /** One of several words, each with the version that it came with. */
  record Words(Map<String, OdcsVersion> words) implements Shape {
    static Words of(String... words) {
      Words all = new Words(new LinkedHashMap<>());
      return all.and(OdcsVersion.V3_0, words);
    }

    /** Adds words that came with a version. */
    Words and(OdcsVersion since, String... more) {
      Map<String, OdcsVersion> all = new LinkedHashMap<>(words);
      for (String word : more) {
        all.put(word, since);
      }
      return new Words(all);
    }
  }

  /** A string of a pattern. */
  record Matching(Pattern pattern, String expected) implements Shape {}

  /**
   * A list.
   *
   * @param duplicate what to say of an item that is there already; null when it may be
   */
  record Items(Shape item, int least, @Nullable String duplicate) implements Shape {
    Items(Shape item, int least) {
      this(item, least, null);
    }

    /** The list whose items differ. */
    Items unique(String whenDuplicate) {
      return new Items(item, least, whenDuplicate);
    }
  }

  /** Another shape before a version than from that version on. */
  record Since(OdcsVersion version, Shape before, Shape then) implements Shape {}

  /** A shape of the table that is being built. */
  record Later(Supplier<Shape> shape) implements Shape {}

  /** A string, a list or a mapping; null where that kind is not allowed. */
  record Either(
      String expected, @Nullable Shape string, @Nullable Shape list, @Nullable Shape mapping)
      implements Shape {}

  /** What a key means to a record, in this version of Surety. */
  enum Effect {
    /** A record is held to it, or goes where it says. */
    ENFORCED("enforced"),
    /** No record is judged by it. */
    INFORMS("informs"),
    /** It constrains records, and no record is held to it. */
    NOT_YET("not yet");

    private final String word;

    Effect(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * A key of a mapping.
   *
   * @param note what the reference adds to the effect; empty for nothing
   */
  record Field(
      String name,
      Shape shape,
      OdcsVersion since,
      Set<OdcsVersion> requiredIn,
      Effect effect,
      String note) {
    static Field optional(String name, Shape shape) {
      return new Field(name, shape, OdcsVersion.V3_0, Set.of(), Effect.INFORMS, "");
    }

    static Field required(String name, Shape shape) {
      Set<OdcsVersion> versions = EnumSet.allOf(OdcsVersion.class);
      return new Field(name, shape, OdcsVersion.V3_0, versions, Effect.INFORMS, "");
    }

    Field since(OdcsVersion version) {
      return new Field(name, shape, version, requiredIn, effect, note);
    }

    Field requiredFrom(OdcsVersion version) {
      Set<OdcsVersion> versions = EnumSet.range(version, OdcsVersion.V3_2);
      return new Field(name, shape, since, versions, effect, note);
    }

    Field requiredUntil(OdcsVersion version) {
      Set<OdcsVersion> versions = EnumSet.range(OdcsVersion.V3_0, version);
      return new Field(name, shape, since, versions, effect, note);
    }

    Field enforced() {
      return new Field(name, shape, since, requiredIn, Effect.ENFORCED, note);
    }

    Field notYet() {
      return new Field(name, shape, since, requiredIn, Effect.NOT_YET, note);
    }

    /** Says more of the effect. */
    Field but(String more) {
      return new Field(name, shape, since, requiredIn, effect, more);
    }
  }

  /** A rule over several keys of one mapping. */
  interface Check {
    void check(YamlMapping mapping, OdcsVersion version, Problems problems);
  }

  /** A mapping with known keys. */
  final class Struct implements Shape {
    /** Written behind all other keys, also those that nobody knows. */
    private static final String LAST = "customProperties";

    private final String what;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, String> hints = new HashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private List<String> first = List.of();
    private @Nullable OdcsVersion closedSince = OdcsVersion.V3_0;
    private Function<YamlMapping, List<Field>> variant = mapping -> List.of();
    private SuretySettings.Place place = SuretySettings.Place.OTHER;

    private Struct(String what) {
      this.what = what;
    }

    /**
     * @param what what it is, with its article: {@code a property}
     */
    static Struct of(String what, Field... fields) {
      return new Struct(what).with(List.of(fields));
    }

    Struct with(List<Field> more) {
      more.forEach(field -> fields.put(field.name(), field));
      return this;
    }

    /** Further keys, by what a mapping holds. */
    Struct variant(Function<YamlMapping, List<Field>> byMapping) {
      variant = byMapping;
      return this;
    }

    /** Before this version, unknown keys are allowed. */
    Struct closedSince(OdcsVersion version) {
      closedSince = version;
      return this;
    }

    /** Unknown keys are allowed in every version. */
    Struct open() {
      closedSince = null;
      return this;
    }

    /** What to tell somebody who writes a key that does not belong here. */
    Struct hint(String key, String help) {
      hints.put(key, help);
      return this;
    }

    Struct check(Check check) {
      checks.add(check);
      return this;
    }

    Struct at(SuretySettings.Place settingsPlace) {
      place = settingsPlace;
      return this;
    }

    String what() {
      return what;
    }

    boolean isClosedIn(OdcsVersion version) {
      return closedSince != null && version.isAtLeast(closedSince);
    }

    /** The keys that every mapping may have, whatever it holds. */
    Map<String, Field> fields() {
      return Collections.unmodifiableMap(fields);
    }

    /** The keys that a mapping may have. */
    Map<String, Field> fieldsOf(YamlMapping mapping) {
      Map<String, Field> all = new LinkedHashMap<>(fields);
      variant.apply(mapping).forEach(field -> all.put(field.name(), field));
      return all;
    }

    /** The keys of a mapping in the order in which they are written. */
    List<String> keysInOrder(YamlMapping mapping) {
      Set<String> keys = new LinkedHashSet<>(first);
      keys.addAll(fieldsOf(mapping).keySet());
      keys.addAll(mapping.keys());
      if (keys.remove(LAST)) {
        keys.add(LAST);
      }
      return List.copyOf(keys);
    }

    /** The keys that are written first. */
    Struct first(String... keys) {
      first = List.of(keys);
      return this;
    }

    @Nullable String hint(String key) {
      return hints.get(key);
    }

    List<Check> checks() {
      return checks;
    }

    SuretySettings.Place place() {
      return place;
    }
  }
}
