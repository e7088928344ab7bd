package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.contract.Problem;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.JsonSchemaImport;
import dev.surety.contract.convert.Loss;
import dev.surety.contract.convert.NewContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The official tests of JSON Schema, each schema imported as the type of a property. A case is
 * judged as the test says, or the golden file names what was lost; {@code
 * -Dsurety.golden.write=true} writes it anew.
 */
class JsonSchemaSuiteImportIT {
  private static final Path GOLDEN =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/json-schema-suite.txt");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Files of keywords that a contract can say, wholly or in part. */
  private static final List<String> FILES =
      List.of(
          "additionalProperties",
          "allOf",
          "anyOf",
          "boolean_schema",
          "const",
          "default",
          "enum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "items",
          "maximum",
          "maxItems",
          "maxLength",
          "maxProperties",
          "minimum",
          "minItems",
          "minLength",
          "minProperties",
          "multipleOf",
          "not",
          "oneOf",
          "pattern",
          "patternProperties",
          "properties",
          "propertyNames",
          "ref",
          "required",
          "type",
          "uniqueItems");

  private static final List<String> MODERN =
      List.of("anchor", "defs", "infinite-loop-detection", "unevaluatedProperties");

  /** Losses by which a contract rejects more than the schema. */
  private static final Set<String> TIGHTER = Set.of("properties", "integer");

  private int cases;
  private int alike;
  private final StringBuilder report = new StringBuilder();

  @Test
  void everyCaseIsJudgedAsTheSuiteSaysOrItsLossIsListed() throws IOException {
    for (String draft : List.of("draft7", "draft2020-12")) {
      for (String name : FILES) {
        file(draft, name);
      }
      if (!draft.equals("draft7")) {
        for (String name : MODERN) {
          file(draft, name);
        }
      }
    }
    String all = cases + " cases, " + alike + " as the suite says\n\n" + report;
    System.out.println(cases + " cases, " + alike + " as the suite says");
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(GOLDEN, all);
    }
    assertThat(all).isEqualTo(Files.readString(GOLDEN));
    assertThat(alike).isGreaterThan(cases * 2 / 3);
  }

  private void file(String draft, String name) throws IOException {
    Path file = SharedData.at("json-schema-test-suite/tests/" + draft + "/" + name + ".json");
    for (JsonNode group : MAPPER.readTree(Files.readString(file))) {
      Imported imported =
          JsonSchemaImport.read(
              "suite.json", wrapped(group.get("schema"), draft), NewContract.named("record", "1"));
      String about = draft + " " + name + ": " + group.get("description").textValue();
      if (imported.contract() == null) {
        String why = imported.problems().get(0).message();
        report.append(about).append(": cannot be read: ").append(why).append('\n');
        continue;
      }
      RecordValidator.Compiled compiled =
          RecordValidator.compile(requireNonNull(imported.contract()), "record", Limits.DEFAULT);
      assertThat(compiled.problems().stream().filter(Problem::isError)).as(about).isEmpty();
      List<Loss> losses = imported.losses().stream().filter(loss -> !loss.isRemark()).toList();
      int more = 0;
      int less = 0;
      for (JsonNode test : group.get("tests")) {
        String record = MAPPER.createObjectNode().set("v", test.get("data")).toString();
        boolean ours =
            requireNonNull(compiled.validator()).validate(TestRecord.json(record))
                instanceof Verdict.Accepted;
        boolean theirs = test.get("valid").booleanValue();
        cases++;
        alike += ours == theirs ? 1 : 0;
        more += ours && !theirs ? 1 : 0;
        less += !ours && theirs ? 1 : 0;
        String of = about + ": " + test.get("description") + " " + losses;
        if (ours && !theirs) {
          assertThat(losses).as(of).isNotEmpty();
        }
        if (!ours && theirs) {
          assertThat(losses).as(of).anyMatch(loss -> TIGHTER.contains(loss.what()));
        }
      }
      if (more + less > 0) {
        Set<String> lost =
            losses.stream().map(Loss::what).collect(Collectors.toCollection(TreeSet::new));
        report.append(about).append(": accepts ").append(more).append(" more, rejects ");
        report.append(less).append(" more; lost: ").append(String.join(", ", lost)).append('\n');
      }
    }
  }

  /** A record with the value as its only property; references of the schema go to where it is. */
  private static String wrapped(JsonNode schema, String draft) {
    boolean isModern = !draft.equals("draft7");
    String definitions = isModern ? "$defs" : "definitions";
    JsonNode inner = schema.deepCopy();
    if (!inner.path("$id").isTextual() || (!isModern && inner.has("$ref"))) {
      redirect(inner, "#/" + definitions + "/S");
    }
    if (inner instanceof ObjectNode object) {
      object.remove("$schema");
    }
    ObjectNode record = MAPPER.createObjectNode();
    record.put(
        "$schema",
        isModern
            ? "https://json-schema.org/draft/2020-12/schema"
            : "http://json-schema.org/draft-07/schema#");
    record.put("type", "object");
    record.putArray("required").add("v");
    record.putObject("properties").putObject("v").put("$ref", "#/" + definitions + "/S");
    record.putObject(definitions).set("S", inner);
    return record.toString();
  }

  private static void redirect(JsonNode node, String to) {
    if (node instanceof ObjectNode object) {
      String reference = object.path("$ref").asText("");
      if (object.path("$ref").isTextual()
          && (reference.equals("#") || reference.startsWith("#/"))) {
        object.put("$ref", to + reference.substring(1));
      }
      if (node.path("$id").isTextual()) {
        return;
      }
    }
    node.forEach(child -> redirect(child, to));
  }
}
