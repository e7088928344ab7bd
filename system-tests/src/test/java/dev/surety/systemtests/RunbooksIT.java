package dev.surety.systemtests;

import static dev.surety.systemtests.MonitoringFiles.RUNBOOKS;
import static dev.surety.systemtests.MonitoringFiles.alertNames;
import static dev.surety.systemtests.MonitoringFiles.alerts;
import static dev.surety.systemtests.MonitoringFiles.catalogue;
import static dev.surety.systemtests.MonitoringFiles.list;
import static dev.surety.systemtests.MonitoringFiles.metrics;
import static dev.surety.systemtests.MonitoringFiles.read;
import static dev.surety.systemtests.MonitoringFiles.recorded;
import static dev.surety.systemtests.MonitoringFiles.recordingRules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.systemtests.MonitoringFiles.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has a page; {@code -Dsurety.golden.write=true} writes their index anew. */
class RunbooksIT {
  private static final Path INDEX = RUNBOOKS.resolve("README.md");
  private static final List<String> SECTIONS =
      List.of(
          "What it means",
          "What you lose meanwhile",
          "First three commands",
          "Likely causes, in order",
          "Fixes",
          "How to confirm");
  private static final Pattern QUERY =
      Pattern.compile("(?m)^promtool query instant \\$PROM '([^']+)'$");

  static Set<String> everyAlert() {
    return alertNames();
  }

  @Test
  void everyAlertHasAPageAndEveryPageAnAlert() {
    assertThat(
            list(RUNBOOKS, ".md").stream()
                .filter(page -> !page.equals(INDEX))
                .map(page -> page.getFileName().toString().replace(".md", "")))
        .containsExactlyInAnyOrderElementsOf(alertNames());
  }

  @ParameterizedTest
  @MethodSource("everyAlert")
  void aPageHasAllItsSectionsInOrder(String alert) {
    String page = page(alert);

    assertThat(page).startsWith("# " + alert + "\n");
    assertThat(Pattern.compile("(?m)^## (.+)$").matcher(page).results().map(at -> at.group(1)))
        .containsExactlyElementsOf(SECTIONS);
    assertThat(SECTIONS).allSatisfy(section -> assertThat(section(page, section)).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("everyAlert")
  void aPageGivesThreeCommandsToBeginWithAndSeveralCauses(String alert) {
    String page = page(alert);

    assertThat(commands(section(page, "First three commands"))).hasSize(3);
    assertThat(commands(section(page, "How to confirm"))).isNotEmpty();
    assertThat(section(page, "Likely causes, in order"))
        .containsPattern("(?m)^1\\. \\*\\*")
        .containsPattern("(?m)^2\\. \\*\\*");
    assertThat(section(page, "Fixes")).containsPattern("(?m)^- ");
  }

  @Test
  void pagesNameOnlyAlertsMetricsAndSeriesThatExist() {
    Set<String> series =
        recordingRules().stream()
            .map(rule -> rule.path("record").asText())
            .collect(Collectors.toSet());
    for (String alert : alertNames()) {
      String page = page(alert);
      // The beginning of a name stands for several metrics.
      String whole = page.replaceAll("surety_[a-z0-9_]*\\.\\*", "");
      assertThat(Pattern.compile("\\bSurety[A-Z][A-Za-z]+\\b").matcher(page).results())
          .allSatisfy(found -> assertThat(alertNames()).as(alert).contains(found.group()));
      Set<String> unknown = metrics(whole);
      unknown.removeAll(catalogue());
      assertThat(unknown).as("unknown metrics in the page of %s", alert).isEmpty();
      assertThat(series).as(alert).containsAll(recorded(page));
    }
  }

  @Test
  void prometheusAcceptsEveryQuery(@TempDir Path folder) throws Exception {
    List<String> lines = new ArrayList<>(List.of("groups:", "  - name: runbooks", "    rules:"));
    for (String alert : alertNames()) {
      QUERY
          .matcher(page(alert))
          .results()
          .forEach(
              query -> {
                lines.add("      - record: " + alert + ":" + lines.size());
                lines.add("        expr: '" + query.group(1) + "'");
              });
    }
    assertThat(lines).hasSizeGreaterThan(100);
    Path rules = Files.write(folder.resolve("queries.yml"), lines);

    CheckTool.find("promtool", "prometheus")
        .run(folder, List.of("check", "rules", rules.toString()))
        .assertPassed();
  }

  @Test
  void theIndexIsThatOfTheRules() throws IOException {
    String index = index();
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(INDEX, index);
    }
    assertThat(read(INDEX)).isEqualTo(index);
  }

  private static String index() {
    StringBuilder index = new StringBuilder();
    index
        .append("# Runbooks\n\nOne page for each alert; its notification links to it. ")
        .append("`page` wakes somebody, `ticket` waits for working hours.\n")
        .append("This list is generated from the rules. The pages use these variables:\n\n")
        .append("```bash\nexport PROM=http://localhost:9090          # Prometheus\n")
        .append(
            "export METRICS=http://127.0.0.1:9250       # what `--metrics-port` of the pipeline says\n")
        .append(
            "export KAFKA=localhost:9092                # a broker; `./surety sandbox status` tells\n")
        .append("export CONTROLLER=localhost:9093           # a controller\n")
        .append("export FLINK=http://localhost:8081         # a JobManager's REST interface\n")
        .append("export REGISTRY=http://localhost:8080      # the schema registry\n")
        .append("export PIPELINE=orders TOPIC=shop.orders   # from the alert's labels\n```\n\n")
        .append("`$JOB` and `$VERTEX` are ids from `curl -sS $FLINK/jobs/overview` and ")
        .append(
            "`curl -sS $FLINK/jobs/$JOB`, `$PID` is a process, `$DISK_PATH` the alert's `path`.\n");
    Set<String> groups = new LinkedHashSet<>();
    alerts().forEach(alert -> groups.add(alert.group()));
    for (String group : groups) {
      index
          .append("\n## ")
          .append(group)
          .append("\n\n| alert | severity | after | means |\n|---|---|---|---|\n");
      alerts().stream()
          .filter(alert -> alert.group().equals(group))
          .forEach(alert -> index.append(row(alert)));
    }
    return index.toString();
  }

  private static String row(Alert alert) {
    String means = section(page(alert.name()), "What it means").strip();
    return "| [%1$s](%1$s.md) | %2$s | %3$s | %4$s |\n"
        .formatted(
            alert.name(),
            alert.severity(),
            alert.delay().isEmpty() ? "at once" : alert.delay(),
            means.replaceFirst("(?s)(\\.) [A-Z].*", "$1"));
  }

  private static String page(String alert) {
    return read(RUNBOOKS.resolve(alert + ".md"));
  }

  private static String section(String page, String title) {
    int start = page.indexOf("\n## " + title + "\n");
    if (start < 0) {
      return "";
    }
    int from = page.indexOf('\n', start + 1) + 1;
    int end = page.indexOf("\n## ", from);
    return page.substring(from, end < 0 ? page.length() : end);
  }

  private static Set<String> commands(String section) {
    int start = section.indexOf("```bash\n");
    int end = section.indexOf("\n```", start + 1);
    assertThat(start).as(section).isNotNegative();
    return new TreeSet<>(section.substring(start + 8, end).lines().toList());
  }
}
