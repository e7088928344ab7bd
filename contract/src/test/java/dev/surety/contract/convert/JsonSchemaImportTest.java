package dev.surety.contract.convert;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.ContractReader;
import dev.surety.contract.Information;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Property;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaImportTest {
  @TempDir private Path dir;

  private static Imported read(String schema) {
    return JsonSchemaImport.read("s.json", schema, NewContract.named("event", "1.0.0"));
  }

  /** The type of a property {@code v} that must be there. */
  private static Imported typed(String schema) {
    return read(
        "{\"type\": \"object\", \"required\": [\"v\"], \"properties\": {\"v\": " + schema + "}}");
  }

  private static Property root(Imported imported) {
    return requireNonNull(imported.contract()).objects().get(0).root();
  }

  private static Property only(Imported imported) {
    return root(imported).properties().get(0);
  }

  private static List<String> lost(Imported imported) {
    return imported.losses().stream().map(Loss::what).toList();
  }

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.writeString(file, text);
    return file;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": [\"string\", \"null\"]} | STRING | false",
        "{\"oneOf\": [{\"type\": \"null\"}, {\"type\": \"string\"}]} | STRING | false",
        "{\"anyOf\": [{\"type\": \"integer\"}, {\"const\": null}]} | INTEGER | false",
        "{\"enum\": [\"a\", null]} | STRING | false",
        "{\"const\": 1} | INTEGER | true",
        "{\"const\": 1.5} | NUMBER | true",
        "{\"type\": \"string\", \"format\": \"date-time\"} | TIMESTAMP | true",
        "{\"type\": \"string\", \"format\": \"date\"} | DATE | true",
        "{\"type\": \"string\", \"format\": \"date\", \"minLength\": 1} | STRING | true",
        "{\"allOf\": [{\"type\": [\"string\", \"number\"]}, {\"type\": [\"number\", \"null\"]}]}"
            + " | NUMBER | true",
        "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}} | MAP | true",
        "{\"type\": \"object\", \"patternProperties\": {\"^x\": {}},"
            + " \"additionalProperties\": false} | MAP | true",
        "{\"not\": {\"type\": [\"object\", \"array\", \"null\", \"boolean\", \"number\"]}}"
            + " | STRING | true",
        "{\"type\": \"integer\", \"minimum\": 0, \"maximum\": 1e40} | NUMBER | true",
      })
  void typesAreWhatHoldsForAllThatIsAccepted(String schema, LogicalType type, boolean required) {
    Imported imported = typed(schema);

    assertThat(only(imported).type()).isEqualTo(type);
    assertThat(only(imported).required()).isEqualTo(required);
    assertThat(lost(imported)).isSubsetOf("integer");
  }

  @Test
  void formatsOfNumbersStandForTheirBounds() {
    Imported imported = typed("{\"type\": \"integer\", \"minimum\": -128, \"maximum\": 127}");

    assertThat(only(imported).options().format()).hasToString("i8");
    assertThat(only(imported).options().minimum()).isNull();
    assertThat(imported.losses()).isEmpty();
  }

  @Test
  void whatAllPartsSayHoldsTogether() {
    Imported imported =
        typed(
            """
            {"allOf": [
              {"type": "object", "required": ["a"], "properties": {"a": {"minLength": 2}}},
              {"properties": {"a": {"type": "string", "minLength": 1, "maxLength": 9}, "b": {}},
               "additionalProperties": false}]}
            """);

    Property object = only(imported);
    assertThat(object.closed()).isTrue();
    assertThat(object.properties()).extracting(Property::name).containsExactly("a", "b");
    assertThat(object.properties().get(0).options().minLength()).isEqualTo(2);
    assertThat(object.properties().get(0).options().maxLength()).isEqualTo(9);
    assertThat(imported.losses()).isEmpty();
  }

  @Test
  void alternativesOfObjectsAreLoosenedToWhatHoldsForAll() {
    Imported imported =
        typed(
            """
            {"oneOf": [
              {"type": "object", "required": ["kind", "a"],
               "properties": {"kind": {"const": "x"}, "a": {"type": "string"}}},
              {"type": "object", "required": ["kind", "b"],
               "properties": {"kind": {"const": "y"}, "b": {"type": "string"}}}]}
            """);

    Property object = only(imported);
    assertThat(object.properties()).extracting(Property::name).containsExactly("kind", "a", "b");
    assertThat(object.properties().get(0).required()).isTrue();
    assertThat(object.properties().get(0).allowed()).containsExactly("x", "y");
    assertThat(object.properties().get(1).required()).isFalse();
    assertThat(lost(imported)).containsExactly("oneOf");
  }

  @Test
  void remarksAreCarriedOverAsFarAsOdcsHasAPlace() {
    Imported imported =
        read(
            """
            {"title": "Event", "type": "object", "properties": {"v": {
              "title": "Amount", "description": "What is paid", "deprecated": true,
              "type": "number", "examples": [1.5, {"a": 1}, 2], "default": 0, "readOnly": false,
              "$comment": "as the bank sends it"}}}
            """);

    assertThat(root(imported).information().businessName()).isEqualTo("Event");
    Information information = only(imported).information();
    assertThat(information.businessName()).isEqualTo("Amount");
    assertThat(information.description()).isEqualTo("What is paid");
    assertThat(information.deprecated()).isTrue();
    assertThat(information.examples()).containsExactly(new BigDecimal("1.5"), new BigDecimal("2"));
    assertThat(imported.losses())
        .filteredOn(Loss::isRemark)
        .extracting(loss -> loss.at().line() + ":" + loss.at().column() + " " + loss.what())
        .containsExactly("3:39 examples", "3:64 default", "4:15 $comment");
    String text = ContractWriter.write(requireNonNull(imported.contract()));
    assertThat(text).contains("apiVersion: v3.2.0", "businessName: Amount", "deprecated: true");
    assertThat(ContractReader.describe("s.yaml", text).contract())
        .extracting(read -> read.objects().get(0).root().properties().get(0).information())
        .isEqualTo(information);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": \"a\", \"allOf\": [{\"title\": \"b\"}]} | title",
        "{\"description\": \"a\", \"allOf\": [{\"description\": \"b\"}]} | description",
        "{\"oneOf\": [{\"type\": \"null\", \"deprecated\": true}, {\"type\": \"string\"}]} | deprecated",
        "{\"type\": \"string\", \"examples\": \"a\"} | examples",
        "{\"type\": \"string\", \"title\": 1} | title",
        "{\"type\": \"string\", \"writeOnly\": true} | writeOnly",
      })
  void aRemarkThatIsDroppedIsListed(String schema, String lost) {
    Imported imported = typed(schema);

    assertThat(imported.losses())
        .filteredOn(Loss::isRemark)
        .extracting(Loss::what)
        .containsExactly(lost);
  }

  @Test
  void whatStandsBesideAReferenceSaysNothingUpToDraft7AndIsListed() {
    String schema =
        """
        {"$schema": "http://json-schema.org/%s", "type": "object",
         "properties": {"v": {"$ref": "#/definitions/s", "title": "T", "maxLength": 3}},
         "definitions": {"s": {"type": "string"}}}
        """;

    Imported old = read(schema.formatted("draft-07/schema#"));
    assertThat(old.losses())
        .filteredOn(Loss::isRemark)
        .extracting(Loss::what)
        .containsExactly("title", "maxLength");
    assertThat(only(old).information().businessName()).isNull();
    assertThat(only(old).options().maxLength()).isNull();
  }

  @Test
  void membersThatAPartLetsInAreNotRuledOutAround() {
    Imported imported =
        typed(
            """
            {"type": "object", "properties": {"a": {"type": "string"}},
             "allOf": [{"unevaluatedProperties": true}], "unevaluatedProperties": false}
            """);

    assertThat(only(imported).closed()).isFalse();
    assertThat(lost(imported)).contains("unevaluatedProperties");
  }

  @Test
  void membersThatNoPartKnowsAreRuledOut() {
    Imported imported =
        typed(
            """
            {"type": "object", "allOf": [{"properties": {"a": {"type": "string"}}}],
             "unevaluatedProperties": false}
            """);

    assertThat(only(imported).closed()).isTrue();
  }

  @Test
  void whatIsRequiredAndMayBeNullMustBeThere() {
    Imported imported = typed("{\"type\": [\"string\", \"null\"]}");

    assertThat(root(imported).options().required()).hasToString("[v]");
  }

  @Test
  void recursionEndsWithALoss() {
    Imported imported =
        read(
            """
            {"type": "object", "properties": {
              "next": {"$ref": "#"}, "tree": {"$ref": "#/$defs/tree"}},
             "$defs": {"tree": {"type": "object", "properties": {
               "children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}}}}
            """);

    assertThat(imported.losses())
        .filteredOn(loss -> loss.what().equals("$ref"))
        .isNotEmpty()
        .allMatch(loss -> loss.why().startsWith("a contract has no recursive types"));
  }

  @Test
  void aSchemaThatGrowsWithoutEndIsRefusedWithAClearMessage() {
    StringBuilder schema = new StringBuilder("{\"type\": \"object\", \"properties\": {");
    schema.append("\"v\": {\"$ref\": \"#/$defs/d0\"}}, \"$defs\": {");
    for (int i = 0; i < 30; i++) {
      String next = "{\"$ref\": \"#/$defs/d" + (i + 1) + "\"}";
      schema.append(
          "\"d%d\": {\"type\": \"object\", \"properties\": {\"a\": %s, \"b\": %s}},"
              .formatted(i, next, next));
    }
    Imported imported = read(schema.append("\"d30\": {}}}").toString());

    assertThat(imported.contract()).isNull();
    assertThat(imported.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("more than 200000 schemas"));
  }

  @Test
  void referencesGoByAnchorAndIdentity() {
    Imported imported =
        read(
            """
            {"$id": "https://example.com/root", "type": "object", "properties": {
               "a": {"$ref": "#text"}, "b": {"$ref": "other"}, "c": {"$ref": "other#/$defs/n"}},
             "$defs": {
               "t": {"$anchor": "text", "type": "string"},
               "o": {"$id": "other", "$ref": "#/$defs/n", "$defs": {"n": {"type": "number"}}}}}
            """);

    assertThat(root(imported).properties())
        .extracting(Property::type)
        .containsExactly(LogicalType.STRING, LogicalType.NUMBER, LogicalType.NUMBER);
  }

  @Test
  void besideAReferenceNothingCountsUpToDraft7() {
    String schema =
        """
        {"$schema": "%s", "type": "object",
         "properties": {"v": {"$ref": "#/definitions/t", "maxLength": 1}},
         "definitions": {"t": {"type": "string"}}}
        """;

    assertThat(only(read(schema.formatted("http://json-schema.org/draft-07/schema#"))).options())
        .extracting("maxLength")
        .isNull();
    assertThat(
            only(read(schema.formatted("https://json-schema.org/draft/2020-12/schema"))).options())
        .extracting("maxLength")
        .isEqualTo(1);
  }

  @Test
  void filesBelowTheRootAreReadAndNoneOutsideOfIt() throws IOException {
    write("secret.json", "{\"type\": \"string\"}");
    write("root/common/text.json", "{\"$ref\": \"deep/t.json#/$defs/t\"}");
    write("root/common/deep/t.json", "{\"$defs\": {\"t\": {\"type\": \"string\"}}}");
    Path file =
        write(
            "root/a/event.json",
            """
            {"type": "object", "properties": {
              "beside": {"$ref": "../common/text.json"},
              "fromRoot": {"$ref": "common/text.json"},
              "outside": {"$ref": "../../secret.json"},
              "remote": {"$ref": "https://example.com/x.json"},
              "absent": {"$ref": "no.json"}}}
            """);
    Imported imported =
        JsonSchemaImport.read(file, dir.resolve("root"), NewContract.named("event", "1.0.0"));

    assertThat(root(imported).properties())
        .extracting(Property::type)
        .containsExactly(LogicalType.STRING, LogicalType.STRING, null, null, null);
    assertThat(imported.losses())
        .filteredOn(loss -> loss.what().equals("$ref"))
        .extracting(loss -> loss.at().line() + " " + loss.why())
        .containsExactly(
            "4 '../../secret.json' is outside of " + dir.resolve("root"),
            "5 'https://example.com/x.json' is not one of the files; nothing is read over the"
                + " network",
            "6 there is no file 'no.json' below " + dir.resolve("root"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": [\"string\", \"integer\"]} | type",
        "{\"type\": \"string\", \"pattern\": \"^(?!x)\"} | pattern",
        "{\"type\": \"string\", \"pattern\": \"${HOME}\"} | pattern",
        "{\"type\": \"string\", \"format\": \"idn-email\"} | format",
        "{\"type\": \"string\", \"minLength\": 3, \"maxLength\": 2} | maxLength",
        "{\"type\": \"number\", \"minimum\": 3, \"maximum\": 2} | maximum",
        "{\"type\": \"object\", \"if\": {}, \"then\": {}} | if",
        "{\"type\": \"array\", \"contains\": {}} | contains",
        "{\"type\": \"array\", \"prefixItems\": [{}]} | prefixItems",
        "{\"type\": \"object\", \"properties\": {\"a\": true}, \"patternProperties\": {\"a\": {}}}"
            + " | patternProperties",
        "{\"not\": {\"required\": [\"a\"]}} | not",
        "false | false",
        "{\"type\": \"null\"} | null",
      })
  void whatAContractCannotSayIsListed(String schema, String keyword) {
    assertThat(lost(typed(schema))).contains(keyword);
  }

  @Test
  void aSchemaThatIsNoObjectIsAProblem() {
    assertThat(read("[]").contract()).isNull();
    assertThat(read("[]").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("wrong-type"));
  }
}
