package dev.surety.validation;

import static dev.surety.contract.LogicalType.BOOLEAN;
import static dev.surety.contract.LogicalType.DATE;
import static dev.surety.contract.LogicalType.TIME;
import static dev.surety.contract.LogicalType.TIMESTAMP;
import static dev.surety.contract.LogicalType.VECTOR;
import static dev.surety.validation.PropertyBuilder.any;
import static dev.surety.validation.PropertyBuilder.array;
import static dev.surety.validation.PropertyBuilder.integer;
import static dev.surety.validation.PropertyBuilder.map;
import static dev.surety.validation.PropertyBuilder.number;
import static dev.surety.validation.PropertyBuilder.object;
import static dev.surety.validation.PropertyBuilder.property;
import static dev.surety.validation.PropertyBuilder.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.fast.json.FastJsonValidator;
import dev.surety.validation.reference.ReferenceValidator;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast path decides by itself, and what it must not. */
class FastJsonValidatorTest {
  private static FastJsonValidator fast(Limits limits, PropertyBuilder root) {
    RecordValidator validator = Contracts.validator(limits, Contracts.root(root));
    assertThat(validator).isInstanceOf(FastJsonValidator.class);
    return (FastJsonValidator) validator;
  }

  private static FastJsonValidator fast(PropertyBuilder... properties) {
    return fast(Limits.DEFAULT, object("", properties));
  }

  private static boolean accepts(PropertyBuilder property, String value) {
    String json = "{\"a\":" + value + "}";
    FastJsonValidator validator = fast(property);
    boolean accepted = validator.accepts(TestRecord.json(json));
    validator.generate();
    assertThat(validator.accepts(TestRecord.json(json)))
        .as("%s, by classes that are made for the contract", json)
        .isEqualTo(accepted);
    var plan =
        ContractCompiler.compile(
                Contracts.contract(Contracts.root(object("", property))), Contracts.TOPIC)
            .plan();
    Verdict verdict =
        new ReferenceValidator(java.util.Objects.requireNonNull(plan), Limits.DEFAULT)
            .validate(TestRecord.json(json));
    assertThat(accepted && !(verdict instanceof Verdict.Accepted))
        .as("%s is accepted, and the reference says %s", json, verdict)
        .isFalse();
    return accepted;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "1.0",
        "9223372036854775806",
        "9223372036854775807",
        "-9223372036854775808",
        "1e3",
        "10E-1",
        "123456789012345678",
        "1234567.0000000"
      })
  void integers_of_64_bits_are_decided(String value) {
    assertThat(accepts(integer("a"), value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808", "-9223372036854775809", "1.5", "00", "01", "-", "-01", "1.", ".5",
        "1e", "1e+", "+1", "0x1", "1_0", "1 2", "NaN", "99999999999999999999", "1.00000001"
      })
  void what_is_no_integer_of_64_bits_is_not_accepted(String value) {
    assertThat(accepts(integer("a"), value)).isFalse();
  }

  @Test
  void bounds_and_steps_of_numbers_are_exact() {
    PropertyBuilder price =
        number("a")
            .option("minimum", "0.01")
            .option("maximum", 1000000)
            .option("multipleOf", "0.01");
    assertThat(accepts(price, "0.01")).isTrue();
    assertThat(accepts(price, "0.010000")).isTrue();
    assertThat(accepts(price, "1000000.00")).isTrue();
    assertThat(accepts(price, "0.009")).isFalse();
    assertThat(accepts(price, "0.015")).isFalse();
    assertThat(accepts(price, "1000000.01")).isFalse();
    assertThat(accepts(price, "0.00999999999999999999999")).isFalse();
    PropertyBuilder open = number("a").option("exclusiveMinimum", 0).option("exclusiveMaximum", 1);
    assertThat(accepts(open, "0.000000000000000001")).isTrue();
    assertThat(accepts(open, "0.0")).isFalse();
    assertThat(accepts(open, "0.999999999999999999")).isTrue();
    assertThat(accepts(open, "1.000")).isFalse();
    assertThat(accepts(integer("a").option("multipleOf", 300), "9000")).isTrue();
    assertThat(accepts(integer("a").option("multipleOf", 300), "9100")).isFalse();
    assertThat(accepts(number("a").option("multipleOf", "1e30"), "0")).isTrue();
    assertThat(
            accepts(number("a").option("minimum", "9223372036854775807.5"), "9223372036854775807"))
        .isFalse();
  }

  @Test
  void strings_are_measured_in_code_points() {
    PropertyBuilder three = string("a").option("minLength", 3).option("maxLength", 3);
    assertThat(accepts(three, "\"abc\"")).isTrue();
    assertThat(accepts(three, "\"äöü\"")).isTrue();
    assertThat(accepts(three, "\"\uD83D\uDE00\uD83D\uDE00x\"")).isTrue();
    assertThat(accepts(three, "\"\\ud83d\\ude00\\n\\u0041\"")).isTrue();
    assertThat(accepts(three, "\"abcd\"")).isFalse();
    assertThat(accepts(three, "\"\\ud83d\\u0041\"")).isFalse();
    assertThat(accepts(three, "\"\\uD83Dab\"")).isFalse();
    assertThat(accepts(three, "\"a\\xb\"")).isFalse();
  }

  @Test
  void patterns_of_every_form_are_decided() {
    assertThat(accepts(string("a").option("pattern", "^ACC-[0-9]{9}$"), "\"ACC-012345678\""))
        .isTrue();
    assertThat(accepts(string("a").option("pattern", "^ACC-[0-9]{9}$"), "\"ACC-01234567x\""))
        .isFalse();
    assertThat(accepts(string("a").option("pattern", "^[A-Z]{2}$"), "\"\\u0041B\"")).isTrue();
    assertThat(accepts(string("a").option("pattern", "^[^@ ]+@[^@ ]+$"), "\"zoë@example.org\""))
        .isTrue();
    assertThat(accepts(string("a").option("pattern", "^[^@ ]+@[^@ ]+$"), "\"a@b@c\"")).isFalse();
    assertThat(accepts(string("a").option("pattern", "^[a-zé]{2,3}$"), "\"éé\"")).isTrue();
    assertThat(accepts(string("a").option("pattern", "^[a-zé]{2,3}$"), "\"éèé\"")).isFalse();
    assertThat(accepts(string("a").option("pattern", "^(ab|cd)*$"), "\"abcdab\"")).isTrue();
    assertThat(accepts(string("a").option("pattern", "^(ab|cd)*$"), "\"abcda\"")).isFalse();
    assertThat(accepts(string("a").option("pattern", "x.z"), "\"..xüz..\"")).isTrue();
    assertThat(accepts(string("a").option("pattern", "\\bfoo\\b"), "\"a foo b\"")).isTrue();
    assertThat(accepts(string("a").option("pattern", "\\bfoo\\b"), "\"afoo\"")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuid|123e4567-e89b-12d3-A456-426614174000|123e4567-e89b-12d3-A456-42661417400g",
        "email|a.b+c@example-1.org|a..b@example.org",
        "email|\\\"a b\\\"@example.org|@example.org",
        "uri|https://example.org:8080/a/b;c?d=%20[1]#f|https://example.org/a b",
        "uri|urn:isbn:0451450523|/relative",
        "uri-reference|/a/b?c#d|a%zz",
        "hostname|a-b.example|a-.example",
        "ipv4|192.168.0.255|192.168.0.256",
        "ipv6|2001:db8::8a2e:370:7334|2001:db8:::1",
        "ipv6|::ffff:1.2.3.4|1:2:3:4:5:6:7",
        "date|2024-02-29|2023-02-29",
        "date-time|2024-02-29T23:59:59.123+02:00|2024-02-29T23:59:59",
        "date-time|2016-12-31T23:59:60Z|2016-12-31T22:59:60Z",
        "time|23:59:59Z|24:00:00Z",
        "base64|YWI=|YW="
      })
  void formats_are_decided(String line) {
    String[] parts = line.split("\\|", -1);
    PropertyBuilder property = string("a").option("format", parts[0]);
    assertThat(accepts(property, '"' + parts[1] + '"')).isTrue();
    assertThat(accepts(property, '"' + parts[2] + '"')).isFalse();
  }

  @Test
  void moments_are_compared_exactly() {
    PropertyBuilder since =
        property("a", TIMESTAMP)
            .option("minimum", "2024-03-01T00:00:00Z")
            .option("exclusiveMaximum", "2024-03-01T00:00:00.000000002Z");
    assertThat(accepts(since, "\"2024-03-01T00:00:00Z\"")).isTrue();
    assertThat(accepts(since, "\"2024-03-01t01:00:00.0000000019+01:00\"")).isTrue();
    assertThat(accepts(since, "\"2024-02-29T23:59:59.999999999Z\"")).isFalse();
    assertThat(accepts(since, "\"2024-03-01T00:00:00.000000002Z\"")).isFalse();
    PropertyBuilder year = property("a", DATE).option("maximum", "0000-12-31");
    assertThat(accepts(year, "\"0000-12-31\"")).isTrue();
    assertThat(accepts(year, "\"0001-01-01\"")).isFalse();
    PropertyBuilder paris =
        property("a", TIMESTAMP)
            .option("defaultTimezone", "Europe/Paris")
            .option("minimum", "2024-07-01T00:00:00Z");
    assertThat(accepts(paris, "\"2024-07-01T02:00:00\"")).isTrue();
    assertThat(accepts(paris, "\"2024-07-01T01:59:59\"")).isFalse();
    assertThat(accepts(property("a", TIME).option("timezone", false), "\"12:00:00.5\"")).isTrue();
    assertThat(accepts(property("a", TIME).option("timezone", false), "\"12:00:00Z\"")).isFalse();
    assertThat(accepts(property("a", DATE).option("format", "dd.MM.uuuu"), "\"29.02.2024\""))
        .isTrue();
  }

  @Test
  void items_must_differ_however_they_are_written() {
    PropertyBuilder unique = array("a", any("")).option("uniqueItems", true);
    assertThat(accepts(unique, "[1,\"1\",true,null,[1],{\"x\":1,\"y\":2},[]]")).isTrue();
    assertThat(accepts(unique, "[1,1.0]")).isFalse();
    assertThat(accepts(unique, "[100,1e2]")).isFalse();
    assertThat(accepts(unique, "[{\"x\":1,\"y\":2},{\"y\":2.0,\"x\":1}]")).isFalse();
    assertThat(accepts(unique, "[\"a\",\"\\u0061\"]")).isFalse();
  }

  @Test
  void objects_know_their_members_in_any_order() {
    PropertyBuilder closed =
        object("a", string("longer_than_eight").required(), integer("b"), property("c", BOOLEAN))
            .closed();
    assertThat(accepts(closed, "{\"longer_than_eight\":\"\",\"b\":1,\"c\":true}")).isTrue();
    assertThat(accepts(closed, "{ \"c\" : false , \"longer_than_eight\"\n:\t\"x\" }")).isTrue();
    assertThat(accepts(closed, "{\"b\":null,\"longer_than_eight\":\"\"}")).isTrue();
    assertThat(accepts(closed, "{\"b\":1,\"c\":true}")).isFalse();
    assertThat(accepts(closed, "{\"longer_than_eight\":null}")).isFalse();
    assertThat(accepts(closed, "{\"longer_than_eight\":\"\",\"b\":1,\"b\":1}")).isFalse();
    assertThat(accepts(closed, "{\"longer_than_eight\":\"\",\"d\":1}")).isFalse();
    assertThat(accepts(closed, "{\"longer_than_eight\":\"\",}")).isFalse();
    PropertyBuilder open = object("a", integer("b"));
    assertThat(accepts(open, "{\"x\":{\"y\":[1,{}]},\"b\":1,\"z\":\"é\"}")).isTrue();
    assertThat(accepts(open, "{\"x\":1,\"x\":1}")).isFalse();
    assertThat(accepts(open, "{\"x\":{\"y\":1,\"\\u0079\":1}}")).isFalse();
    assertThat(accepts(open, "{\"\\u0062\":\"text\"}")).isFalse();
    assertThat(accepts(open.option("maxProperties", 1), "{\"x\":1,\"b\":1}")).isFalse();
  }

  @Test
  void more_properties_than_a_word_has_bits() {
    PropertyBuilder[] many =
        IntStream.range(0, 150)
            .mapToObj(i -> i == 140 ? integer("p" + i).required() : integer("p" + i))
            .toArray(PropertyBuilder[]::new);
    String all =
        IntStream.range(0, 150).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));
    assertThat(accepts(object("a", many), "{" + all + "}")).isTrue();
    assertThat(accepts(object("a", many), "{\"p140\":0}")).isTrue();
    assertThat(accepts(object("a", many), "{" + all.replace("\"p140\":1,", "") + "}")).isFalse();
    assertThat(accepts(object("a", many), "{" + all + ",\"p149\":1}")).isFalse();
  }

  @Test
  void maps_and_vectors() {
    PropertyBuilder map = map("a", integer("").option("minimum", 1), property("", BOOLEAN));
    assertThat(accepts(map, "{\"1\":true,\"2\":null}")).isTrue();
    assertThat(accepts(map, "{\"0\":true}")).isFalse();
    assertThat(accepts(map, "{\"null\":true}")).isFalse();
    assertThat(accepts(map, "{\"1\":true,\"\\u0031\":true}")).isFalse();
    PropertyBuilder vector = property("a", VECTOR).option("dimensions", 2);
    assertThat(accepts(vector, "[1, 2.5e-3]")).isTrue();
    assertThat(accepts(vector, "[1]")).isFalse();
    assertThat(accepts(vector, "[1,null]")).isFalse();
  }

  @Test
  void limits_hold() {
    Limits limits = new Limits(40, 3, 10);
    FastJsonValidator validator = fast(limits, object("", any("a")));
    assertThat(validator.accepts(TestRecord.json("{\"a\":[[1]]}"))).isTrue();
    assertThat(validator.accepts(TestRecord.json("{\"a\":[[[1]]]}"))).isFalse();
    assertThat(validator.accepts(TestRecord.json("{\"a\":\"" + "x".repeat(32) + "\"}"))).isTrue();
    assertThat(validator.accepts(TestRecord.json("{\"a\":\"" + "x".repeat(33) + "\"}"))).isFalse();
  }

  @Test
  void a_decided_record_allocates_nothing() {
    FastJsonValidator validator =
        fast(
            string("id").required().option("format", "uuid"),
            property("at", TIMESTAMP).required().option("minimum", "2020-01-01T00:00:00Z"),
            number("amount").option("multipleOf", "0.01"),
            array("tags", string("").option("pattern", "^[a-z]+(-[a-z]+)*$"))
                .option("uniqueItems", true),
            map("labels", string(""), string("")),
            object("more", any("x")));
    TestRecord record =
        TestRecord.json(
            "{\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"at\":\"2024-02-29T12:00:00Z\","
                + "\"amount\":12.50,\"tags\":[\"a\",\"b-c\"],\"labels\":{\"k\":\"v é\"},"
                + "\"more\":{\"x\":[1,{\"y\":null}],\"z\":1}}");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int accepted = 0;
    long before = 0;
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      accepted += validator.accepts(record) ? 1 : 0;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(accepted).isEqualTo(20_000);
    assertThat(allocated).isLessThan(10_000);
  }

  /** Some in one method, some in methods of their own, too many for a class. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 64, 65, 150, 2_000})
  void objects_of_any_size_are_decided_by_classes_made_for_them(int size) {
    PropertyBuilder[] properties =
        IntStream.range(0, size)
            .mapToObj(i -> i % 3 == 0 ? string("p" + i).required() : string("p" + i))
            .toArray(PropertyBuilder[]::new);
    FastJsonValidator validator = fast(object("a", properties));
    validator.generate();
    List<String> names =
        IntStream.range(0, size).mapToObj(i -> "p" + i).collect(Collectors.toList());

    assertThat(accepts(validator, names)).isTrue();
    Collections.shuffle(names, new Random(size));
    assertThat(accepts(validator, names)).isTrue();
    assertThat(accepts(validator, names.stream().filter(n -> isRequired(n)).toList())).isTrue();
    if (size > 0) {
      String required = names.stream().filter(n -> isRequired(n)).findAny().orElseThrow();
      assertThat(accepts(validator, names.stream().filter(n -> !n.equals(required)).toList()))
          .isFalse();
      names.add(names.get(0));
      assertThat(accepts(validator, names)).isFalse();
    }
  }

  private static boolean isRequired(String name) {
    return Integer.parseInt(name.substring(1)) % 3 == 0;
  }

  private static boolean accepts(FastJsonValidator validator, List<String> names) {
    String members =
        names.stream().map(name -> '"' + name + "\":\"x\"").collect(Collectors.joining(","));
    return validator.accepts(TestRecord.json("{\"a\":{" + members + "}}"));
  }
}
