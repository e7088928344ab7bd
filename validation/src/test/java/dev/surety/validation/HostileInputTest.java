package dev.surety.validation;

import static dev.surety.contract.LogicalType.DATE;
import static dev.surety.contract.LogicalType.TIMESTAMP;
import static dev.surety.validation.PropertyBuilder.any;
import static dev.surety.validation.PropertyBuilder.array;
import static dev.surety.validation.PropertyBuilder.integer;
import static dev.surety.validation.PropertyBuilder.map;
import static dev.surety.validation.PropertyBuilder.number;
import static dev.surety.validation.PropertyBuilder.object;
import static dev.surety.validation.PropertyBuilder.property;
import static dev.surety.validation.PropertyBuilder.string;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, the answer is a verdict. */
class HostileInputTest {
  private static final String GOOD =
      "{\"id\":12345678901,\"name\":\"Zo\\u00eb \uD83D\uDE00\",\"amount\":12.50,\"day\":\"2024-02-29\","
          + "\"at\":\"2024-02-29T12:00:00.5+02:00\",\"tags\":[\"a\",\"b\"],"
          + "\"labels\":{\"1\":true,\"2\":null},\"inner\":{\"x\":[1,2.0,{}]}}";

  private static RecordValidator validator() {
    return Contracts.validator(
        Contracts.record(
                integer("id").required(),
                string("name").option("pattern", "^\\S").option("maxLength", 30),
                number("amount").option("multipleOf", "0.01").option("minimum", 0),
                property("day", DATE).option("format", "yyyy-MM-dd"),
                property("at", TIMESTAMP),
                array("tags", string("")).option("uniqueItems", true),
                map("labels", integer(""), any("")),
                object("inner", array("x", any("")).option("uniqueItems", true)))
            .when("has(record.id) || key == 'k' || headers['x'] == 'y'")
            .rule("r", "record.amount > 1 && record.tags.all(t, size(t) > 0)"));
  }

  @Test
  void the_unmutated_record_is_accepted() {
    assertThat(validator().validate(TestRecord.json(GOOD))).isEqualTo(Verdict.Accepted.CLEAN);
  }

  @Test
  void random_bytes_and_mutated_records_give_verdicts() {
    long seed = 42;
    Random random = new Random(seed);
    RecordValidator validator = validator();
    byte[] good = GOOD.getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = i % 4 == 0 ? new byte[random.nextInt(40)] : good.clone();
      if (i % 4 == 0) {
        random.nextBytes(bytes);
      } else {
        mutate(bytes, random);
      }
      int round = i;
      assertThat(validator.validate(TestRecord.bytes(bytes)))
          .as(() -> "seed " + seed + " round " + round)
          .isNotInstanceOf(Verdict.Undecided.class);
    }
  }

  private static void mutate(byte[] bytes, Random random) {
    String alphabet = "{}[]\",:\\u0019eE+-.tfn \n\0\u00ff";
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(20), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
  }

  @Test
  void nesting_of_a_hundred_thousand_is_a_violation() {
    for (String open : new String[] {"[", "{\"a\":", "[{\"a\":"}) {
      Violation violation = only("{\"inner\":" + open.repeat(100_000));

      assertThat(violation.code()).isEqualTo("too_deep");
      assertThat(violation.path()).startsWith("inner");
    }
  }

  @Test
  void huge_numbers_and_texts_are_judged_in_bounded_time() {
    RecordValidator validator = validator();
    for (String number :
        new String[] {
          "1e999999999",
          "-1e999999999",
          "1e-999999999",
          "1e1000000000",
          "1E+2147483647",
          "9".repeat(1000),
          "0." + "0".repeat(990) + "1",
          "1".repeat(1_000_000),
          "1e" + "9".repeat(100_000)
        }) {
      String json =
          "{\"id\":"
              + number
              + ",\"amount\":"
              + number
              + ",\"inner\":{\"x\":["
              + number
              + ","
              + number
              + "]},\"labels\":{\""
              + number
              + "\":1}}";
      assertThat(validator.validate(TestRecord.json(json))).isInstanceOf(Verdict.Rejected.class);
    }
    String text = "x".repeat((16 << 20) - 100);
    assertThat(validator.validate(TestRecord.json("{\"id\":1,\"name\":\"" + text + "\"}")))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(validator.validate(TestRecord.json("{\"id\":1,\"" + text + "\":0,\"amount\":-1}")))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void messages_and_paths_stay_short_and_on_one_line() {
    String text = "\u001b[31m\n\u202e" + "x".repeat(100_000);
    RecordValidator validator =
        Contracts.validator(
            Contracts.root(object("", string("a").option("format", "uuid")).closed()));

    String escaped = text.replace("\u001b", "\\u001b").replace("\n", "\\n");
    assertThat(
            Contracts.violations(
                validator, TestRecord.json("{\"a\":\"" + escaped + "\",\"" + escaped + "\":1}")))
        .hasSize(2)
        .allSatisfy(v -> assertThat(v.message() + v.path()).hasSizeLessThan(250))
        .allSatisfy(
            v -> assertThat(v.message() + v.path()).doesNotContain("\n", "\u001b", "\u202e"));
  }

  private static Violation only(String json) {
    return Contracts.violations(validator(), TestRecord.json(json)).get(0);
  }
}
