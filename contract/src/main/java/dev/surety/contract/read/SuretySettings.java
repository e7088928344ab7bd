package dev.surety.contract.read;

import static java.util.Map.entry;

import dev.surety.contract.Position;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The {@code surety.*} names among a contract's {@code customProperties}. */
final class SuretySettings {
  static final String WHEN = "surety.when";
  static final String TOMBSTONES = "surety.tombstones";
  static final String KEYLESS = "surety.keyless";
  static final String KEY = "surety.key";
  static final String HEADERS = "surety.headers";
  static final String CLOSED = "surety.closed";
  static final String REQUIRED = "surety.required";
  static final String CONSUMERS = "surety.consumers";
  static final String ON_VIOLATION = "surety.on_violation";
  static final String REMOVAL_DATE = "surety.removal_date";

  /** Where custom properties stand. */
  enum Place {
    CONTRACT("a contract"),
    SCHEMA_OBJECT("a schema object"),
    PROPERTY("a property"),
    QUALITY_RULE("a quality rule"),
    OTHER("this place");

    private final String what;

    Place(String what) {
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  /**
   * A setting.
   *
   * @param words the values that it may have; none where they cannot be listed
   * @param value what its value is, where there are no words
   * @param meaning what it does, for the reference
   */
  record Setting(Set<Place> places, List<String> words, String value, String meaning) {
    private static Setting of(String value, String meaning, Place... places) {
      return new Setting(Set.of(places), List.of(), value, meaning);
    }

    private static Setting words(List<String> words, String meaning, Place... places) {
      return new Setting(Set.of(places), words, "", meaning);
    }
  }

  private static final List<String> PASSAGES = List.of("pass", "quarantine");

  private static final Map<String, Setting> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              entry(
                  REQUIRED,
                  Setting.of(
                      "a list of names",
                      "members that a record must have: a schema object has no options of its own",
                      Place.SCHEMA_OBJECT)),
              entry(
                  WHEN,
                  Setting.of(
                      "an expression of cel",
                      "which records of the topic are of this type; the first that holds decides",
                      Place.SCHEMA_OBJECT)),
              entry(
                  TOMBSTONES,
                  Setting.words(PASSAGES, "where records without a value go", Place.SCHEMA_OBJECT)),
              entry(
                  KEYLESS,
                  Setting.words(
                      PASSAGES,
                      "where records without a key go; with `surety.key` the default is quarantine",
                      Place.SCHEMA_OBJECT)),
              entry(
                  KEY,
                  Setting.of(
                      "the path of a property, or a mapping",
                      "what the key must be: the text of that property; in a mapping `property`,"
                          + " `encoding` and the keys of a property for the key's own type",
                      Place.SCHEMA_OBJECT)),
              entry(
                  HEADERS,
                  Setting.of(
                      "a list of headers",
                      "what headers must be: each with `name`, `encoding` and the keys of a"
                          + " property, such as `logicalType` and `required`",
                      Place.SCHEMA_OBJECT)),
              entry(
                  CLOSED,
                  Setting.of(
                      "true or false",
                      "true: members that are not listed are violations",
                      Place.SCHEMA_OBJECT,
                      Place.PROPERTY)),
              entry(
                  ON_VIOLATION,
                  Setting.words(
                      List.of("quarantine", "pass", "drop", "stop"),
                      "where a record goes that breaks the rule, whatever its severity; drop and"
                          + " stop are not yet",
                      Place.QUALITY_RULE)),
              entry(
                  CONSUMERS,
                  Setting.of(
                      "a list of consumers",
                      "who relies on which fields, for [diff and check](compatibility.md); informs",
                      Place.CONTRACT,
                      Place.SCHEMA_OBJECT)),
              entry(
                  REMOVAL_DATE,
                  Setting.of(
                      "a date such as 2030-12-31",
                      "until when something deprecated is there, for lint; informs",
                      Place.CONTRACT,
                      Place.SCHEMA_OBJECT,
                      Place.PROPERTY)),
              // It says which time counts in windows; there are none yet, so it only informs.
              entry(
                  "surety.event_time",
                  Setting.of(
                      "the path of a property",
                      "the time of a record, for the watermark of a table of Flink SQL; informs",
                      Place.SCHEMA_OBJECT))));

  private static final Set<String> NOT_YET =
      Set.of("surety.window", "surety.encoding", "surety.max_rejected", "surety.max_replays");

  private SuretySettings() {}

  /** All settings by name. */
  static Map<String, Setting> all() {
    return Collections.unmodifiableMap(SETTINGS);
  }

  /** Names that are kept for settings to come. */
  static Set<String> notYet() {
    return NOT_YET;
  }

  /** The value of a setting in the custom properties of a mapping. */
  static Optional<YamlNode> get(YamlMapping owner, String name) {
    return customProperties(owner).stream()
        .filter(property -> nameOf(property).filter(name::equals).isPresent())
        .findFirst()
        .flatMap(property -> property.get("value"));
  }

  private static List<YamlMapping> customProperties(YamlMapping owner) {
    return owner.get("customProperties").orElse(null) instanceof YamlSequence list
        ? list.items().stream()
            .filter(YamlMapping.class::isInstance)
            .map(YamlMapping.class::cast)
            .toList()
        : List.of();
  }

  private static Optional<String> nameOf(YamlMapping property) {
    return property
        .get("property")
        .filter(YamlScalar.class::isInstance)
        .map(name -> ((YamlScalar) name).value());
  }

  /** Reports what is wrong with the settings among the custom properties of a mapping. */
  static void check(YamlMapping owner, Place place, Reading reading) {
    Problems problems = reading.problems();
    Set<String> seen = new HashSet<>();
    for (YamlMapping property : customProperties(owner)) {
      String name = nameOf(property).orElse("");
      if (!name.startsWith("surety.")) {
        continue;
      }
      Position at = property.get("property").map(YamlNode::at).orElse(property.at());
      if (!seen.add(name)) {
        problems.error("duplicate-name", at, "'" + name + "' is set a second time here");
      } else if (checkName(name, at, place, reading)) {
        checkValue(name, property, reading);
      }
    }
  }

  private static boolean checkName(String name, Position at, Place place, Reading reading) {
    Problems problems = reading.problems();
    if (NOT_YET.contains(name)) {
      reading.notYet(at, "'" + name + "'", "");
      return false;
    }
    Setting setting = SETTINGS.get(name);
    if (setting == null) {
      problems.error(
          "unknown-setting",
          at,
          "unknown setting '" + name + "'",
          DidYouMean.help(name, SETTINGS.keySet()));
      return false;
    }
    if (!setting.places().contains(place)) {
      List<String> places =
          setting.places().stream().sorted().map(allowed -> allowed.what).toList();
      problems.error(
          "misplaced-setting",
          at,
          "'" + name + "' has no meaning in " + place.what,
          "it belongs to the customProperties of " + String.join(" or ", places));
      return false;
    }
    return true;
  }

  private static void checkValue(String name, YamlMapping property, Reading reading) {
    Problems problems = reading.problems();
    Optional<YamlNode> value = property.get("value");
    if (value.isEmpty()) {
      // The structure check reports it, except for ODCS 3.0, whose schema does not ask for it.
      problems.error("missing-key", property.at(), "'" + name + "' needs the key 'value'");
      return;
    }
    YamlScalar scalar = value.get() instanceof YamlScalar s ? s : null;
    Position at = value.get().at();
    if (name.equals(CLOSED)) {
      if (scalar == null || scalar.booleanValue().isEmpty()) {
        wrongType(name, value.get(), "true or false", problems);
      }
      return;
    }
    if (name.equals(REQUIRED)) {
      checkNames(value.get(), problems);
      return;
    }
    if (name.equals(CONSUMERS)) {
      checkConsumers(value.get(), problems);
      return;
    }
    if (name.equals(HEADERS) || (name.equals(KEY) && value.get() instanceof YamlMapping)) {
      return; // EnvelopeReader reports what is wrong with it.
    }
    if (scalar == null || !scalar.isString()) {
      wrongType(name, value.get(), "a string", problems);
      return;
    }
    if (scalar.value().isBlank()) {
      problems.error("empty-value", at, "'" + name + "' is empty");
      return;
    }
    if (name.equals(REMOVAL_DATE)) {
      checkDate(scalar, problems);
      return;
    }
    checkWord(name, scalar, reading);
  }

  private static void checkDate(YamlScalar scalar, Problems problems) {
    try {
      LocalDate.parse(scalar.value());
    } catch (DateTimeParseException noDate) {
      String message = "'" + scalar.value() + "' is not a date";
      problems.error("invalid-value", scalar.at(), message, "write it as in 2030-12-31");
    }
  }

  private static void checkNames(YamlNode value, Problems problems) {
    if (!(value instanceof YamlSequence names)) {
      wrongType(REQUIRED, value, "a list of names", problems);
      return;
    }
    for (YamlNode name : names.items()) {
      if (!(name instanceof YamlScalar scalar) || !scalar.isString()) {
        wrongType(REQUIRED, name, "a list of names", problems);
      }
    }
  }

  private static void checkConsumers(YamlNode value, Problems problems) {
    if (value instanceof YamlSequence consumers) {
      ConsumerReader.consumers(consumers, "", problems);
    } else {
      wrongType(CONSUMERS, value, "a list of consumers", problems);
    }
  }

  private static void checkWord(String name, YamlScalar scalar, Reading reading) {
    Setting setting = SETTINGS.get(name);
    String word = scalar.value();
    if (setting == null || setting.words().isEmpty()) {
      return;
    }
    if (!setting.words().contains(word)) {
      String message = "'" + word + "' is not a value of '" + name + "'";
      String help = DidYouMean.help(word, setting.words());
      reading.problems().error("unknown-value", scalar.at(), message, help);
    } else if (word.equals("drop") || word.equals("stop")) {
      String what = "'" + name + ": " + word + "'";
      reading.notYet(scalar.at(), what, "write quarantine or pass");
    }
  }

  private static void wrongType(String name, YamlNode value, String expected, Problems problems) {
    problems.error(
        "wrong-type",
        value.at(),
        "'" + name + "' must be " + expected + ", but this is " + value.describe());
  }
}
