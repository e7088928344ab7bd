package dev.surety.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.fast.json.FastJsonValidator;
import dev.surety.validation.reference.ReferenceValidator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys and headers under contract, on both paths. */
class EnvelopeTest {
  private static final String TYPES =
      """
          properties:
            - {name: id, logicalType: string}
            - {name: number, logicalType: integer, logicalTypeOptions: {format: i64}}
            - {name: secret, logicalType: string, classification: confidential}
            - {name: share, logicalType: number}
            - {name: inner, logicalType: object, properties: [{name: id, logicalType: string}]}
      """;

  private static Contract contract(String settings) {
    String text =
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: things
        version: 1.0.0
        status: active
        schema:
          - name: thing
            physicalName: things
        """
            + TYPES.indent(0)
            + "    customProperties:\n"
            + settings.indent(6);
    ContractReader.Result read = ContractReader.read("things.yaml", text);
    return requireNonNull(read.contract(), () -> read.problems().toString());
  }

  /** Both paths over one contract. */
  private static final class Both {
    private final RecordValidator reference;
    private final FastJsonValidator fast;

    Both(String settings) {
      Plan plan = requireNonNull(ContractCompiler.compile(contract(settings), "things").plan());
      reference = new ReferenceValidator(plan, Limits.DEFAULT);
      fast =
          FastJsonValidator.of(plan, Limits.DEFAULT) instanceof FastJsonValidator f
              ? f
              : new NoFastPath().validator();
    }

    List<String> violations(RecordInput record) {
      List<Violation> violations =
          reference
              .validate(record)
              .match(accepted -> List.of(), Verdict.Rejected::violations, undecided -> List.of());
      List<String> found =
          violations.stream()
              .map(v -> v.rule() + " " + v.path() + " " + v.code() + " " + v.message())
              .toList();
      if (fast.accepts(record)) {
        assertThat(found).isEmpty();
      }
      return found;
    }

    void takesFast(RecordInput record) {
      assertThat(violations(record)).isEmpty();
      assertThat(fast.accepts(record)).as("on the fast path").isTrue();
    }
  }

  /** A contract that was thought to have a fast path has none. */
  private record NoFastPath() {
    FastJsonValidator validator() {
      throw new AssertionError("there is no fast path");
    }
  }

  private static TestRecord keyed(@Nullable String key, String json) {
    return TestRecord.of(key, json);
  }

  private static TestRecord keyed(byte[] key, String json) {
    return TestRecord.raw(key, json.getBytes(UTF_8));
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  @Test
  void aKeyIsTheTextOfItsProperty() {
    Both both = new Both("- {property: surety.key, value: id}");

    both.takesFast(keyed("a b", "{\"id\": \"a b\"}"));
    both.takesFast(keyed("ü", "{\"id\": \"ü\"}"));
    assertThat(both.violations(keyed("ü\"", "{\"id\": \"\\u00fc\\\"\"}"))).isEmpty();
    assertThat(both.violations(keyed("\"a\"", "{\"id\": \"a\"}")))
        .containsExactly(
            "surety.key key key_mismatch The key \"\\\"a\\\"\" is not \"a\", the property id.");
    assertThat(both.violations(keyed("a", "{}")))
        .containsExactly(
            "surety.key key key_mismatch The record has a key, and its property id has no value.");
    assertThat(both.violations(keyed((String) null, "{\"id\": \"a\"}")))
        .containsExactly(
            "surety.keyless  keyless The record has no key, and the contract requires one.");
    assertThat(both.violations(keyed(new byte[] {(byte) 0xff}, "{\"id\": \"a\"}")))
        .containsExactly("surety.key key invalid_encoding The bytes are not UTF-8: byte offset 0.");
  }

  @Test
  void aKeyIsNotComparedWithAPropertyThatIsWrongItself() {
    Both both = new Both("- {property: surety.key, value: id}");

    assertThat(both.violations(keyed("a", "{\"id\": 1}")))
        .singleElement()
        .asString()
        .startsWith("logicalType id wrong_type");
    assertThat(both.violations(keyed("a", "{\"id\": ")))
        .singleElement()
        .asString()
        .startsWith("json ");
  }

  @Test
  void ofTheWaysToWriteANumberOneIsAKey() {
    Both both = new Both("- {property: surety.key, value: number}");

    both.takesFast(keyed("7", "{\"number\": 7}"));
    both.takesFast(keyed("-7", "{\"number\": -7.0}"));
    both.takesFast(keyed("0", "{\"number\": 0}"));
    assertThat(both.violations(keyed("9223372036854775807", "{\"number\": 9223372036854775807}")))
        .isEmpty();
    for (String other : List.of("07", "7.0", "7e0", "+7", " 7", "8", "", "-7")) {
      assertThat(both.violations(keyed(other, "{\"number\": 7}"))).as(other).hasSize(1);
    }
    assertThat(both.violations(keyed("-0", "{\"number\": 0}"))).hasSize(1);
  }

  @Test
  void aKeyMayBeBinary() {
    Both longs = new Both("- {property: surety.key, value: {property: number, encoding: long}}");
    Both ints =
        new Both(
            "- {property: surety.key, value: {property: number, encoding: int, logicalType:"
                + " integer, logicalTypeOptions: {minimum: -5}}}");

    longs.takesFast(keyed(bytes(-3L), "{\"number\": -3}"));
    longs.takesFast(keyed(bytes(Long.MAX_VALUE), "{\"number\": 9223372036854775807}"));
    assertThat(longs.violations(keyed(bytes(Long.MIN_VALUE), "{\"number\": -9223372036854775808}")))
        .isEmpty();
    assertThat(longs.violations(keyed(bytes(3L), "{\"number\": 4}"))).hasSize(1);
    assertThat(longs.violations(keyed("three", "{\"number\": 3}")))
        .containsExactly("surety.key key wrong_type Expected a long of 8 bytes, found 5 bytes.");
    ints.takesFast(keyed(bytes(-5), "{\"number\": -5}"));
    assertThat(ints.violations(keyed(bytes(-6), "{\"number\": -6}")))
        .containsExactly("surety.key key below_minimum -6 is less than -5.");
  }

  @Test
  void aKeyMayBeJson() {
    Both both =
        new Both(
            "- {property: surety.key, value: {encoding: json, logicalType: string,"
                + " logicalTypeOptions: {maxLength: 2}}}");

    both.takesFast(keyed("\"ab\"", "{}"));
    assertThat(both.violations(keyed(" \"ab\" ", "{}"))).isEmpty();
    assertThat(both.violations(keyed("\"abc\"", "{}"))).hasSize(1);
    assertThat(both.violations(keyed("ab", "{}")))
        .singleElement()
        .asString()
        .startsWith("surety.key key malformed_json");
  }

  @Test
  void aJsonKeyIsComparedAsAValue() {
    Plan plan =
        requireNonNull(
            ContractCompiler.compile(
                    contract(
                        "- {property: surety.key, value: {encoding: json, property: inner.id}}"),
                    "things")
                .plan());
    RecordValidator validator = new ReferenceValidator(plan, Limits.DEFAULT);

    assertThat(validator.validate(keyed("\"a\"", "{\"inner\": {\"id\": \"\\u0061\"}}")))
        .isEqualTo(Verdict.Accepted.CLEAN);
    assertThat(validator.validate(keyed("\"b\"", "{\"inner\": {\"id\": \"a\"}}")))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(FastJsonValidator.of(plan, Limits.DEFAULT)).isInstanceOf(ReferenceValidator.class);
  }

  @Test
  void aKeyIsAsSecretAsItsProperty() {
    Both both =
        new Both(
            "- {property: surety.key, value: {property: secret, logicalType: string,"
                + " logicalTypeOptions: {maxLength: 3}}}");

    assertThat(both.violations(keyed("hush!", "{\"secret\": \"quiet\"}")))
        .hasSize(2)
        .noneMatch(violation -> violation.contains("hush") || violation.contains("quiet"));
  }

  @Test
  void headersAreOfTheirTypes() {
    Both both =
        new Both(
            """
            - property: surety.headers
              value:
                - {name: trace-id, logicalType: string, required: true, logicalTypeOptions: {format: uuid}}
                - {name: attempt, logicalType: integer, logicalTypeOptions: {minimum: 0}}
                - {name: sent, logicalType: timestamp}
                - {name: kind, logicalType: string, enum: [{value: a}, {value: b}]}
                - {name: flag, logicalType: boolean}
                - {name: size, encoding: int}
                - {name: pin, logicalType: string, classification: restricted, logicalTypeOptions: {pattern: "^[0-9]{4}$"}}
            """);
    String trace = "9f1c2d3e-0a1b-4c2d-8e3f-001122334455";

    both.takesFast(keyed("k", "{}").header("trace-id", trace));
    both.takesFast(
        keyed("k", "{}")
            .header("attempt", "0")
            .header("sent", "2030-01-31T10:00:00Z")
            .header("kind", "b")
            .header("flag", "false")
            .rawHeader("size", bytes(5))
            .header("pin", "1234")
            .rawHeader("other", new byte[] {-1})
            .header("trace-id", trace));
    assertThat(both.violations(keyed("k", "{}")))
        .containsExactly(
            "surety.headers headers[\"trace-id\"] required_missing The header is required, and is"
                + " absent.");
    assertThat(
            both.violations(
                keyed("k", "{}")
                    .header("trace-id", trace)
                    .header("attempt", "-1")
                    .header("sent", "yesterday")
                    .header("kind", "c")
                    .header("flag", "null")
                    .rawHeader("size", bytes(5L))
                    .header("pin", "12345")))
        .extracting(
            violation -> violation.replaceFirst("surety.headers headers.(\\w+) (\\w+) .*", "$1 $2"))
        .containsExactly(
            "attempt below_minimum",
            "sent invalid_timestamp",
            "kind not_allowed",
            "flag wrong_type",
            "size wrong_type",
            "pin pattern_mismatch");
    assertThat(both.violations(keyed("k", "{}").header("trace-id", trace).header("pin", "98765")))
        .noneMatch(violation -> violation.contains("98765"));
  }

  @Test
  void theLastHeaderOfANameCounts() {
    Both both =
        new Both(
            "- {property: surety.headers, value: [{name: n, logicalType: integer, required:"
                + " true}]}");

    both.takesFast(keyed("k", "{}").header("n", "x").header("n", "1"));
    assertThat(both.violations(keyed("k", "{}").header("n", "1").header("n", "x"))).hasSize(1);
    assertThat(both.violations(keyed("k", "{}").header("n", "1").header("n", (String) null)))
        .hasSize(1);
  }

  @Test
  void tombstonesAreHeldToKeyAndHeaders() {
    Both both =
        new Both(
            """
            - {property: surety.key, value: {property: id, logicalTypeOptions: {maxLength: 2}, logicalType: string}}
            - {property: surety.headers, value: [{name: n, required: true}]}
            """);

    assertThat(both.violations(TestRecord.of("abc", null))).hasSize(2);
    assertThat(both.violations(TestRecord.of("ab", null).header("n", ""))).isEmpty();
  }

  @Test
  void thePathsAgreeOnRandomKeysAndHeaders() {
    long seed = Long.getLong("surety.seed", 5);
    Random random = new Random(seed);
    Both both =
        new Both(
            """
            - {property: surety.keyless, value: pass}
            - {property: surety.key, value: {property: number, logicalType: number, logicalTypeOptions: {maximum: 90}}}
            - property: surety.headers
              value:
                - {name: a, logicalType: integer}
                - {name: b, encoding: json, logicalType: number}
                - {name: c, logicalType: string, logicalTypeOptions: {maxLength: 3}}
                - {name: d, encoding: long, logicalType: integer, logicalTypeOptions: {multipleOf: 2}}
            """);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextInt(200) - 50;
      byte[] key = random.nextInt(4) > 0 ? text(number) : noise(random);
      TestRecord record = keyed(key, "{\"number\": " + number + "}");
      for (String name : List.of("a", "b", "c", "d", "a")) {
        if (random.nextInt(3) == 0) {
          record.rawHeader(
              name,
              switch (random.nextInt(3)) {
                case 0 -> text(number);
                case 1 -> bytes(number);
                default -> noise(random);
              });
        }
      }
      if (both.violations(record).isEmpty() && both.fast.accepts(record)) {
        accepted++;
      }
    }
    assertThat(accepted).as("seed " + seed).isGreaterThan(2_000);
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(UTF_8);
  }

  private static byte[] noise(Random random) {
    String alphabet = "0123456789-+.eE \"\\nulltrfasé\u0000";
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(8) == 0 ? 140 : 5); i >= 0; i--) {
      noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return noise.toString().getBytes(UTF_8);
  }
}
