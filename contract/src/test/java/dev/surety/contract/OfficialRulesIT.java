package dev.surety.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.contract.read.Structure;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For every rule of the official schemas a document that breaks it, made from a complete document
 * of ours by one change, and what Surety says of it: {@code src/test/resources/rules}. The schema
 * must reject the document too, and one of our errors must stand where the change was made. {@code
 * -Dsurety.golden.write=true} writes the reports anew.
 */
class OfficialRulesIT {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "rules");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String UNKNOWN_KEY = "noSuchKey";

  /** A broken document, and where the error must be shown: at a value, or at a key. */
  private record Broken(JsonNode document, JsonPointer at, Optional<String> key) {
    static Broken value(JsonNode document, JsonPointer at) {
      return new Broken(document, at, Optional.empty());
    }
  }

  @ParameterizedTest
  @EnumSource(OfficialSchema.class)
  void everyRuleHasADocumentThatIsRejectedAtTheRightPlace(OfficialSchema schema)
      throws IOException {
    JsonNode complete =
        JsonTree.read(FOLDER.resolve("complete-" + schema.apiVersion() + ".odcs.yaml"));
    assertThat(schema.errors(complete)).isEmpty();
    assertThat(errors(problems(complete.toString()))).isEmpty();
    SchemaRules rules = new SchemaRules(schema.json());
    Map<String, List<JsonPointer>> places = rules.placesIn(complete);
    List<String> report = new ArrayList<>();
    Set<String> withoutCase = new TreeSet<>();
    SoftAssertions softly = new SoftAssertions();
    for (String rule : rules.rules()) {
      Optional<String> line =
          places.getOrDefault(rule, List.of()).stream()
              .flatMap(place -> broken(rule, rules, complete, place).stream())
              .filter(broken -> !schema.errors(broken.document()).isEmpty())
              .findFirst()
              .map(broken -> rule + " @ " + broken.at() + "\n" + judged(rule, broken, softly));
      line.ifPresentOrElse(report::add, () -> withoutCase.add(rule));
    }

    softly.assertThat(withoutCase).as("rules without a must-fail case").isEmpty();
    softly.assertAll();
    assertThat(rules.rules()).hasSizeGreaterThan(300);
    String text = String.join("", report);
    Path golden = FOLDER.resolve("expected-" + schema.apiVersion() + ".txt");
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  private static String judged(String rule, Broken broken, SoftAssertions softly) {
    String text = broken.document().toPrettyString();
    List<Problem> errors = errors(problems(text));
    softly
        .assertThat(errors)
        .as("%s at %s", rule, broken.at())
        .extracting(Problem::at)
        .contains(position(text, broken));
    return errors.stream()
        .map(problem -> "    " + problem.code() + ": " + problem.message() + "\n")
        .collect(Collectors.joining());
  }

  private static List<Problem> problems(String text) {
    Problems problems = new Problems();
    Structure.check(YamlReader.read("contract", text, problems).orElseThrow(), problems);
    return problems.list();
  }

  /** What came with a later version is a warning; the schema of the document's own rejects it. */
  private static List<Problem> errors(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.isError() || problem.code().equals("newer-version"))
        .toList();
  }

  private static Position position(String text, Broken broken) {
    YamlNode node = YamlReader.read("contract", text, new Problems()).orElseThrow();
    for (JsonPointer at = broken.at(); !at.matches(); at = at.tail()) {
      node =
          node instanceof YamlSequence list
              ? list.items().get(at.getMatchingIndex())
              : ((YamlMapping) node).get(at.getMatchingProperty()).orElseThrow();
    }
    YamlNode found = node;
    return broken
        .key()
        .flatMap(key -> ((YamlMapping) found).entry(key))
        .map(entry -> entry.key().at())
        .orElse(node.at());
  }

  /** The document with a change that breaks a rule at a place; several where one may not do. */
  private static List<Broken> broken(
      String rule, SchemaRules rules, JsonNode complete, JsonPointer place) {
    String keyword = rule.substring(rule.lastIndexOf('/') + 1);
    if (keyword.startsWith("required:")) {
      JsonNode document = complete.deepCopy();
      ((ObjectNode) document.at(place)).remove(keyword.substring("required:".length()));
      return List.of(Broken.value(document, place));
    }
    JsonNode value = complete.at(place);
    return switch (keyword) {
      case "additionalProperties", "unevaluatedProperties" -> withKey(complete, place, UNKNOWN_KEY);
      case "not" -> withKey(complete, place, rules.at(rule).get("required").get(0).asText());
      case "uniqueItems" -> {
        JsonNode document = complete.deepCopy();
        ArrayNode list = (ArrayNode) document.at(place);
        if (list.size() == 2) {
          list.set(1, list.get(0).deepCopy());
          yield List.of(Broken.value(document, place));
        }
        list.add(list.get(0).deepCopy());
        JsonPointer item = place.appendIndex(list.size() - 1);
        boolean isEnum = list.get(0).has("value");
        yield List.of(Broken.value(document, isEnum ? item.appendProperty("value") : item));
      }
      case "oneOf", "anyOf" -> choices(complete, place, value);
      default ->
          replacements(keyword, rules.at(rule), value).stream()
              .map(wrong -> Broken.value(replaced(complete, place, wrong), place))
              .toList();
    };
  }

  private static List<Broken> withKey(JsonNode complete, JsonPointer place, String key) {
    JsonNode document = complete.deepCopy();
    ((ObjectNode) document.at(place)).put(key, "a.b");
    return List.of(new Broken(document, place, Optional.of(key)));
  }

  /** A value of no branch, or a mapping that fits none or two. */
  private static List<Broken> choices(JsonNode complete, JsonPointer place, JsonNode value) {
    List<Broken> broken = new ArrayList<>();
    for (JsonNode wrong : List.of(JSON.numberNode(1), JSON.arrayNode(), JSON.objectNode())) {
      broken.add(Broken.value(replaced(complete, place, wrong), place));
    }
    if (value.has("from")) {
      JsonPointer to = place.appendProperty("to");
      broken.clear();
      broken.add(Broken.value(replaced(complete, to, JSON.arrayNode().add("a.b")), to));
    } else if (value.has("metric") || value.has("query")) {
      broken.clear();
      JsonNode document = complete.deepCopy();
      String second = value.has("mustBe") ? "mustNotBe" : "mustBe";
      ((ObjectNode) document.at(place)).put(second, 1);
      List<String> keys = new ArrayList<>();
      document.at(place).fieldNames().forEachRemaining(keys::add);
      broken.add(new Broken(document, place, Optional.of(second)));
    }
    return broken;
  }

  private static List<JsonNode> replacements(String keyword, JsonNode rule, JsonNode value) {
    return switch (keyword) {
      case "type" -> {
        boolean isBoolean = rule.asText().equals("boolean");
        yield List.of(isBoolean ? JSON.arrayNode() : JSON.booleanNode(true));
      }
      case "enum" -> List.of(JSON.textNode("no-such-word"));
      case "pattern" -> List.of(JSON.textNode("!"));
      case "minimum", "exclusiveMinimum" ->
          List.of(JSON.numberNode(keyword.equals("minimum") ? rule.asInt() - 1 : rule.asInt()));
      case "minItems" -> {
        ArrayNode list = value.deepCopy();
        while (list.size() >= rule.asInt()) {
          list.remove(0);
        }
        yield List.of(list);
      }
      case "maxItems" -> {
        ArrayNode list = value.deepCopy();
        while (list.size() <= rule.asInt()) {
          list.add(100 + list.size());
        }
        yield List.of(list);
      }
      default -> throw new IllegalArgumentException("no must-fail case for " + keyword);
    };
  }

  private static JsonNode replaced(JsonNode complete, JsonPointer place, JsonNode wrong) {
    if (place.matches()) {
      return wrong;
    }
    JsonNode document = complete.deepCopy();
    JsonNode parent = document.at(place.head());
    if (parent instanceof ArrayNode list) {
      list.set(place.last().getMatchingIndex(), wrong);
    } else {
      ((ObjectNode) parent).set(place.last().getMatchingProperty(), wrong);
    }
    return document;
  }
}
