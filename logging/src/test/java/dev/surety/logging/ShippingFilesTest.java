package dev.surety.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code deploy/logging} has fits what is logged. */
class ShippingFilesTest {
  private static final Path DIR =
      Path.of(System.getProperty("surety.checkout"), "deploy", "logging");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)[:}]");
  private static final Set<String> VARIABLES =
      Set.of(
          "SURETY_LOGS",
          "SURETY_LOG_SERVER",
          "SURETY_LOG_HOST",
          "SURETY_LOG_PORT",
          "SURETY_LOG_USER",
          "SURETY_LOG_PASSWORD");

  /** Where logs are, below {@code ~/.surety}; the guide has the same list. */
  private static final List<String> LOGS =
      List.of(
          "surety.log",
          "watch.log",
          "pipelines/orders/surety.log",
          "sandbox/surety.log",
          "sandbox/surety-demo.log",
          "sandbox/kafka-1/server.log",
          "sandbox/flink-jobmanager/server.log");

  @ParameterizedTest
  @EnumSource(EventField.class)
  void theIndexTemplateHasEveryFieldWithItsType(EventField field) throws IOException {
    JsonNode mapping = indexTemplate().at("/template/mappings");
    for (String name : field.ecsName().split("\\.")) {
      mapping = mapping.path("properties").path(name);
    }

    assertThat(mapping.path("type").asText())
        .as(field.ecsName())
        .isEqualTo(field.type().name().toLowerCase(Locale.ROOT));
    if (field.type() == EventField.Type.NESTED) {
      assertThat(mapping.at("/properties/name/type").asText()).isEqualTo("keyword");
      assertThat(mapping.at("/properties/records/type").asText()).isEqualTo("long");
    }
  }

  @Test
  void theIndexTemplateHasNoFieldThatNobodyLogs() throws IOException {
    Set<String> names = new TreeSet<>();
    collect("", indexTemplate().at("/template/mappings"), names);

    assertThat(Arrays.stream(EventField.values()).map(EventField::ecsName))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static void collect(String prefix, JsonNode mapping, Set<String> names) {
    mapping
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String name = prefix + property.getKey();
              if (property.getValue().has("type")) {
                names.add(name);
              } else {
                collect(name + ".", property.getValue(), names);
              }
            });
  }

  private static JsonNode indexTemplate() throws IOException {
    return new ObjectMapper().readTree(DIR.resolve("index-template.json").toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"filebeat.yml", "fluent-bit.yaml", "vector.yaml"})
  void aShipperUsesTheVariablesThatTheGuideNames(String file) throws IOException {
    List<String> used =
        VARIABLE
            .matcher(Files.readString(DIR.resolve(file)))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(VARIABLES).containsAll(used);
    assertThat(used).contains("SURETY_LOGS");
  }

  @Test
  void everyShipperReadsEveryLog() throws IOException {
    assertReads(strings(at(yaml("filebeat.yml"), "filebeat.inputs", 0, "paths")));
    assertReads(
        List.of(
            at(yaml("fluent-bit.yaml"), "pipeline", "inputs", 0, "path").toString().split(",")));
    assertReads(strings(at(yaml("vector.yaml"), "sources", "surety_files", "include")));
  }

  @Test
  void everyShipperWritesToTheIndexesOfTheTemplate() throws IOException {
    assertThat(indexTemplate().at("/index_patterns/0").asText()).isEqualTo("surety-logs-*");
    assertThat(at(yaml("filebeat.yml"), "output.elasticsearch", "index").toString())
        .startsWith("surety-logs-");
    assertThat(at(yaml("fluent-bit.yaml"), "pipeline", "outputs", 0, "logstash_prefix"))
        .isEqualTo("surety-logs");
    assertThat(at(yaml("vector.yaml"), "sinks", "search", "bulk", "index").toString())
        .startsWith("surety-logs-");
  }

  @Test
  void theTransformsOfVectorAreChained() throws IOException {
    Object vector = yaml("vector.yaml");
    assertThat(strings(at(vector, "transforms", "surety_ecs", "inputs")))
        .containsExactly("surety_files");
    assertThat(strings(at(vector, "sinks", "search", "inputs"))).containsExactly("surety_ecs");
  }

  private static void assertReads(List<String> globs) {
    for (String log : LOGS) {
      assertThat(globs)
          .as(log)
          .anyMatch(
              glob ->
                  FileSystems.getDefault()
                      .getPathMatcher("glob:" + glob.replace("${SURETY_LOGS}", "/home"))
                      .matches(Path.of("/home", log)));
    }
  }

  private static Object yaml(String file) throws IOException {
    return new Load(LoadSettings.builder().build())
        .loadFromString(Files.readString(DIR.resolve(file)));
  }

  private static Object at(Object node, Object... path) {
    Object here = node;
    for (Object step : path) {
      Object next =
          step instanceof Integer index
              ? ((List<?>) here).get(index)
              : ((Map<?, ?>) here).get(step);
      here = Objects.requireNonNull(next, () -> "no " + step + " in " + Arrays.toString(path));
    }
    return here;
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(Object::toString).toList();
  }
}
