package dev.surety.contract.convert;

import java.util.List;
import java.util.Random;

/** Contracts of all types and options, the same ones for the same seed, as text. */
final class GeneratedContract {
  private static final List<String> NAMES =
      List.of(
          "id", "amount", "currency", "created_at", "customer", "items", "note", "tags", "rate");
  private static final List<String> ODD_NAMES =
      List.of(
          "first-name", "2nd", "größe", "order", "class", "a.b", "firstName", "first_name", "x y");

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private GeneratedContract(long seed) {
    random = new Random(seed);
  }

  static String text(long seed) {
    GeneratedContract contract = new GeneratedContract(seed);
    contract.text.append(
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: generated-contract
        version: 1.0.0
        status: active
        schema:
          - name: order
            logicalType: object
        """);
    contract.properties("    ", 0);
    return contract.text.toString();
  }

  private void line(String indent, String line) {
    text.append(indent).append(line).append('\n');
  }

  private void properties(String indent, int depth) {
    line(indent, "properties:");
    int size = 1 + random.nextInt(depth == 0 ? 9 : 3);
    for (int i = 0; i < size; i++) {
      String name =
          random.nextInt(4) == 0
              ? ODD_NAMES.get(i % ODD_NAMES.size())
              : NAMES.get(i % NAMES.size());
      line(indent + "  ", "- name: \"" + name + "\"");
      property(indent + "    ", depth);
    }
  }

  private void property(String indent, int depth) {
    if (random.nextBoolean()) {
      line(indent, "required: true");
    }
    if (random.nextInt(4) == 0) {
      line(indent, "description: \"Says \\\"what\\\" it is: */ // \\\\ #1\"");
    }
    int kinds = depth < 3 ? 11 : 7;
    switch (random.nextInt(kinds)) {
      case 0 -> string(indent);
      case 1 -> integer(indent);
      case 2 -> number(indent);
      case 3 -> line(indent, "logicalType: boolean");
      case 4 -> temporal(indent);
      case 5 -> enumeration(indent);
      case 6 -> line(indent, "businessName: anything");
      case 7 -> {
        line(indent, "logicalType: object");
        properties(indent, depth + 1);
      }
      case 8 -> {
        line(indent, "logicalType: array");
        options(indent, "minItems: 1", "maxItems: 20", "uniqueItems: true");
        line(indent, "items:");
        property(indent + "  ", depth + 1);
      }
      case 9 -> {
        line(indent, "logicalType: map");
        line(indent, "map:");
        line(indent, "  key: {logicalType: string}");
        line(indent, "  value:");
        property(indent + "    ", depth + 1);
      }
      default -> {
        line(indent, "logicalType: vector");
        line(indent, "logicalTypeOptions: {dimensions: 3}");
      }
    }
  }

  private void options(String indent, String... options) {
    List<String> chosen =
        List.of(options).stream().filter(option -> random.nextInt(3) == 0).toList();
    if (!chosen.isEmpty()) {
      line(indent, "logicalTypeOptions:");
      chosen.forEach(option -> line(indent + "  ", option));
    }
  }

  private void string(String indent) {
    line(indent, "logicalType: string");
    switch (random.nextInt(4)) {
      case 0 -> line(indent, "logicalTypeOptions: {format: uuid}");
      case 1 -> line(indent, "physicalType: bytes");
      default -> options(indent, "minLength: 1", "maxLength: 40", "pattern: \"^[a-z]+$\"");
    }
  }

  private void integer(String indent) {
    line(indent, "logicalType: integer");
    List<String> formats = List.of("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64");
    options(indent, "minimum: 0", "maximum: 99", "format: " + formats.get(random.nextInt(8)));
  }

  private void number(String indent) {
    line(indent, "logicalType: number");
    switch (random.nextInt(4)) {
      case 0 ->
          line(
              indent, "logicalTypeOptions: {multipleOf: 0.01, exclusiveMinimum: 0, maximum: 1000}");
      case 1 -> line(indent, "physicalType: decimal(10,2)");
      case 2 ->
          line(indent, "logicalTypeOptions: {format: " + (random.nextBoolean() ? "f32}" : "f64}"));
      default -> options(indent, "minimum: 0.5", "maximum: 9.5");
    }
  }

  private void temporal(String indent) {
    switch (random.nextInt(3)) {
      case 0 -> {
        line(indent, "logicalType: date");
        options(indent, "minimum: \"2020-01-01\"");
      }
      case 1 -> {
        line(indent, "logicalType: timestamp");
        if (random.nextInt(3) == 0) {
          line(indent, "physicalType: timestamp-millis");
        }
        options(indent, "timezone: " + random.nextBoolean());
      }
      default -> {
        line(indent, "logicalType: time");
        options(indent, "timezone: " + random.nextBoolean());
      }
    }
  }

  private void enumeration(String indent) {
    line(indent, "logicalType: string");
    line(
        indent,
        random.nextBoolean()
            ? "enum: [{value: NEW}, {value: PAID}, {value: SENT}]"
            : "enum: [{value: \"new order\"}, {value: paid}]");
  }
}
