package dev.surety.validation;

import static dev.surety.contract.LogicalType.BOOLEAN;
import static dev.surety.contract.LogicalType.DATE;
import static dev.surety.contract.LogicalType.TIME;
import static dev.surety.contract.LogicalType.TIMESTAMP;
import static dev.surety.contract.LogicalType.VECTOR;
import static dev.surety.validation.Contracts.record;
import static dev.surety.validation.Contracts.root;
import static dev.surety.validation.Contracts.validator;
import static dev.surety.validation.Contracts.violations;
import static dev.surety.validation.PropertyBuilder.any;
import static dev.surety.validation.PropertyBuilder.array;
import static dev.surety.validation.PropertyBuilder.integer;
import static dev.surety.validation.PropertyBuilder.map;
import static dev.surety.validation.PropertyBuilder.number;
import static dev.surety.validation.PropertyBuilder.object;
import static dev.surety.validation.PropertyBuilder.property;
import static dev.surety.validation.PropertyBuilder.string;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.validation.Contracts.ObjectBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One table: contract, record, the one violation that is expected. */
class ViolationCodeTest {
  record Case(
      String name,
      ViolationCode code,
      String rule,
      String path,
      String messagePart,
      Limits limits,
      TestRecord record,
      ObjectBuilder contract) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(
      ViolationCode code,
      String rule,
      String path,
      String messagePart,
      TestRecord record,
      ObjectBuilder contract) {
    String name = code.code() + " " + rule + " " + path + " " + messagePart;
    return new Case(name, code, rule, path, messagePart, Limits.DEFAULT, record, contract);
  }

  private static Case value(
      ViolationCode code, String rule, String json, PropertyBuilder a, String messagePart) {
    return of(code, rule, "a", messagePart, TestRecord.json("{\"a\":" + json + "}"), record(a));
  }

  private static Case bytes(ViolationCode code, String path, String part, byte[] value) {
    String rule = code == ViolationCode.INVALID_ENCODING ? "encoding" : "json";
    return of(code, rule, path, part, TestRecord.bytes(value), record(any("a")));
  }

  private static Case json(ViolationCode code, String path, String part, String value) {
    return bytes(code, path, part, value.getBytes(UTF_8));
  }

  private static byte[] raw(int... bytes) {
    byte[] raw = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    return raw;
  }

  static Stream<Case> cases() {
    return Stream.of(shape(), decoding(), scalars(), temporals(), containers(), rules())
        .flatMap(List::stream);
  }

  private static List<Case> shape() {
    Limits small = new Limits(10, 3, 2);
    return List.of(
        of(
            ViolationCode.MISSING_VALUE,
            "value",
            "",
            "neither",
            TestRecord.of(null, null),
            record()),
        of(
            ViolationCode.TOMBSTONE,
            "surety.tombstones",
            "",
            "no value",
            TestRecord.of("k", null),
            record().refuseTombstones()),
        of(
            ViolationCode.KEYLESS,
            "surety.keyless",
            "",
            "no key",
            TestRecord.of(null, "{}"),
            record().refuseKeyless()),
        of(
            ViolationCode.KEY_MISMATCH,
            "surety.key",
            "key",
            "The key \"k\" is not \"l\"",
            TestRecord.json("{\"a\":\"l\"}"),
            record(any("a")).keyEquals("a")),
        new Case(
            "too large",
            ViolationCode.TOO_LARGE,
            "maxBytes",
            "",
            "11 bytes; the limit is 10",
            small,
            TestRecord.json("{\"a\":\"123\"}"),
            record()),
        new Case(
            "too deep",
            ViolationCode.TOO_DEEP,
            "json",
            "a[0][0]",
            "more than 3 deep at line 1, column 8 (byte offset 7)",
            small,
            TestRecord.json("{\"a\":[[["),
            record()),
        of(
            ViolationCode.UNKNOWN_RECORD_TYPE,
            "surety.when",
            "",
            "thing",
            TestRecord.json("{}").header("type", "other"),
            record().when("headers['type'] == 'thing'")),
        of(
            ViolationCode.UNKNOWN_RECORD_TYPE,
            "surety.when",
            "",
            "thing",
            TestRecord.json("{}"),
            record().when("headers['type'] == 'thing'")));
  }

  private static List<Case> decoding() {
    return List.of(
        json(ViolationCode.EMPTY_VALUE, "", "no bytes", ""),
        json(ViolationCode.MALFORMED_JSON, "", "white space", " \n"),
        json(ViolationCode.MALFORMED_JSON, "a", "line 2, column 5 (byte offset 6)", "{\n\"a\":x}"),
        json(ViolationCode.MALFORMED_JSON, "a.b[1]", "truncated", "{\"a\":{\"b\":[1,"),
        json(ViolationCode.MALFORMED_JSON, "a", "truncated", "{\"a\":\"xyz"),
        json(ViolationCode.MALFORMED_JSON, "a", "truncated", "{\"a\":tru"),
        json(ViolationCode.MALFORMED_JSON, "a", "unexpected", "{\"a\":NaN}"),
        json(ViolationCode.MALFORMED_JSON, "a", "unexpected", "{\"a\":-Infinity}"),
        json(ViolationCode.MALFORMED_JSON, "a", "unexpected", "{\"a\":01}"),
        json(ViolationCode.MALFORMED_JSON, "a", "unexpected", "{\"a\":/* */1}"),
        json(ViolationCode.MALFORMED_JSON, "", "unexpected", "{'a':1}"),
        json(ViolationCode.MALFORMED_JSON, "", "unexpected", "{\"a\":1,}"),
        json(ViolationCode.MALFORMED_JSON, "a", "unexpected", "{\"a\":\"\t\"}"),
        json(ViolationCode.TRAILING_DATA, "", "byte offset 3", "{} {}"),
        json(ViolationCode.TRAILING_DATA, "", "byte offset 2", "{}}"),
        json(ViolationCode.DUPLICATE_KEY, "a.b", "more than once", "{\"a\":{\"b\":1,\"b\":2}}"),
        json(ViolationCode.LONE_SURROGATE, "a", "surrogate", "{\"a\":\"\\ud800x\"}"),
        json(ViolationCode.NUMBER_TOO_LONG, "a", "1001 char", "{\"a\":" + "1".repeat(1001) + "}"),
        json(ViolationCode.NUMBER_OUT_OF_RANGE, "a", "1000000000", "{\"a\":1e9999999999999}"),
        json(ViolationCode.NUMBER_OUT_OF_RANGE, "a", "1000000000", "{\"a\":1e-2147483648}"),
        bytes(
            ViolationCode.INVALID_ENCODING,
            "",
            "offset 6",
            raw('{', '"', 'a', '"', ':', '"', 0xff)),
        bytes(ViolationCode.INVALID_ENCODING, "", "offset 1", raw('"', 0xc0, 0xaf, '"')),
        bytes(ViolationCode.INVALID_ENCODING, "", "offset 1", raw('"', 0xe0, 0x80, 0xaf, '"')),
        bytes(ViolationCode.INVALID_ENCODING, "", "offset 1", raw('"', 0xed, 0xa0, 0x80, '"')),
        bytes(
            ViolationCode.INVALID_ENCODING, "", "offset 1", raw('"', 0xf4, 0x90, 0x80, 0x80, '"')),
        bytes(ViolationCode.INVALID_ENCODING, "", "offset 1", raw('"', 0xe2, 0x82)),
        bytes(ViolationCode.INVALID_ENCODING, "", "byte order", raw(0xef, 0xbb, 0xbf, '{', '}')),
        bytes(ViolationCode.INVALID_ENCODING, "", "UTF-16", "{\"a\":1}".getBytes(UTF_16LE)),
        bytes(ViolationCode.INVALID_ENCODING, "", "UTF-16", "{\"a\":1}".getBytes(UTF_16BE)));
  }

  private static List<Case> scalars() {
    return List.of(
        of(
            ViolationCode.WRONG_TYPE,
            "logicalType",
            "",
            "Expected an object, found an array.",
            TestRecord.json("[]"),
            record()),
        value(ViolationCode.WRONG_TYPE, "logicalType", "1", string("a"), "found a number: 1."),
        value(ViolationCode.WRONG_TYPE, "logicalType", "\"1\"", integer("a"), "a string: \"1\"."),
        value(ViolationCode.WRONG_TYPE, "logicalType", "1.5", integer("a"), "an integer"),
        value(ViolationCode.WRONG_TYPE, "logicalType", "true", number("a"), "a boolean: true."),
        value(ViolationCode.WRONG_TYPE, "logicalType", "0", property("a", BOOLEAN), "a boolean, "),
        of(
            ViolationCode.REQUIRED_MISSING,
            "required",
            "a",
            "absent",
            TestRecord.json("{}"),
            record(string("a").required())),
        value(ViolationCode.REQUIRED_NULL, "required", "null", string("a").required(), "is null"),
        value(
            ViolationCode.NOT_ALLOWED,
            "enum",
            "\"z\"",
            string("a").allowed("x", "y"),
            "\"z\" is not one of \"x\", \"y\"."),
        value(
            ViolationCode.OUT_OF_RANGE,
            "format",
            "2147483648",
            integer("a").option("format", "i32"),
            "range of i32"),
        value(
            ViolationCode.OUT_OF_RANGE, "format", "-1", integer("a").option("format", "u8"), "u8"),
        value(ViolationCode.OUT_OF_RANGE, "format", "9223372036854775808", integer("a"), "i64"),
        value(ViolationCode.OUT_OF_RANGE, "format", "1e999999999", integer("a"), "i64"),
        value(
            ViolationCode.OUT_OF_RANGE,
            "format",
            "1e39",
            number("a").option("format", "f32"),
            "f32"),
        value(
            ViolationCode.BELOW_MINIMUM,
            "minimum",
            "0.009",
            number("a").option("minimum", "0.01"),
            "0.009 is less than 0.01."),
        value(
            ViolationCode.BELOW_MINIMUM,
            "exclusiveMinimum",
            "1.0",
            number("a").option("exclusiveMinimum", "1"),
            "not greater than 1"),
        value(
            ViolationCode.ABOVE_MAXIMUM,
            "maximum",
            "1e999999999",
            number("a").option("maximum", "5"),
            "greater than 5"),
        value(
            ViolationCode.ABOVE_MAXIMUM,
            "exclusiveMaximum",
            "5",
            number("a").option("exclusiveMaximum", "5.0"),
            "not less than 5.0"),
        value(
            ViolationCode.NOT_MULTIPLE_OF,
            "multipleOf",
            "0.35",
            number("a").option("multipleOf", "0.1"),
            "multiple of 0.1"),
        value(
            ViolationCode.NOT_MULTIPLE_OF,
            "multipleOf",
            "1e-999999999",
            number("a").option("multipleOf", "0.1"),
            "multiple of 0.1"),
        value(
            ViolationCode.NOT_MULTIPLE_OF,
            "multipleOf",
            "1e999999999",
            number("a").option("multipleOf", "7"),
            "multiple of 7"),
        value(
            ViolationCode.TOO_SHORT,
            "minLength",
            "\"\uD83D\uDE00\"",
            string("a").option("minLength", 2),
            "fewer code points than 2"),
        value(
            ViolationCode.TOO_LONG,
            "maxLength",
            "\"abc\"",
            string("a").option("maxLength", 2),
            "more code points than 2"),
        value(
            ViolationCode.PATTERN_MISMATCH,
            "pattern",
            "\"ab\\n\"",
            string("a").option("pattern", "^ab$"),
            "\"ab\\n\" does not match the pattern ^ab$."),
        value(
            ViolationCode.INVALID_FORMAT,
            "format",
            "\"no\"",
            string("a").option("format", "uuid"),
            "\"no\" is not a UUID."));
  }

  private static List<Case> temporals() {
    return List.of(
        value(
            ViolationCode.INVALID_DATE,
            "logicalType",
            "\"2023-02-30\"",
            property("a", DATE),
            "date"),
        value(
            ViolationCode.INVALID_DATE,
            "logicalType",
            "\"30.02.2023\"",
            property("a", DATE).option("format", "dd.MM.yyyy"),
            "dd.MM.yyyy"),
        value(
            ViolationCode.INVALID_TIMESTAMP,
            "logicalType",
            "\"2023-02-28\"",
            property("a", TIMESTAMP),
            "RFC 3339"),
        value(
            ViolationCode.INVALID_TIMESTAMP,
            "logicalType",
            "\"2023-02-28T00:00:00\"",
            property("a", TIMESTAMP).option("timezone", true),
            "with an offset"),
        value(
            ViolationCode.INVALID_TIME, "logicalType", "\"24:00:00\"", property("a", TIME), "time"),
        value(ViolationCode.WRONG_TYPE, "logicalType", "5", property("a", TIME), "a number: 5"),
        value(
            ViolationCode.TOO_EARLY,
            "minimum",
            "\"2019-12-31\"",
            property("a", DATE).option("minimum", "2020-01-01"),
            "before 2020-01-01"),
        value(
            ViolationCode.TOO_EARLY,
            "exclusiveMinimum",
            "\"2020-01-01T01:00:00+01:00\"",
            property("a", TIMESTAMP).option("exclusiveMinimum", "2020-01-01T00:00:00Z"),
            "not after"),
        value(
            ViolationCode.TOO_LATE,
            "maximum",
            "\"12:00:01\"",
            property("a", TIME).option("maximum", "12:00:00"),
            "after 12:00:00"),
        value(
            ViolationCode.TOO_LATE,
            "exclusiveMaximum",
            "\"2020-01-01\"",
            property("a", DATE).option("exclusiveMaximum", "2020-01-01"),
            "not before"));
  }

  private static List<Case> containers() {
    return List.of(
        of(
            ViolationCode.UNKNOWN_PROPERTY,
            "surety.closed",
            "b",
            "closed",
            TestRecord.json("{\"a\":1,\"b\":2}"),
            root(object("", any("a")).closed())),
        value(
            ViolationCode.TOO_FEW_PROPERTIES,
            "minProperties",
            "{}",
            object("a").option("minProperties", 1),
            "0 members, fewer than 1"),
        value(
            ViolationCode.TOO_MANY_PROPERTIES,
            "maxProperties",
            "{\"x\":1,\"y\":2}",
            map("a", string(""), any("")).option("maxProperties", 1),
            "2 members, more than 1"),
        value(
            ViolationCode.TOO_FEW_ITEMS,
            "minItems",
            "[]",
            array("a", any("")).option("minItems", 1),
            "0 items, fewer than 1"),
        value(
            ViolationCode.TOO_MANY_ITEMS,
            "maxItems",
            "[1,2]",
            array("a", any("")).option("maxItems", 1),
            "2 items, more than 1"),
        of(
            ViolationCode.DUPLICATE_ITEMS,
            "uniqueItems",
            "a[2]",
            "item 0",
            TestRecord.json("{\"a\":[{\"x\":1,\"y\":[1]},2,{\"y\":[1.0],\"x\":1.0}]}"),
            record(array("a", any("")).option("uniqueItems", true))),
        value(
            ViolationCode.WRONG_DIMENSIONS,
            "dimensions",
            "[1,2]",
            property("a", VECTOR).option("dimensions", 3),
            "2 numbers, not 3"),
        of(
            ViolationCode.WRONG_TYPE,
            "logicalType",
            "a[1]",
            "null",
            TestRecord.json("{\"a\":[1,null]}"),
            record(property("a", VECTOR).option("dimensions", 2))),
        of(
            ViolationCode.WRONG_TYPE,
            "logicalType",
            "labels[\"a b\"]",
            "a string",
            TestRecord.json("{\"labels\":{\"a b\":1}}"),
            record(map("labels", string(""), string("")))),
        of(
            ViolationCode.WRONG_TYPE,
            "logicalType",
            "labels[\"1x\"]",
            "The key: Expected an integer, found a string: \"1x\".",
            TestRecord.json("{\"labels\":{\"1x\":1,\"2\":2}}"),
            record(map("labels", integer(""), any("")))),
        of(
            ViolationCode.PATTERN_MISMATCH,
            "pattern",
            "labels.Key",
            "The key: \"Key\" does not match",
            TestRecord.json("{\"labels\":{\"Key\":1}}"),
            record(map("labels", string("").option("pattern", "^[a-z]+$"), any("")))),
        of(
            ViolationCode.REQUIRED_MISSING,
            "required",
            "commits[2].author.email",
            "absent",
            TestRecord.json(
                "{\"commits\":[{},{\"author\":{\"email\":\"x\"}},{\"author\":{\"n\":1}}]}"),
            record(array("commits", object("", object("author", string("email").required()))))),
        of(
            ViolationCode.REQUIRED_MISSING,
            "required",
            "a.z",
            "absent",
            TestRecord.json("{\"a\":{}}"),
            record(object("a").option("required", new String[] {"z"}))),
        of(
            ViolationCode.REQUIRED_MISSING,
            "required",
            "a.b",
            "absent",
            TestRecord.json("{\"a\":{}}"),
            record(object("a", any("b")).option("required", new String[] {"b"}))));
  }

  private static List<Case> rules() {
    return List.of(
        of(
            ViolationCode.RULE_FAILED,
            "positive",
            "",
            "The rule is false: record.a > 0",
            TestRecord.json("{\"a\":0}"),
            record(integer("a")).rule("positive", "record.a > 0")),
        of(
            ViolationCode.RULE_NOT_EVALUABLE,
            "positive",
            "",
            "record.a is absent",
            TestRecord.json("{\"a\":null}"),
            record(integer("a")).rule("positive", "record.a > 0")),
        new Case(
            "too many",
            ViolationCode.TOO_MANY_VIOLATIONS,
            "maxViolations",
            "",
            "only the first 2",
            new Limits(1000, 3, 2),
            TestRecord.json("{\"a\":[1,2,3,4]}"),
            record(array("a", string("")))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_record_that_breaks_its_contract_is_told_where_and_why(Case c) {
    List<Violation> violations = violations(validator(c.limits(), c.contract()), c.record());

    Violation last = violations.get(violations.size() - 1);
    assertThat(last.code()).as(violations.toString()).isEqualTo(c.code().code());
    assertThat(last.rule()).isEqualTo(c.rule());
    assertThat(last.path()).isEqualTo(c.path());
    assertThat(last.message()).contains(c.messagePart());
    if (c.code() != ViolationCode.TOO_MANY_VIOLATIONS) {
      assertThat(violations).hasSize(1);
    }
  }

  @Test
  void a_member_that_an_object_requires_may_be_null() {
    RecordValidator validator =
        validator(record(object("a", any("b")).option("required", new String[] {"b"})));

    assertThat(validator.validate(TestRecord.json("{\"a\":{\"b\":null}}")))
        .isEqualTo(Verdict.Accepted.CLEAN);
  }

  @Test
  void every_code_has_a_case() {
    Set<ViolationCode> covered = cases().map(Case::code).collect(Collectors.toSet());

    // AvroRecordTest and ProtobufRecordTest have those.
    covered.addAll(
        List.of(
            ViolationCode.MALFORMED_AVRO,
            ViolationCode.MALFORMED_PROTOBUF,
            ViolationCode.NOT_FINITE,
            ViolationCode.TOO_MANY_VALUES));
    assertThat(covered).containsExactlyInAnyOrderElementsOf(Arrays.asList(ViolationCode.values()));
  }
}
