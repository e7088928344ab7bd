package dev.surety.contract.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Options;
import dev.surety.contract.Problem;
import dev.surety.contract.Property;
import dev.surety.contract.read.Shape.Effect;
import dev.surety.contract.read.Shape.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/odcs.md} is what the tables say, and what they say of records is what
 * reading does. {@code -Dsurety.golden.write=true} writes the page anew.
 */
class OdcsReferenceTest {
  private static final Path PAGE =
      Path.of(requireNonNull(System.getProperty("surety.checkout")))
          .resolve("docs/reference/odcs.md");

  private static final String HEAD =
      "apiVersion: v3.2.0\nkind: DataContract\nid: sample\nversion: 1.0.0\nstatus: active\n";

  /** A value for each option; where types differ, under the type. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("minLength", "1"),
          Map.entry("maxLength", "9"),
          Map.entry("pattern", "'^a$'"),
          Map.entry("string.format", "email"),
          Map.entry("integer.format", "i32"),
          Map.entry("number.format", "f32"),
          Map.entry("format", "yyyy"),
          Map.entry("timezone", "true"),
          Map.entry("defaultTimezone", "Europe/Paris"),
          Map.entry("number", "5"),
          Map.entry("date", "'2030-01-31'"),
          Map.entry("time", "'10:00:00Z'"),
          Map.entry("timestamp", "'2030-01-31T10:00:00Z'"),
          Map.entry("multipleOf", "5"),
          Map.entry("minProperties", "1"),
          Map.entry("maxProperties", "9"),
          Map.entry("required", "[member]"),
          Map.entry("minItems", "1"),
          Map.entry("maxItems", "9"),
          Map.entry("uniqueItems", "true"),
          Map.entry("dimensions", "3"),
          Map.entry("elementType", "float32"),
          Map.entry("distanceMetric", "cosine"),
          Map.entry("embeddingModel", "small"),
          Map.entry("embeddingModelVersion", "'1'"),
          Map.entry("normalized", "true"));

  /** A place where each key stands that is not enforced yet, options apart. */
  private static final Map<String, String> NOT_YET = new TreeMap<>();

  static {
    NOT_YET.put("a property.unique", property("unique: true"));
    NOT_YET.put("a property.primaryKey", property("primaryKey: true"));
    NOT_YET.put(
        "a property.quality", property("quality: [{metric: nullValues, mustBeLessThan: 1}]"));
    NOT_YET.put(
        "a property.logicalTypeOptions",
        property("logicalType: boolean, logicalTypeOptions: {any: thing}"));
    NOT_YET.put("a server.format", server("format: csv"));
    NOT_YET.put("a server.encoding", server("encoding: latin-1"));
    for (String operator :
        List.of(
            "mustBe: 1",
            "mustNotBe: 1",
            "mustBeGreaterThan: 1",
            "mustBeGreaterOrEqualTo: 1",
            "mustBeLessThan: 1",
            "mustBeLessOrEqualTo: 1",
            "mustBeBetween: [1, 2]",
            "mustNotBeBetween: [1, 2]")) {
      NOT_YET.put(
          "a quality rule." + operator.substring(0, operator.indexOf(':')),
          rule("type: library, metric: rowCount, " + operator));
    }
    NOT_YET.put("a quality rule.metric", rule("metric: rowCount, mustBe: 1"));
    NOT_YET.put("a quality rule.arguments", rule("metric: rowCount, mustBe: 1, arguments: {a: 1}"));
    NOT_YET.put(
        "a quality rule.rule",
        rule("type: library, rule: rowCount, mustBe: 1").replace("v3.2.0", "v3.0.2"));
    NOT_YET.put("a quality rule.query", rule("type: sql, query: select 1, mustBe: 1"));
  }

  @Test
  void thePageIsWhatTheTablesSay() throws IOException {
    String page = OdcsPage.write();
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).exists();
    assertThat(Files.readString(PAGE))
        .as("-Dsurety.golden.write=true writes it anew")
        .isEqualTo(page);
  }

  @Test
  void optionsDecideAboutRecordsWhereTheTableSaysSo() {
    Set<String> seen = new TreeSet<>();
    OdcsPage.visit(
        (struct, field) -> {
          if (struct.what().startsWith("the options of ")) {
            String type = struct.what().replaceFirst("the options of an? ", "");
            seen.add(type);
            checkOption(type, field);
          }
        });
    assertThat(seen).hasSize(9);
  }

  private static void checkOption(String type, Field field) {
    String base =
        type.equals("vector") && !field.name().equals("dimensions") ? "dimensions: 3" : "";
    String option = field.name() + ": " + sample(type, field.name());
    Options without = base.isEmpty() ? Options.NONE : options(describe(ofType(type, base)));
    Contract with = describe(ofType(type, base.isEmpty() ? option : base + ", " + option));
    boolean held = !options(with).equals(without);
    Effect effect =
        held ? Effect.ENFORCED : with.notEnforced().isEmpty() ? Effect.INFORMS : Effect.NOT_YET;
    assertThat(effect).as("%s of %s", field.name(), type).isEqualTo(field.effect());
  }

  private static String sample(String type, String option) {
    if (option.endsWith("inimum") || option.endsWith("aximum")) {
      return requireNonNull(VALUES.get(type.equals("integer") ? "number" : type), type);
    }
    String ofType = VALUES.get(type + "." + option);
    return ofType != null ? ofType : requireNonNull(VALUES.get(option), option);
  }

  @Test
  void whatIsNotEnforcedYetIsReported() {
    Set<String> marked = new TreeSet<>();
    OdcsPage.visit(
        (struct, field) -> {
          boolean option = struct.what().startsWith("the options of ");
          if (field.effect() == Effect.NOT_YET && !option) {
            marked.add(struct.what() + "." + field.name());
          }
        });
    assertThat(NOT_YET.keySet()).isEqualTo(marked);
    NOT_YET.forEach(
        (key, text) ->
            assertThat(ContractReader.describe("sample.odcs.yaml", text).problems())
                .as(key)
                .extracting(Problem::code)
                .containsAnyOf("not-enforced-yet", "primary-key-not-enforced"));
  }

  @Test
  void withoutThemNothingIsReported() {
    assertThat(ContractReader.describe("sample.odcs.yaml", property("required: true")).problems())
        .isEmpty();
    assertThat(ContractReader.describe("sample.odcs.yaml", server("format: json")).problems())
        .isEmpty();
  }

  private static String property(String keys) {
    return HEAD + "schema:\n  - name: a\n    properties:\n      - {name: b, " + keys + "}\n";
  }

  private static String rule(String keys) {
    return HEAD + "schema:\n  - name: a\n    quality:\n      - {" + keys + "}\n";
  }

  private static String server(String keys) {
    return property("required: true")
        + "servers:\n  - {server: s, type: kafka, host: h, "
        + keys
        + "}\n";
  }

  private static String ofType(String type, String options) {
    String members = type.equals("object") ? ", properties: [{name: member}]" : "";
    String given = options.isEmpty() ? "" : ", logicalTypeOptions: {" + options + "}";
    return property("logicalType: " + type + given + members);
  }

  private static Contract describe(String text) {
    ContractReader.Result result = ContractReader.describe("sample.odcs.yaml", text);
    return requireNonNull(result.contract(), () -> text + result.problems());
  }

  private static Options options(Contract contract) {
    Property root = contract.objects().get(0).root();
    return root.properties().get(0).options();
  }
}
