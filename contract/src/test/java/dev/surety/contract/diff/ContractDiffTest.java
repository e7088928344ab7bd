package dev.surety.contract.diff;

import static dev.surety.contract.diff.ChangeKind.*;
import static dev.surety.contract.diff.Effect.BREAKS;
import static dev.surety.contract.diff.Effect.NONE;
import static dev.surety.contract.diff.Effect.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of change, in every case of its table, in every direction. */
class ContractDiffTest {
  private static final String TIGHTENED = "tightened";
  private static final String LOOSENED = "loosened";
  private static final String OTHERWISE = "changed otherwise";
  private static final String SAME = "written otherwise, says the same";

  /** One line of the table: what changed, and what it does to each party. */
  record Case(
      ChangeKind kind,
      String when,
      ContractVersion before,
      ContractVersion after,
      Effect storedData,
      Effect producers,
      Effect consumers) {
    @Override
    public String toString() {
      return kind + " " + when + " -> " + storedData + " " + producers + " " + consumers;
    }
  }

  private static final List<Case> CASES = new ArrayList<>();

  private static void add(
      ChangeKind kind,
      String when,
      ContractVersion before,
      ContractVersion after,
      Effect stored,
      Effect producers,
      Effect consumers) {
    CASES.add(new Case(kind, when, before, after, stored, producers, consumers));
  }

  /** A constraint of a property {@code p}; the other direction is its mirror image. */
  private static void facet(ChangeKind kind, String weak, String strong) {
    facet(kind, weak, strong, BREAKS);
  }

  private static void facet(ChangeKind kind, String weak, String strong, Effect effect) {
    ContractVersion loose = Versions.of("{name: p, " + weak + "}");
    ContractVersion tight = Versions.of("{name: p, " + strong + "}");
    add(kind, TIGHTENED, loose, tight, effect, effect, NONE);
    add(kind, LOOSENED, tight, loose, NONE, NONE, effect);
  }

  private static void moved(ChangeKind kind, String one, String other, Effect effect) {
    ContractVersion a = Versions.of("{name: p, " + one + "}");
    ContractVersion b = Versions.of("{name: p, " + other + "}");
    add(
        kind,
        kind == DATE_FORMAT || kind == DEFAULT_TIMEZONE ? "changed" : OTHERWISE,
        a,
        b,
        effect,
        effect,
        effect);
  }

  private static void same(ChangeKind kind, String one, String other) {
    ContractVersion a = Versions.of("{name: p, " + one + "}");
    ContractVersion b = Versions.of("{name: p, " + other + "}");
    add(kind, SAME, a, b, NONE, NONE, NONE);
    add(kind, SAME, b, a, NONE, NONE, NONE);
  }

  private static String number(String options) {
    return "logicalType: number, logicalTypeOptions: {" + options + "}";
  }

  private static String integer(String options) {
    return "logicalType: integer, logicalTypeOptions: {" + options + "}";
  }

  private static String string(String options) {
    return "logicalType: string, logicalTypeOptions: {" + options + "}";
  }

  private static String typed(String type, String options) {
    return "logicalType: " + type + ", logicalTypeOptions: {" + options + "}";
  }

  static {
    numbers();
    strings();
    moments();
    collections();
    properties();
    recordTypes();
    envelopes();
    rules();
    agreements();
    encodings();
  }

  private static void encodings() {
    encoded("the new type's readers take the old one", "format: f32", "format: f64", NONE, BREAKS);
    encoded("the old type's readers take the new one", "format: f64", "format: f32", BREAKS, NONE);
    ContractVersion text = inAvro("logicalType: string");
    ContractVersion bytes = inAvro("logicalType: string, physicalType: bytes");
    ContractVersion number = inAvro("logicalType: number");
    String neither = "neither's readers take the other";
    add(ENCODED_TYPE, neither, text, number, BREAKS, BREAKS, BREAKS);
    add(ENCODED_TYPE, "each one's readers take the other", text, bytes, NONE, NONE, NONE);
  }

  private static void encoded(
      String when, String before, String after, Effect forward, Effect backward) {
    ContractVersion old = inAvro(number(before));
    ContractVersion now = inAvro(number(after));
    add(ENCODED_TYPE, when, old, now, forward, forward, backward);
  }

  private static ContractVersion inAvro(String property) {
    return Versions.of(
        "{name: p, " + property + "}",
        "",
        "servers: [{server: s, type: kafka, host: h, format: avro}]");
  }

  private static void numbers() {
    facet(TYPE, "logicalType: number", "logicalType: integer");
    facet(TYPE, "required: true", "logicalType: string, required: true");
    moved(TYPE, "logicalType: string", "logicalType: integer", BREAKS);
    same(
        TYPE,
        number("multipleOf: 2, minimum: 0, maximum: 10"),
        integer("multipleOf: 2, minimum: 0, maximum: 10"));
    facet(REQUIRED, "logicalType: string", "logicalType: string, required: true");
    facet(MINIMUM, number("minimum: 0"), number("minimum: 1"));
    facet(MINIMUM, number("minimum: 0"), number("exclusiveMinimum: 0"));
    facet(MINIMUM, "logicalType: number", number("minimum: -5"));
    same(MINIMUM, integer("exclusiveMinimum: 0"), integer("minimum: 1"));
    same(MINIMUM, integer("minimum: 1, multipleOf: 10"), integer("minimum: 10, multipleOf: 10"));
    facet(MAXIMUM, number("maximum: 100"), number("maximum: 50"));
    facet(MAXIMUM, integer("maximum: 100"), integer("exclusiveMaximum: 100"));
    same(MAXIMUM, integer("exclusiveMaximum: 10"), integer("maximum: 9"));
    facet(MULTIPLE_OF, integer("multipleOf: 5"), integer("multipleOf: 10"));
    facet(MULTIPLE_OF, "logicalType: number", number("multipleOf: 0.01"));
    moved(MULTIPLE_OF, integer("multipleOf: 4"), integer("multipleOf: 6"), BREAKS);
    same(MULTIPLE_OF, "logicalType: integer", integer("multipleOf: 0.5"));
    facet(NUMBER_FORMAT, integer("format: i64"), integer("format: i32"));
    facet(NUMBER_FORMAT, "logicalType: number", number("format: f32"));
    moved(NUMBER_FORMAT, integer("format: i8"), integer("format: u8"), BREAKS);
    same(NUMBER_FORMAT, "logicalType: integer", integer("format: i64"));
    same(
        NUMBER_FORMAT,
        integer("minimum: 0, maximum: 9"),
        integer("minimum: 0, maximum: 9, format: u8"));
    facet(
        ENUM,
        "logicalType: string, enum: [{value: a}, {value: b}]",
        "logicalType: string, enum: [{value: a}]");
    facet(ENUM, "logicalType: string", "logicalType: string, enum: [{value: a}]");
    facet(
        ENUM,
        integer("minimum: 1, maximum: 3"),
        integer("minimum: 1, maximum: 3") + ", enum: [{value: 1}, {value: 2}]");
    moved(
        ENUM,
        "logicalType: string, enum: [{value: a}, {value: b}]",
        "logicalType: string, enum: [{value: b}, {value: c}]",
        BREAKS);
    same(
        ENUM,
        "logicalType: boolean",
        "logicalType: boolean, enum: [{value: true}, {value: false}]");
    same(
        ENUM,
        integer("minimum: 1, maximum: 2"),
        integer("minimum: 1, maximum: 2") + ", enum: [{value: 1}, {value: 2.0}]");
  }

  private static void strings() {
    facet(MIN_LENGTH, "logicalType: string", string("minLength: 1"));
    same(
        MIN_LENGTH, string("pattern: '^[A-Z]{3}$'"), string("pattern: '^[A-Z]{3}$', minLength: 3"));
    facet(MAX_LENGTH, string("maxLength: 10"), string("maxLength: 5"));
    facet(MAX_LENGTH, string("pattern: '^a*$'"), string("pattern: '^a*$', maxLength: 200"));
    same(
        MAX_LENGTH, string("pattern: '^[A-Z]{3}$'"), string("pattern: '^[A-Z]{3}$', maxLength: 5"));
    facet(PATTERN, string("pattern: '^[A-Z]{2,4}$'"), string("pattern: '^[A-Z]{3}$'"));
    facet(PATTERN, "logicalType: string", string("pattern: '^[0-9]+$'"));
    moved(PATTERN, string("pattern: '^a'"), string("pattern: 'b$'"), BREAKS);
    moved(PATTERN, string("pattern: '^\\p{L}+$'"), string("pattern: '^[a-z]+$'"), UNKNOWN);
    same(PATTERN, string("pattern: '^[0-9]+$'"), string("pattern: '^\\d\\d*$'"));
    facet(STRING_FORMAT, "logicalType: string", string("format: uuid"));
    facet(STRING_FORMAT, string("format: password"), string("format: email"));
    moved(STRING_FORMAT, string("format: uuid"), string("format: ipv4"), BREAKS);
    moved(STRING_FORMAT, string("format: email"), string("format: uri"), UNKNOWN);
    same(STRING_FORMAT, string("format: byte"), string("format: base64"));
    same(STRING_FORMAT, string("format: binary"), "logicalType: string");
  }

  private static void moments() {
    moved(
        DATE_FORMAT,
        typed("date", "format: uuuu-MM-dd"),
        typed("date", "format: dd.MM.uuuu"),
        UNKNOWN);
    facet(EARLIEST, typed("date", "minimum: '2020-01-01'"), typed("date", "minimum: '2024-01-01'"));
    same(
        EARLIEST,
        typed("date", "exclusiveMinimum: '2020-01-01'"),
        typed("date", "minimum: '2020-01-02'"));
    facet(LATEST, "logicalType: timestamp", typed("timestamp", "maximum: '2030-01-01T00:00:00Z'"));
    same(
        LATEST,
        typed("timestamp", "maximum: '2030-01-01T00:00:00Z'"),
        typed("timestamp", "maximum: '2030-01-01T02:00:00+02:00'"));
    facet(TIMEZONE, "logicalType: timestamp", typed("timestamp", "timezone: true"));
    moved(
        TIMEZONE,
        typed("timestamp", "timezone: true"),
        typed("timestamp", "timezone: false"),
        BREAKS);
    moved(
        DEFAULT_TIMEZONE,
        "logicalType: timestamp",
        typed("timestamp", "defaultTimezone: Europe/Paris"),
        UNKNOWN);
  }

  private static void collections() {
    String array = "logicalType: array, items: {logicalType: string}, logicalTypeOptions: ";
    facet(MIN_ITEMS, array + "{}", array + "{minItems: 1}");
    same(MIN_ITEMS, array + "{}", array + "{minItems: 0}");
    facet(MAX_ITEMS, array + "{maxItems: 5}", array + "{maxItems: 4}");
    facet(UNIQUE_ITEMS, array + "{}", array + "{uniqueItems: true}");
    same(UNIQUE_ITEMS, array + "{maxItems: 1}", array + "{maxItems: 1, uniqueItems: true}");
    String object = "logicalType: object, properties: [{name: a, required: true}, {name: b}], ";
    facet(
        MIN_PROPERTIES,
        object + "logicalTypeOptions: {}",
        object + "logicalTypeOptions: {minProperties: 2}");
    same(
        MIN_PROPERTIES,
        object + "logicalTypeOptions: {}",
        object + "logicalTypeOptions: {minProperties: 1}");
    facet(
        MAX_PROPERTIES,
        object + "logicalTypeOptions: {maxProperties: 3}",
        object + "logicalTypeOptions: {maxProperties: 2}");
    String closed = object + "customProperties: [{property: surety.closed, value: true}], ";
    same(
        MAX_PROPERTIES,
        closed + "logicalTypeOptions: {}",
        closed + "logicalTypeOptions: {maxProperties: 2}");
    moved(DIMENSIONS, typed("vector", "dimensions: 2"), typed("vector", "dimensions: 3"), BREAKS);
    facet(
        PRESENCE,
        object + "logicalTypeOptions: {}",
        object + "logicalTypeOptions: {required: [b]}");
    same(
        PRESENCE,
        object + "logicalTypeOptions: {}",
        object + "logicalTypeOptions: {required: [a]}");
    facet(CLOSED, object + "logicalTypeOptions: {}", closed + "logicalTypeOptions: {}");
    same(
        CLOSED,
        "logicalType: object, logicalTypeOptions: {maxProperties: 0}",
        "logicalType: object, logicalTypeOptions: {maxProperties: 0}, customProperties:"
            + " [{property: surety.closed, value: true}]");
    facet(TYPE, "logicalType: array", "logicalType: array, items: {logicalType: string}");
    facet(
        MAXIMUM,
        "logicalType: map, map: {key: {logicalType: string}, value: {"
            + number("maximum: 9")
            + "}}",
        "logicalType: map, map: {key: {logicalType: string}, value: {"
            + number("maximum: 8")
            + "}}");
  }

  private static void properties() {
    ContractVersion one = Versions.of("{name: p, logicalType: string}");
    String closed = "customProperties: [{property: surety.closed, value: true}]";
    ContractVersion oneClosed = Versions.of("{name: p, logicalType: string}", closed, "");
    ContractVersion optional =
        Versions.of("{name: p, logicalType: string}, {name: q, logicalType: boolean}");
    ContractVersion required =
        Versions.of(
            "{name: p, logicalType: string}, {name: q, logicalType: boolean, required: true}");
    ContractVersion optionalClosed =
        Versions.of("{name: p, logicalType: string}, {name: q, logicalType: boolean}", closed, "");
    add(PROPERTY_ADDED, "added, optional", one, optional, NONE, NONE, NONE);
    add(PROPERTY_ADDED, "added, required", one, required, BREAKS, BREAKS, NONE);
    add(
        PROPERTY_ADDED,
        "added to an object that was closed",
        oneClosed,
        optionalClosed,
        NONE,
        NONE,
        BREAKS);
    add(PROPERTY_REMOVED, "removed, was optional", optional, one, NONE, NONE, NONE);
    add(PROPERTY_REMOVED, "removed, was required", required, one, NONE, NONE, BREAKS);
    add(
        PROPERTY_REMOVED,
        "removed from an object that is closed",
        optionalClosed,
        oneClosed,
        BREAKS,
        BREAKS,
        NONE);
    String uuid = "logicalType: string, logicalTypeOptions: {format: uuid}";
    add(
        PROPERTY_RENAMED,
        "renamed, optional",
        Versions.of("{name: customer_id, " + uuid + "}"),
        Versions.of("{name: client_id, " + uuid + "}"),
        NONE,
        NONE,
        NONE);
    add(
        PROPERTY_RENAMED,
        "renamed, required",
        Versions.of("{name: customerId, required: true, " + uuid + "}"),
        Versions.of("{name: customer_id, required: true, " + uuid + "}"),
        BREAKS,
        BREAKS,
        BREAKS);
    add(
        CLASSIFICATION,
        "changed",
        Versions.of("{name: p, classification: public}"),
        Versions.of("{name: p, classification: secret}"),
        NONE,
        NONE,
        NONE);
  }

  private static ContractVersion objects(String... objects) {
    return Versions.read(
        "apiVersion: v3.2.0\nkind: DataContract\nid: things\nversion: '1.0.0'\nschema:\n"
            + String.join("", objects));
  }

  private static String object(String name, String topic, String... settings) {
    return "  - {name: %s, physicalName: %s, properties: [{name: p}], customProperties: [%s]}\n"
        .formatted(name, topic, String.join(", ", settings));
  }

  private static String setting(String name, String value) {
    return "{property: surety." + name + ", value: " + value + "}";
  }

  private static void recordTypes() {
    String a = object("a", "t", setting("when", "\"key == 'a'\""));
    String b = object("b", "t", setting("when", "\"key == 'b'\""));
    String rest = object("rest", "t");
    add(RECORD_TYPE_ADDED, "added", objects(a), objects(a, b), NONE, NONE, UNKNOWN);
    add(
        RECORD_TYPE_ADDED,
        "added on a topic that had none",
        objects(a),
        objects(a, object("c", "u")),
        NONE,
        NONE,
        NONE);
    add(
        RECORD_TYPE_ADDED,
        "added before another one of the topic",
        objects(a, rest),
        objects(a, b, rest),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN);
    add(
        RECORD_TYPE_REMOVED,
        "removed",
        objects(a, object("c", "u")),
        objects(a),
        BREAKS,
        BREAKS,
        BREAKS);
    add(RECORD_TYPE_REMOVED, "removed", objects(a, b), objects(a), UNKNOWN, UNKNOWN, NONE);
    add(
        TOPIC,
        "changed",
        objects(object("a", "t")),
        objects(object("a", "u")),
        BREAKS,
        BREAKS,
        BREAKS);
    add(
        CLAIM,
        "changed",
        objects(a, rest),
        objects(object("a", "t", setting("when", "\"key == 'x'\"")), rest),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN);
    add(CLAIM, "changed", objects(a, b), objects(b, a), UNKNOWN, UNKNOWN, UNKNOWN);
    for (ChangeKind kind : List.of(TOMBSTONES, KEYLESS)) {
      ContractVersion loose = objects(object("a", "t"));
      ContractVersion tight = objects(object("a", "t", setting(kind.code(), "quarantine")));
      add(kind, TIGHTENED, loose, tight, BREAKS, BREAKS, NONE);
      add(kind, LOOSENED, tight, loose, NONE, NONE, BREAKS);
    }
  }

  private static ContractVersion envelope(ChangeKind kind, String value) {
    String asked = value.isEmpty() ? "" : ", " + setting(kind.code(), value);
    return objects(object("a", "t", setting("keyless", "pass") + asked));
  }

  private static void envelopes() {
    envelope(KEY, "", "{logicalType: integer}", "{logicalType: string, encoding: json}", "%s");
    envelope(
        HEADERS,
        "",
        "[{name: n, required: true}]",
        "[{name: n, encoding: json, logicalType: string}]",
        "[{name: n, %s}]");
    String p = "logicalType: string, logicalTypeOptions: ";
    add(
        KEY,
        TIGHTENED,
        envelope(KEY, ""),
        envelope(KEY, "{" + p + "{maxLength: 3}}"),
        BREAKS,
        BREAKS,
        NONE);
    add(
        KEY,
        TIGHTENED,
        envelope(KEY, "{" + p + "{maxLength: 3}}"),
        envelope(KEY, "{property: p, " + p + "{maxLength: 2}}"),
        BREAKS,
        BREAKS,
        NONE);
    add(
        KEY,
        OTHERWISE,
        envelope(KEY, "{property: p, " + p + "{maxLength: 3}}"),
        envelope(KEY, "{" + p + "{maxLength: 2}}"),
        BREAKS,
        BREAKS,
        BREAKS);
  }

  private static void envelope(
      ChangeKind kind, String free, String tight, String other, String form) {
    add(kind, TIGHTENED, envelope(kind, free), envelope(kind, tight), BREAKS, BREAKS, NONE);
    add(kind, LOOSENED, envelope(kind, tight), envelope(kind, free), NONE, NONE, BREAKS);
    add(kind, OTHERWISE, envelope(kind, tight), envelope(kind, other), BREAKS, BREAKS, BREAKS);
    String pattern = "logicalType: string, logicalTypeOptions: {pattern: '%s'}";
    String one = form.equals("%s") ? "{" + pattern + "}" : form.formatted(pattern);
    add(
        kind,
        SAME,
        envelope(kind, one.formatted("^[0-9]+$")),
        envelope(kind, one.formatted("^[0-9][0-9]*$")),
        NONE,
        NONE,
        NONE);
  }

  private static ContractVersion rule(String property, String rule) {
    String quality =
        rule.isEmpty()
            ? ""
            : "quality: [{id: r, type: custom, engine: cel, implementation: \"" + rule + "\"}]";
    return Versions.of("{name: p, required: true, " + property + "}", quality, "");
  }

  private static void rules() {
    String integer = "logicalType: integer";
    add(
        RULE,
        "added, or says more",
        rule(integer, ""),
        rule(integer, "record.p % 2 == 0"),
        UNKNOWN,
        UNKNOWN,
        NONE);
    add(
        RULE,
        "added, or says more",
        rule(integer, "record.p < 10"),
        rule(integer, "record.p < 10 && record.p != 5"),
        UNKNOWN,
        UNKNOWN,
        NONE);
    add(
        RULE,
        "added, or says more",
        rule(integer, "record.p < 10"),
        rule(integer, "record.p < 5"),
        UNKNOWN,
        UNKNOWN,
        NONE);
    add(
        RULE,
        "removed, or says less",
        rule(integer, "record.p < 10"),
        rule(integer, ""),
        NONE,
        NONE,
        UNKNOWN);
    add(
        RULE,
        "removed, or says less",
        rule(integer, "record.p > 1"),
        rule(integer, "0 <= record.p"),
        NONE,
        NONE,
        UNKNOWN);
    add(
        RULE,
        "changed otherwise",
        rule(integer, "record.p < 10"),
        rule(integer, "record.p > 3"),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN);
    add(
        RULE,
        "its properties changed their types",
        rule("logicalType: number", "record.p < 10"),
        rule("logicalType: integer", "record.p < 10"),
        UNKNOWN,
        UNKNOWN,
        UNKNOWN);
    add(
        RULE,
        SAME,
        rule(integer, "record.p < 10 && record.p > 1"),
        rule(integer, "(record.p>1) && record.p<10 // both"),
        NONE,
        NONE,
        NONE);
    add(
        RULE,
        SAME,
        rule("logicalType: integer, logicalTypeOptions: {maximum: 7}", ""),
        rule("logicalType: integer, logicalTypeOptions: {maximum: 7}", "record.p <= 10"),
        NONE,
        NONE,
        NONE);
  }

  static {
    add(
        RULE,
        "removed, or says less",
        rule("logicalType: integer", "!has(record.p) || record.p * 2 > record.p"),
        rule("logicalType: integer", "!has(record.p) || record.p * 2 >= record.p"),
        NONE,
        NONE,
        UNKNOWN);
  }

  private static ContractVersion terms(String lines) {
    return Versions.of("{name: p}", "", lines);
  }

  private static String level(String property, String value) {
    return "slaProperties: [{property: " + property + ", value: " + value + ", unit: s}]";
  }

  private static void agreements() {
    add(
        SERVICE_LEVEL,
        "added, or promises more",
        terms(""),
        terms(level("latency", "30")),
        NONE,
        BREAKS,
        NONE);
    add(
        SERVICE_LEVEL,
        "added, or promises more",
        terms(level("latency", "30")),
        terms(level("latency", "10")),
        NONE,
        BREAKS,
        NONE);
    add(
        SERVICE_LEVEL,
        "removed, or promises less",
        terms(level("latency", "30")),
        terms(""),
        NONE,
        NONE,
        BREAKS);
    add(
        SERVICE_LEVEL,
        "removed, or promises less",
        terms(level("retention", "30")),
        terms(level("retention", "10")),
        NONE,
        NONE,
        BREAKS);
    add(
        SERVICE_LEVEL,
        "changed otherwise",
        terms(level("frequency", "1")),
        terms(level("frequency", "2")),
        NONE,
        UNKNOWN,
        UNKNOWN);
    add(STATUS, "changed", terms("status: draft"), terms("status: active"), NONE, NONE, NONE);
    add(STATUS, "retired", terms("status: active"), terms("status: retired"), NONE, BREAKS, BREAKS);
    ContractVersion none = Versions.of("{name: p}, {name: q}");
    ContractVersion p = Versions.of("{name: p, primaryKey: true}, {name: q}");
    ContractVersion q = Versions.of("{name: p}, {name: q, primaryKey: true}");
    add(PRIMARY_KEY, "added", none, p, NONE, BREAKS, NONE);
    add(PRIMARY_KEY, "removed", p, none, NONE, NONE, BREAKS);
    add(PRIMARY_KEY, "changed", p, q, NONE, BREAKS, BREAKS);
  }

  static List<Case> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhoBreaks(Case test) {
    List<Change> changes = ContractDiff.between(test.before(), test.after()).changes();

    List<Change> ofKind = changes.stream().filter(change -> change.kind() == test.kind()).toList();
    assertThat(ofKind).as(changes.toString()).hasSize(1);
    Change change = ofKind.get(0);
    assertThat(change.effect(Party.STORED_DATA)).as(change.sentence()).isEqualTo(test.storedData());
    assertThat(change.effect(Party.PRODUCERS)).as(change.sentence()).isEqualTo(test.producers());
    assertThat(change.effect(Party.CONSUMERS)).as(change.sentence()).isEqualTo(test.consumers());
    assertThat(change.sentence()).endsWith(".");
    assertThat(change.before() == null && change.after() == null).isFalse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesNotBreakMoreThanTheTableSays(Case test) {
    Set<Party> allowed =
        test.kind().rows().stream()
            .filter(row -> row.when().equals(test.when()))
            .findFirst()
            .orElseThrow()
            .breaks();
    for (Party party : Party.values()) {
      Effect effect =
          switch (party) {
            case STORED_DATA -> test.storedData();
            case PRODUCERS -> test.producers();
            case CONSUMERS -> test.consumers();
          };
      assertThat(effect == NONE || allowed.contains(party)).as(test + " " + party).isTrue();
    }
  }

  @Test
  void everyCaseOfTheTableIsTested() {
    Set<String> tested = new HashSet<>();
    cases().forEach(test -> tested.add(test.kind() + ": " + test.when()));
    Set<String> untested = new HashSet<>();
    for (ChangeKind kind : ChangeKind.values()) {
      kind.rows().forEach(row -> untested.add(kind + ": " + row.when()));
    }
    untested.removeAll(tested);
    assertThat(untested).isEmpty();
  }

  @Test
  void whatNoRecordCanReachBreaksNobody() {
    String array = "{name: p, logicalType: array, logicalTypeOptions: {maxItems: 0}, items: ";
    ContractDiff diff =
        ContractDiff.between(
            Versions.of(array + "{logicalType: string}}"),
            Versions.of(array + "{logicalType: integer}}"));
    assertThat(diff.changes()).hasSize(1).allMatch(Change::isHarmless);
  }

  @Test
  void aRuleThatReadsAPropertyCastsDoubtOnWhatIsSaidOfIt() {
    String limited = "logicalType: integer, logicalTypeOptions: {maximum: 50}";
    ContractDiff diff =
        ContractDiff.between(
            rule("logicalType: integer", "record.p < 10"), rule(limited, "record.p < 10"));
    Change change = diff.changes().get(0);
    assertThat(change.kind()).isEqualTo(MAXIMUM);
    assertThat(change.undecided()).containsOnly(Party.STORED_DATA, Party.PRODUCERS);
    assertThat(change.certainty()).isEqualTo(Certainty.CANNOT_TELL);
  }

  @Test
  void nothingChangedIsNoChange() {
    for (Case test : CASES) {
      assertThat(ContractDiff.between(test.before(), test.before()).changes()).isEmpty();
    }
  }
}
