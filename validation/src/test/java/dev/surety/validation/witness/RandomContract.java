package dev.surety.validation.witness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A contract made at random, and changes of it. It may contradict itself: then it is not used. */
final class RandomContract {
  private static final List<String> PATTERNS =
      List.of(
          "^[A-Z]{3}$",
          "^[A-Z]{2,4}$",
          "[0-9]",
          "^[0-9]+$",
          "^[0-9]{2,}$",
          "^a",
          "b$",
          "^(ab|cd)*$",
          "^(?:ab)+$",
          "^\\w+$",
          "^[a-z0-9_]+$",
          "^ACC-[0-9]{3}$",
          "^.*$",
          "^\\S*$",
          "\\bfoo\\b",
          "^\\p{L}+$",
          "a|b",
          "^x?y*z+$");
  private static final List<String> FORMATS =
      List.of(
          "uuid",
          "email",
          "uri",
          "uri-reference",
          "hostname",
          "ipv4",
          "ipv6",
          "date",
          "date-time",
          "time",
          "byte",
          "base64",
          "password");
  private static final List<String> TYPES =
      List.of(
          "string",
          "string",
          "integer",
          "number",
          "boolean",
          "date",
          "timestamp",
          "time",
          "object",
          "array",
          "map",
          "vector");

  final List<Member> members = new ArrayList<>();
  final List<Rule> rules = new ArrayList<>();
  boolean closed;
  String tombstones = "pass";
  String keyless = "pass";

  /** A rule of the contract. */
  record Rule(String id, String expression, String severity) {}

  /** A property in the making. */
  static final class Member {
    String name = "";
    @Nullable String type;
    boolean required;
    boolean closed;
    @Nullable String classification;
    Map<String, Object> options = new TreeMap<>();
    List<Object> allowed = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    @Nullable Member items;
    @Nullable Member key;
    @Nullable Member value;

    Member copy() {
      Member copy = new Member();
      copy.name = name;
      copy.type = type;
      copy.required = required;
      copy.closed = closed;
      copy.classification = classification;
      copy.options.putAll(options);
      copy.allowed.addAll(allowed);
      members.forEach(member -> copy.members.add(member.copy()));
      copy.items = items == null ? null : items.copy();
      copy.key = key == null ? null : key.copy();
      copy.value = value == null ? null : value.copy();
      return copy;
    }

    String yaml() {
      List<String> parts = new ArrayList<>();
      if (!name.isEmpty()) {
        parts.add("name: " + name);
      }
      if (type != null) {
        parts.add("logicalType: " + type);
        if (!options.isEmpty()) {
          parts.add("logicalTypeOptions: " + flow(options));
        }
      }
      if (required) {
        parts.add("required: true");
      }
      if (closed) {
        parts.add("customProperties: [{property: surety.closed, value: true}]");
      }
      if (classification != null) {
        parts.add("classification: " + classification);
      }
      if (!allowed.isEmpty()) {
        parts.add(
            "enum: ["
                + String.join(
                    ", ", allowed.stream().map(value -> "{value: " + flow(value) + "}").toList())
                + "]");
      }
      if (!members.isEmpty()) {
        parts.add(
            "properties: [" + String.join(", ", members.stream().map(Member::yaml).toList()) + "]");
      }
      if (items != null) {
        parts.add("items: " + items.yaml());
      }
      if (key != null && value != null) {
        parts.add("map: {key: " + key.yaml() + ", value: " + value.yaml() + "}");
      }
      return "{" + String.join(", ", parts) + "}";
    }
  }

  private static String flow(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((key, inner) -> parts.add(key + ": " + flow(inner)));
      return "{" + String.join(", ", parts) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(RandomContract::flow).toList()) + "]";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof String text
        ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : String.valueOf(value);
  }

  static RandomContract random(Random random) {
    RandomContract contract = new RandomContract();
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      contract.members.add(member(random, "p" + i, 0));
    }
    contract.closed = random.nextInt(6) == 0;
    if (random.nextInt(3) == 0) {
      contract.addRule(random);
    }
    return contract;
  }

  RandomContract copy() {
    RandomContract copy = new RandomContract();
    members.forEach(member -> copy.members.add(member.copy()));
    copy.rules.addAll(rules);
    copy.closed = closed;
    copy.tombstones = tombstones;
    copy.keyless = keyless;
    return copy;
  }

  String yaml(String version) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("apiVersion: v3.2.0\nkind: DataContract\nid: things\nversion: \"")
        .append(version)
        .append("\"\nschema:\n  - name: thing\n    physicalName: things\n    properties:\n");
    members.forEach(member -> yaml.append("      - ").append(member.yaml()).append('\n'));
    if (!rules.isEmpty()) {
      yaml.append("    quality:\n");
      for (Rule rule : rules) {
        yaml.append("      - {id: ")
            .append(rule.id())
            .append(", type: custom, engine: cel, severity: ")
            .append(rule.severity())
            .append(", implementation: ")
            .append(flow(rule.expression()))
            .append("}\n");
      }
    }
    return yaml.append("    customProperties:\n      - {property: surety.closed, value: ")
        .append(closed)
        .append("}\n      - {property: surety.tombstones, value: ")
        .append(tombstones)
        .append("}\n      - {property: surety.keyless, value: ")
        .append(keyless)
        .append("}\n")
        .toString();
  }

  private static Member member(Random random, String name, int depth) {
    Member member = new Member();
    member.name = name;
    member.required = random.nextBoolean();
    member.type = random.nextInt(12) == 0 ? null : pick(random, TYPES);
    boolean composite =
        member.type != null && List.of("object", "array", "map").contains(member.type);
    if (composite && depth >= 2) {
      member.type = "string";
    }
    if (member.type != null) {
      switch (member.type) {
        case "object" -> {
          for (int i = 0; i < 1 + random.nextInt(3); i++) {
            member.members.add(member(random, "m" + i, depth + 1));
          }
          member.closed = random.nextInt(5) == 0;
        }
        case "array" -> {
          if (random.nextInt(8) > 0) {
            member.items = member(random, "", depth + 1);
          }
        }
        case "map" -> {
          member.key = member(random, "", 5);
          member.key.required = false;
          if (member.key.type == null || List.of("vector", "boolean").contains(member.key.type)) {
            member.key = new Member();
            member.key.type = "string";
          }
          member.value = member(random, "", depth + 1);
        }
        default -> {
          // A scalar.
        }
      }
    }
    int options = random.nextInt(3);
    for (int i = 0; i < options; i++) {
      changeOption(random, member);
    }
    if (random.nextInt(8) == 0) {
      changeAllowed(random, member);
    }
    return member;
  }

  private void addRule(Random random) {
    List<String> expressions = new ArrayList<>();
    for (Member member : members) {
      String path = "record." + member.name;
      String guard = member.required ? "" : "!has(" + path + ") || ";
      int bound = random.nextInt(20) - 5;
      if ("integer".equals(member.type) || "number".equals(member.type)) {
        String operator = pick(random, List.of("<", "<=", ">", ">="));
        expressions.add(guard + path + " " + operator + " " + bound);
        expressions.add(path + " >= " + bound + " && " + path + " <= " + (bound + 10));
        expressions.add(guard + "(" + path + " >= " + bound + ")");
      } else if ("string".equals(member.type)) {
        expressions.add(guard + "size(" + path + ") > " + random.nextInt(4));
        expressions.add(guard + path + " != 'abc'");
      } else if ("array".equals(member.type)) {
        expressions.add(guard + "size(" + path + ") < 3");
      }
    }
    if (!expressions.isEmpty()) {
      String severity = random.nextInt(5) == 0 ? "warning" : "error";
      rules.add(new Rule("r" + rules.size(), pick(random, expressions), severity));
    }
  }

  /** One change anywhere. */
  void mutate(Random random) {
    switch (random.nextInt(14)) {
      case 0 -> members.add(member(random, "n" + members.size(), 1));
      case 1 -> {
        if (members.size() > 1) {
          members.remove(random.nextInt(members.size()));
        }
      }
      case 2 -> closed = !closed;
      case 3 -> addRule(random);
      case 4 -> {
        if (!rules.isEmpty()) {
          rules.remove(random.nextInt(rules.size()));
        }
      }
      case 5 -> {
        if (!rules.isEmpty()) {
          Rule old = rules.remove(0);
          int before = rules.size();
          addRule(random);
          if (rules.size() > before) {
            Rule made = rules.remove(rules.size() - 1);
            rules.add(0, new Rule(old.id(), made.expression(), made.severity()));
          }
        }
      }
      case 6 -> {
        if (random.nextBoolean()) {
          tombstones = tombstones.equals("pass") ? "quarantine" : "pass";
        } else {
          keyless = keyless.equals("pass") ? "quarantine" : "pass";
        }
      }
      case 7 -> {
        Member renamed = members.get(random.nextInt(members.size()));
        renamed.name = renamed.name + "_new";
      }
      default -> mutate(random, pick(random, members));
    }
  }

  private static void mutate(Random random, Member member) {
    List<Member> inner = new ArrayList<>(member.members);
    for (Member one : new @Nullable Member[] {member.items, member.key, member.value}) {
      if (one != null) {
        inner.add(one);
      }
    }
    if (!inner.isEmpty() && random.nextInt(3) > 0) {
      mutate(random, pick(random, inner));
      return;
    }
    switch (random.nextInt(9)) {
      case 0 -> member.required = !member.required;
      case 1 -> changeType(random, member);
      case 2 -> changeAllowed(random, member);
      case 3 -> {
        if ("object".equals(member.type)) {
          changeMembers(random, member);
        } else {
          changeOption(random, member);
        }
      }
      case 4 -> member.classification = member.classification == null ? "secret" : null;
      default -> changeOption(random, member);
    }
  }

  private static void changeMembers(Random random, Member member) {
    switch (random.nextInt(3)) {
      case 0 -> member.closed = !member.closed;
      case 1 -> member.members.add(member(random, "n" + member.members.size(), 2));
      default -> {
        if (member.members.size() > 1) {
          member.members.remove(random.nextInt(member.members.size()));
        }
      }
    }
  }

  private static void changeType(Random random, Member member) {
    String other =
        member.type == null
            ? "string"
            : switch (member.type) {
              case "integer" -> pick(random, List.of("number", "number", "string"));
              case "number" -> pick(random, List.of("integer", "integer", "string"));
              case "date", "timestamp", "time" -> pick(random, List.of("string", "timestamp"));
              case "string" -> pick(random, List.of("date", "timestamp", "integer", "boolean"));
              default -> "string";
            };
    boolean stillFits = "integer".equals(member.type) && "number".equals(other);
    member.type = random.nextInt(6) == 0 ? null : other;
    if (!stillFits) {
      member.options.clear();
      member.allowed.clear();
    }
    member.members.clear();
    member.items = null;
    member.key = null;
    member.value = null;
    member.closed = false;
  }

  private static void changeAllowed(Random random, Member member) {
    if (!member.allowed.isEmpty() && random.nextInt(3) == 0) {
      member.allowed.remove(random.nextInt(member.allowed.size()));
      return;
    }
    if (member.type == null) {
      return;
    }
    List<Object> choice =
        switch (member.type) {
          case "string" -> List.of("abc", "ABC", "AB", "12", "xyz", "");
          case "integer" -> List.of(number("1"), number("2"), number("3"), number("10"));
          case "number" -> List.of(number("0.5"), number("1"), number("2.50"));
          case "boolean" -> List.of(true, false);
          case "date" -> List.of("2024-01-01", "2024-06-01");
          default -> List.of();
        };
    for (Object value : choice) {
      if (!member.allowed.contains(value) && random.nextBoolean()) {
        member.allowed.add(value);
      }
    }
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static void changeOption(Random random, Member member) {
    if (member.type == null) {
      return;
    }
    switch (member.type) {
      case "string" -> {
        switch (random.nextInt(4)) {
          case 0 -> toggle(random, member, "minLength", random.nextInt(5));
          case 1 -> toggle(random, member, "maxLength", 1 + random.nextInt(12));
          case 2 -> toggle(random, member, "pattern", pick(random, PATTERNS));
          default -> toggle(random, member, "format", pick(random, FORMATS));
        }
      }
      case "integer", "number" -> numberOption(random, member);
      case "date" ->
          toggle(
              random,
              member,
              pick(random, List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")),
              pick(random, List.of("2020-01-01", "2024-01-01", "2024-12-31", "2030-01-01")));
      case "timestamp" -> {
        if (random.nextInt(3) == 0) {
          toggle(random, member, "timezone", random.nextBoolean());
        } else if (random.nextInt(6) == 0) {
          toggle(
              random, member, "defaultTimezone", pick(random, List.of("Europe/Paris", "Etc/UTC")));
        } else if (random.nextInt(6) == 0) {
          toggle(random, member, "format", "uuuu-MM-dd HH:mm:ss");
        } else {
          toggle(
              random,
              member,
              pick(random, List.of("minimum", "maximum", "exclusiveMaximum")),
              pick(random, List.of("2020-01-01T00:00:00", "2024-06-01T00:00:00")));
        }
      }
      case "time" ->
          toggle(
              random,
              member,
              pick(random, List.of("minimum", "maximum")),
              pick(random, List.of("08:00:00", "18:00:00")));
      case "array" -> {
        switch (random.nextInt(3)) {
          case 0 -> toggle(random, member, "minItems", random.nextInt(3));
          case 1 -> toggle(random, member, "maxItems", random.nextInt(5));
          default -> toggle(random, member, "uniqueItems", true);
        }
      }
      case "object" -> {
        switch (random.nextInt(3)) {
          case 0 -> toggle(random, member, "minProperties", random.nextInt(3));
          case 1 -> toggle(random, member, "maxProperties", 2 + random.nextInt(3));
          default ->
              toggle(
                  random,
                  member,
                  "required",
                  member.members.isEmpty() ? List.of() : List.of(member.members.get(0).name));
        }
      }
      case "vector" -> toggle(random, member, "dimensions", 1 + random.nextInt(4));
      default -> {
        // Without options.
      }
    }
  }

  private static void numberOption(Random random, Member member) {
    boolean integer = "integer".equals(member.type);
    BigDecimal number = BigDecimal.valueOf(random.nextInt(40) - 10);
    BigDecimal bound = integer || random.nextBoolean() ? number : number.movePointLeft(1);
    switch (random.nextInt(6)) {
      case 0 -> toggle(random, member, "minimum", bound);
      case 1 -> toggle(random, member, "maximum", bound);
      case 2 -> toggle(random, member, "exclusiveMinimum", bound);
      case 3 -> toggle(random, member, "exclusiveMaximum", bound);
      case 4 ->
          toggle(
              random,
              member,
              "multipleOf",
              pick(random, List.of(number("2"), number("4"), number("3"), number("0.5"))));
      default ->
          toggle(
              random,
              member,
              "format",
              pick(random, integer ? List.of("i8", "u8", "i32", "i64") : List.of("f32", "f64")));
    }
  }

  private static void toggle(Random random, Member member, String option, Object value) {
    if (member.options.containsKey(option) && random.nextInt(3) == 0) {
      member.options.remove(option);
    } else {
      member.options.put(option, value);
    }
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
