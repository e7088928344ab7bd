package dev.surety.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every dashboard has, so that somebody who sees it for the first time at night can use it.
 */
class DashboardsTest {
  private static final int GRAFANA_11 = 39;
  private static final int GRID_WIDTH = 24;
  private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z][a-z_]*)");
  private static final Pattern HISTOGRAM_PART = Pattern.compile("_(bucket|sum|count)$");

  /** Made by Prometheus itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  static List<Path> dashboards() throws IOException {
    return DeployFiles.in("grafana/dashboards", ".json");
  }

  @Test
  void thereIsOneForEachQuestionAndTheirIdsDiffer() throws IOException {
    List<String> uids = new ArrayList<>();
    for (Path file : dashboards()) {
      uids.add(read(file).path("uid").asText());
    }
    assertThat(uids)
        .containsExactlyInAnyOrder(
            "surety-overview",
            "surety-pipeline",
            "surety-contract-quality",
            "surety-partitions-and-keys",
            "surety-checkpoints",
            "surety-brokers-and-quorum",
            "surety-jvm");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void itHasAFixedIdAndAsksForTheDatasourceThatItsUserChooses(Path file) throws IOException {
    JsonNode dashboard = read(file);

    assertThat(file.getFileName()).hasToString(dashboard.path("uid").asText() + ".json");
    assertThat(dashboard.path("id").isNull()).as("no id of one Grafana's database").isTrue();
    assertThat(dashboard.path("schemaVersion").asInt()).isEqualTo(GRAFANA_11);
    assertThat(dashboard.path("title").asText()).startsWith("Surety / ");
    assertThat(dashboard.path("description").asText()).endsWith(".");
    for (JsonNode panel : panels(dashboard)) {
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${DS_PROMETHEUS}");
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.at("/datasource/uid").asText()).isEqualTo("${DS_PROMETHEUS}");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelHasATitleAUnitASentenceOfHelpThresholdsAndAQueryWithALegend(Path file)
      throws IOException {
    for (JsonNode panel : panels(read(file))) {
      String title = panel.path("title").asText();
      assertThat(title).isNotBlank();
      assertThat(panel.path("description").asText()).as(title).endsWith(".").hasSizeGreaterThan(20);
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(panel.at("/fieldConfig/defaults/thresholds/steps")).as(title).isNotEmpty();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.path("expr").asText()).as(title).isNotBlank();
        assertThat(target.path("legendFormat").asText()).as(title).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricIsInTheCatalogueAndEveryQueryIsAboutTheChosenCluster(Path file)
      throws IOException {
    Set<String> catalogue = catalogue();
    for (String query : queries(read(file))) {
      List<MatchResult> selectors = SELECTOR.matcher(query).results().toList();
      assertThat(selectors).as(query).isNotEmpty();
      for (MatchResult selector : selectors) {
        String metric = selector.group(1);
        if (!OF_PROMETHEUS.contains(metric) && !catalogue.contains(metric)) {
          assertThat(catalogue).as(query).contains(HISTOGRAM_PART.matcher(metric).replaceFirst(""));
        }
        assertThat(selector.group(2)).as(query).contains("cluster=~\"$cluster\"");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableOfAQueryCanBeChosen(Path file) throws IOException {
    JsonNode dashboard = read(file);
    Set<String> declared = new HashSet<>();
    dashboard
        .at("/templating/list")
        .forEach(variable -> declared.add(variable.path("name").asText()));

    for (String query : queries(dashboard)) {
      assertThat(VARIABLE.matcher(query).results().map(found -> found.group(1)))
          .as(query)
          .isSubsetOf(declared);
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveIdsOfTheirOwnAndDoNotCoverEachOther(Path file) throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> covered = new HashSet<>();
    for (JsonNode panel : read(file).path("panels")) {
      String title = panel.path("title").asText();
      assertThat(ids.add(panel.path("id").asInt())).as("id of " + title).isTrue();
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      int bottom = place.path("y").asInt() + place.path("h").asInt();
      assertThat(right).as(title).isLessThanOrEqualTo(GRID_WIDTH);
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(covered.add(x + "," + y)).as(title + " covers another").isTrue();
        }
      }
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(file));
  }

  private static List<JsonNode> panels(JsonNode dashboard) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  private static List<String> queries(JsonNode dashboard) {
    List<String> queries = new ArrayList<>();
    dashboard.findValues("expr").forEach(expr -> queries.add(expr.asText()));
    for (JsonNode variable : dashboard.at("/templating/list")) {
      String query = variable.path("query").path("query").asText();
      if (!query.isEmpty() && !variable.path("name").asText().equals("cluster")) {
        queries.add(query);
      }
    }
    return queries;
  }

  private static Set<String> catalogue() throws IOException {
    Path reference = DeployFiles.checkout().resolve("docs/reference");
    return names(
        Files.readString(reference.resolve("pipeline-metrics.md"))
            + Files.readString(reference.resolve("watch-metrics.md")));
  }

  private static Set<String> names(String text) {
    return Pattern.compile("surety_[a-z0-9_]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toUnmodifiableSet());
  }
}
