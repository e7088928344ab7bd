package dev.surety.validation;

import static dev.surety.contract.LogicalType.BOOLEAN;
import static dev.surety.contract.LogicalType.DATE;
import static dev.surety.contract.LogicalType.TIMESTAMP;
import static dev.surety.validation.PropertyBuilder.array;
import static dev.surety.validation.PropertyBuilder.integer;
import static dev.surety.validation.PropertyBuilder.map;
import static dev.surety.validation.PropertyBuilder.number;
import static dev.surety.validation.PropertyBuilder.object;
import static dev.surety.validation.PropertyBuilder.property;
import static dev.surety.validation.PropertyBuilder.string;

import dev.surety.validation.Contracts.ObjectBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random expressions of the compiled subset over one record type, and random records of it. */
final class RandomRules {
  /** What {@code now} is. */
  static final Instant NOW = Instant.parse("2024-02-29T23:59:59.999999999Z");

  private static final List<String> STRINGS =
      List.of(
          "", "a", "EUR", "USD", "ab", "é", "日本", "\ud83d\ude00", "\uffee", "EURUSD", "a\u0000b");
  private static final List<String> PATTERNS =
      List.of(
          "^[A-Z]{3}$",
          "a",
          "^a.*b$",
          "^.$",
          "^[^a]+$",
          "(EUR|USD)+",
          "^$",
          "",
          "R\\\\D?",
          "[a-c]{2,}",
          "^\\\\w*$",
          "\\\\s",
          "^(?:EU|a)(R|b)?",
          "[.$]");
  private static final List<String> MOMENTS =
      List.of(
          "2024-02-29T23:59:59Z",
          "2024-02-29T23:59:59.999999999Z",
          "2024-03-01T00:30:00+01:00",
          "2024-02-29T12:00:00.5-11:30",
          "1969-12-31T23:59:59.25Z",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999Z",
          "2023-12-31T24:00:00Z".replace("24:00:00", "00:00:00"),
          "1900-03-01T05:06:07Z",
          "2000-12-31T23:00:00Z");
  private static final List<String> DURATIONS =
      List.of("0s", "1s", "24h", "-1h", "1h30m", "0.5s", "1.5h", "999ms", "-0.25s", "87600h");
  private static final List<Long> INTEGERS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          3L,
          7L,
          10L,
          100L,
          (1L << 53) - 1,
          1L << 53,
          (1L << 53) + 1,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          Long.MAX_VALUE - 1,
          -(1L << 53) - 1,
          1_700_000_000L);
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "0.0",
          "-0.0",
          "1",
          "1.0",
          "-1.5",
          "0.1",
          "1e3",
          "1e400",
          "-1e400",
          "1e-400",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "3.25",
          "100",
          "2");

  private final Random random;
  private int variables;
  private final List<String> lineVariables = new ArrayList<>();
  private final List<String> stringVariables = new ArrayList<>();
  private final List<String> intVariables = new ArrayList<>();

  RandomRules(Random random) {
    this.random = random;
  }

  static ObjectBuilder type() {
    return Contracts.record(
        integer("i"),
        integer("j"),
        number("d"),
        number("e"),
        string("s"),
        string("t"),
        property("b", BOOLEAN),
        property("at", TIMESTAMP),
        property("until", TIMESTAMP),
        property("day", DATE),
        object("o", integer("i"), string("s"), object("p", number("d"))),
        array("tags", string("")),
        array("nums", integer("")),
        array(
            "lines",
            object(
                "", string("sku"), integer("count"), number("price"), array("parts", integer("")))),
        map("labels", string(""), integer("")));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  private String one(Supplier<String>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }

  /** An expression of type bool. */
  String bool(int depth) {
    if (depth == 0) {
      return one(
          () -> "record.b",
          () -> "has(record." + pick(List.of("i", "s", "at", "o", "tags", "labels", "d")) + ")",
          () -> "has(record.o." + pick(List.of("i", "s", "p")) + ")",
          () -> "has(record.labels.a)",
          () -> "'a' in record.labels",
          () -> textOf(0) + " in ['EUR', 'a', '日本']",
          () -> intOf(0) + " in [1, 2, 9007199254740993]",
          () -> intOf(0) + relation() + intOf(0),
          () -> "has(record.s) && " + textOf(0) + " != ''");
    }
    return one(
        () -> "(" + bool(depth - 1) + " && " + bool(depth - 1) + ")",
        () -> "(" + bool(depth - 1) + " || " + bool(depth - 1) + ")",
        () -> "!(" + bool(depth - 1) + ")",
        () -> "(" + bool(depth - 1) + " ? " + bool(depth - 1) + " : " + bool(depth - 1) + ")",
        () -> "(" + bool(depth - 1) + ") == (" + bool(depth - 1) + ")",
        () -> intOf(depth - 1) + relation() + intOf(depth - 1),
        () -> real(depth - 1) + relation() + real(depth - 1),
        () -> real(depth - 1) + pick(List.of(" < ", " <= ", " > ", " >= ")) + intOf(depth - 1),
        () -> intOf(depth - 1) + pick(List.of(" < ", " >= ")) + real(depth - 1),
        () -> textOf(depth - 1) + relation() + textOf(depth - 1),
        () -> time(depth - 1) + relation() + time(depth - 1),
        () -> duration(depth - 1) + relation() + duration(depth - 1),
        () ->
            textOf(depth - 1)
                + pick(List.of(".startsWith(", ".endsWith(", ".contains("))
                + textOf(depth - 1)
                + ")",
        () -> textOf(depth - 1) + ".matches('" + pick(PATTERNS) + "')",
        () -> textOf(depth - 1) + " in record.tags",
        () -> intOf(depth - 1) + " in record.nums",
        () -> loop(depth - 1),
        () -> loop(depth - 1));
  }

  private String relation() {
    return pick(List.of(" == ", " != ", " < ", " <= ", " > ", " >= "));
  }

  private String loop(int depth) {
    String variable = "v" + variables++;
    String macro = pick(List.of("all", "exists", "exists_one"));
    String list =
        !lineVariables.isEmpty() && random.nextInt(3) == 0
            ? pick(lineVariables) + ".parts"
            : pick(List.of("record.lines", "record.tags", "record.nums", "record.labels"));
    List<String> scope =
        list.equals("record.lines")
            ? lineVariables
            : list.equals("record.tags") || list.equals("record.labels")
                ? stringVariables
                : intVariables;
    scope.add(variable);
    String filter =
        random.nextInt(4) == 0 && !list.equals("record.labels")
            ? ".filter(" + variable + ", " + bool(depth) + ")"
            : "";
    String body = bool(depth);
    scope.remove(scope.size() - 1);
    return list + filter + "." + macro + "(" + variable + ", " + body + ")";
  }

  private String intOf(int depth) {
    if (depth == 0) {
      return one(
          () -> "record.i",
          () -> "record.j",
          () -> "record.o.i",
          () ->
              ""
                  + pick(INTEGERS)
                      .toString()
                      .replace("-9223372036854775808", "-9223372036854775807"),
          () -> "size(record.tags)",
          () -> "record.s.size()",
          () -> "record.labels['a']",
          () -> "record.nums[" + random.nextInt(3) + "]",
          () -> "record.lines[0].count",
          () -> intVariables.isEmpty() ? "record.i" : pick(intVariables),
          () -> lineVariables.isEmpty() ? "record.j" : pick(lineVariables) + ".count",
          () -> lineVariables.isEmpty() ? "2" : "size(" + pick(lineVariables) + ".parts)",
          () -> "size(record.lines.filter(x, x.count > 1))");
    }
    return one(
        () -> "(" + intOf(depth - 1) + operator("%") + intOf(depth - 1) + ")",
        () -> "-(" + intOf(depth - 1) + ")",
        () -> "(" + bool(depth - 1) + " ? " + intOf(depth - 1) + " : " + intOf(depth - 1) + ")",
        () -> "int(" + real(depth - 1) + ")",
        () ->
            time(depth - 1)
                + pick(
                    List.of(
                        ".getFullYear()",
                        ".getMonth()",
                        ".getDate()",
                        ".getDayOfMonth()",
                        ".getDayOfWeek()",
                        ".getDayOfYear()",
                        ".getHours()",
                        ".getMinutes()",
                        ".getSeconds()",
                        ".getMilliseconds()",
                        ".getHours('UTC')")),
        () -> duration(depth - 1) + pick(List.of(".getHours()", ".getMinutes()", ".getSeconds()")),
        () -> "size(" + textOf(depth - 1) + ")",
        () -> intOf(0));
  }

  private String operator(String more) {
    return pick(List.of(" + ", " - ", " * ", " / ", more.isEmpty() ? " + " : " " + more + " "));
  }

  private String real(int depth) {
    if (depth == 0) {
      return one(
          () -> "record.d",
          () -> "record.e",
          () -> "record.o.p.d",
          () -> pick(List.of("0.0", "-0.0", "1.0", "0.1", "3.25", "-1.5", "1e3", "1e308")),
          () -> lineVariables.isEmpty() ? "record.d" : pick(lineVariables) + ".price");
    }
    return one(
        () -> "(" + real(depth - 1) + operator("") + real(depth - 1) + ")",
        () -> "-(" + real(depth - 1) + ")",
        () -> "double(" + intOf(depth - 1) + ")",
        () -> "(" + bool(depth - 1) + " ? " + real(depth - 1) + " : " + real(depth - 1) + ")",
        () -> real(0));
  }

  private String textOf(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return one(
          () -> "record.s",
          () -> "record.t",
          () -> "record.o.s",
          () -> "record.tags[" + random.nextInt(2) + "]",
          () -> "'" + pick(STRINGS).replace("\u0000", "\\x00") + "'",
          () -> stringVariables.isEmpty() ? "record.s" : pick(stringVariables),
          () -> lineVariables.isEmpty() ? "record.t" : pick(lineVariables) + ".sku");
    }
    return "(" + bool(depth - 1) + " ? " + textOf(depth - 1) + " : " + textOf(depth - 1) + ")";
  }

  private String time(int depth) {
    if (depth == 0) {
      return one(
          () -> "record.at",
          () -> "record.until",
          () -> "record.day",
          () -> "now",
          () -> "timestamp('" + pick(MOMENTS) + "')");
    }
    return one(
        () -> "(" + time(depth - 1) + pick(List.of(" + ", " - ")) + duration(depth - 1) + ")",
        () -> "(" + duration(depth - 1) + " + " + time(depth - 1) + ")",
        () -> "(" + bool(depth - 1) + " ? " + time(depth - 1) + " : " + time(depth - 1) + ")",
        () -> time(0));
  }

  private String duration(int depth) {
    if (depth == 0) {
      return one(() -> "duration('" + pick(DURATIONS) + "')", () -> "(record.until - record.at)");
    }
    return one(
        () -> "(" + time(depth - 1) + " - " + time(depth - 1) + ")",
        () -> "(" + duration(depth - 1) + pick(List.of(" + ", " - ")) + duration(depth - 1) + ")",
        () -> duration(0));
  }

  /** A record as the decoder gives it; members are absent or null now and then. */
  Map<String, @Nullable Object> record() {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    member(record, "i", this::whole);
    member(record, "j", this::whole);
    member(record, "d", this::decimal);
    member(record, "e", this::decimal);
    member(record, "s", () -> pick(STRINGS));
    member(record, "t", () -> pick(STRINGS));
    member(record, "b", random::nextBoolean);
    member(record, "at", () -> pick(MOMENTS));
    member(record, "until", () -> pick(MOMENTS));
    member(record, "day", () -> pick(MOMENTS).substring(0, 10));
    member(
        record,
        "o",
        () -> {
          Map<String, @Nullable Object> inner = new LinkedHashMap<>();
          member(inner, "i", this::whole);
          member(inner, "s", () -> pick(STRINGS));
          member(inner, "p", () -> new LinkedHashMap<>(Map.of("d", decimal())));
          return inner;
        });
    member(record, "tags", () -> list(() -> pick(STRINGS)));
    // Items that do not fit make the record invalid; CEL would stop at them even unread.
    member(record, "nums", () -> list(() -> pick(INTEGERS)));
    member(record, "lines", () -> list(this::line));
    member(
        record,
        "labels",
        () -> {
          Map<String, @Nullable Object> labels = new LinkedHashMap<>();
          for (String key : List.of("a", "b", "EUR", "日本")) {
            // One that does not fit makes the record invalid, and the whole map unreadable for CEL.
            member(labels, key, () -> pick(INTEGERS));
          }
          return labels;
        });
    return record;
  }

  private Object line() {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    member(line, "sku", () -> pick(STRINGS));
    member(line, "count", this::whole);
    member(line, "price", this::decimal);
    member(line, "parts", () -> list(() -> pick(INTEGERS)));
    return line;
  }

  private List<@Nullable Object> list(Supplier<Object> item) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(random.nextInt(20) == 0 ? null : item.get());
    }
    return list;
  }

  private Object whole() {
    int choice = random.nextInt(12);
    return choice == 0
        ? new BigDecimal(pick(List.of("1.0", "1e3", "9223372036854775808", "-3.0", "1e18")))
        : choice < 6 ? (Object) (long) random.nextInt(5) : pick(INTEGERS);
  }

  private Object decimal() {
    int choice = random.nextInt(4);
    return choice == 0 ? (Object) pick(INTEGERS) : new BigDecimal(pick(NUMBERS));
  }

  private void member(Map<String, @Nullable Object> object, String name, Supplier<?> value) {
    int choice = random.nextInt(12);
    if (choice > 0) {
      object.put(name, choice == 1 ? null : value.get());
    }
  }
}
