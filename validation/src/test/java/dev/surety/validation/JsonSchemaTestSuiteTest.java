package dev.surety.validation;

import static dev.surety.validation.PropertyBuilder.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** String formats against the official tests of JSON Schema. */
class JsonSchemaTestSuiteTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The JDK's URI has no empty authority; nobody refers to a host without a name. */
  private static final Set<String> DIFFERENT =
      Set.of("a network-path reference with an empty authority \"//\"");

  /** Whether the text behind xn-- is good Punycode is for IDNA, and not checked. */
  private static boolean isPunycode(String text) {
    return text.toLowerCase(Locale.ROOT).contains("xn--");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuid",
        "email",
        "hostname",
        "ipv4",
        "ipv6",
        "date",
        "date-time",
        "time",
        "uri",
        "uri-reference"
      })
  void formats_are_judged_as_the_official_tests_say(String format) throws IOException {
    RecordValidator validator =
        Contracts.validator(Contracts.record(string("a").option("format", format)));
    Path file =
        SharedData.at(
            "json-schema-test-suite/tests/draft2020-12/optional/format/" + format + ".json");
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (JsonNode group : MAPPER.readTree(Files.readString(file))) {
      for (JsonNode test : group.get("tests")) {
        if (!test.get("data").isTextual() || isPunycode(test.get("data").textValue())) {
          continue;
        }
        String record = MAPPER.createObjectNode().set("a", test.get("data")).toString();
        boolean accepted = validator.validate(TestRecord.json(record)) instanceof Verdict.Accepted;
        if (accepted != test.get("valid").booleanValue()) {
          wrong.add(test.get("description").textValue() + " " + test.get("data"));
        }
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(1);
    assertThat(wrong).isSubsetOf(DIFFERENT);
  }

  @Test
  void patterns_are_matched_as_the_official_tests_of_ecma_262_say() throws IOException {
    Path file =
        SharedData.at("json-schema-test-suite/tests/draft2020-12/optional/ecmascript-regex.json");
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (JsonNode group : MAPPER.readTree(Files.readString(file))) {
      JsonNode pattern = group.get("schema").get("pattern");
      if (pattern == null) {
        continue;
      }
      RecordValidator validator =
          Contracts.validator(Contracts.record(string("a").option("pattern", pattern.textValue())));
      for (JsonNode test : group.get("tests")) {
        String record = MAPPER.createObjectNode().set("a", test.get("data")).toString();
        boolean accepted = validator.validate(TestRecord.json(record)) instanceof Verdict.Accepted;
        if (accepted != test.get("valid").booleanValue()) {
          wrong.add(pattern + " " + test.get("description").textValue());
        }
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(40);
    assertThat(wrong).isEmpty();
  }
}
