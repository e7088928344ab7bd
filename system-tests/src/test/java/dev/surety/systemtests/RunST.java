package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.oracle.Reconciliation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code surety run}, started and stopped as people and service managers do. */
class RunST {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration END_BOUND = Duration.ofMinutes(2);
  private static final int RECORDS = 4_000;
  private static final Pattern METRICS_ADDRESS =
      Pattern.compile("http://127\\.0\\.0\\.1:\\d+/metrics");

  /** A line of Prometheus' text format: name, labels, value. */
  private static final Pattern SAMPLE =
      Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? [-+]?[0-9.eEInfNa+-]+");

  private static final Set<String> STATUS_FIELDS =
      Set.of(
          "type",
          "time",
          "pipeline",
          "state",
          "records_per_second",
          "accepted",
          "quarantined",
          "quarantined_by_rule",
          "lag",
          "checkpoint",
          "checkpoint_age_ms");

  /** Left out of a line while there is nothing to say. */
  private static final Set<String> SOMETIMES_ABSENT =
      Set.of("lag", "checkpoint", "checkpoint_age_ms");

  @TempDir private Path dir;
  private PipelineStory story;

  @BeforeEach
  void startKafka() throws Exception {
    story = PipelineStory.begin(dir, 2);
  }

  @AfterEach
  void stopKafka() {
    story.close();
  }

  @Test
  void ctrlCStopsWithAFinalCheckpointAndTheNextRunGoesOnFromIt() throws Exception {
    story.produceInBackground(11, RECORDS, 4_000);
    story.allow(RECORDS / 2);
    long judgedFirst;
    try (SuretyProcess run = story.run()) {
      story.awaitJudgedOfProduced(run, RECORDS / 2 - 1);
      run.interrupt();
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
      JsonNode summary = stoppedCleanly(run);
      judgedFirst = summary.get("accepted").asLong() + summary.get("quarantined").asLong();
      assertThat(judgedFirst).isEqualTo(RECORDS / 2);
      assertThat(notes(run)).contains("no checkpoint yet: beginning at the earliest record");
    }

    story.allow(RECORDS / 2);
    story.awaitProduced(END_BOUND);
    try (SuretyProcess run = story.run("--until-caught-up")) {
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
      assertThat(notes(run)).anyMatch(note -> note.startsWith("going on from checkpoint "));
      assertThat(PipelineStory.status(run))
          .as("the count goes on")
          .allSatisfy(line -> assertThat(judged(line)).isBetween(0L, (long) RECORDS));
      assertThat(judged(stoppedCleanly(run))).isEqualTo(RECORDS);
    }
    Reconciliation.Result result = story.reconcile();
    assertThat(result.ok()).as("%s %s", result, result.details()).isTrue();
  }

  @Test
  void aRequestToTerminateStopsAsCleanly() throws Exception {
    story.produceInBackground(12, RECORDS, 4_000);
    story.allow(RECORDS);
    story.awaitProduced(END_BOUND);
    try (SuretyProcess run = story.run()) {
      story.awaitJudgedOfProduced(run, 0);
      run.terminate();
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
      stoppedCleanly(run);
    }
    try (SuretyProcess run = story.run("--until-caught-up")) {
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
    }
    Reconciliation.Result result = story.reconcile();
    assertThat(result.ok()).as("%s %s", result, result.details()).isTrue();
  }

  @Test
  void servesPrometheusMetricsWhileItRuns() throws Exception {
    story.produceInBackground(13, RECORDS, 4_000);
    story.allow(RECORDS);
    try (SuretyProcess run = story.run("--metrics-port", "0")) {
      story.awaitJudgedOfProduced(run, RECORDS - 1);
      URI address = metricsAddress(run);
      await().atMost(END_BOUND).until(() -> recordsTotal(get(address)) == RECORDS);
      List<String> page = get(address);
      assertThat(page)
          .anyMatch(line -> line.startsWith("# TYPE surety_records_total counter"))
          .anyMatch(line -> line.startsWith("surety_violations_total{"))
          .filteredOn(line -> !line.startsWith("#") && !line.isBlank())
          .allMatch(line -> SAMPLE.matcher(line).matches());
      assertThat(page)
          .filteredOn(line -> line.startsWith("surety_"))
          .allMatch(line -> line.contains("pipeline=\"story\""));
      run.interrupt();
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
    }
  }

  @Test
  void everyLineIsAJsonObjectWithTheDocumentedFields() throws Exception {
    story.produceInBackground(14, RECORDS, 4_000);
    story.allow(RECORDS);
    story.awaitProduced(END_BOUND);
    try (SuretyProcess run = story.run("--until-caught-up")) {
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();

      List<JsonNode> lines = lines(run);
      assertThat(lines).extracting(RunST::type).contains("note", "status").endsWith("summary");
      for (JsonNode line : lines) {
        assertThat(Instant.parse(line.get("time").asText())).isBefore(Instant.now());
        assertThat(line.get("pipeline").asText()).isEqualTo("story");
        switch (type(line)) {
          case "note" ->
              assertThat(fields(line)).isEqualTo(Set.of("type", "time", "pipeline", "message"));
          case "status" -> assertStatusFields(fields(line));
          default -> {
            Set<String> fields = fields(line);
            assertThat(fields.remove("message")).isTrue();
            assertThat(fields).isEqualTo(STATUS_FIELDS);
          }
        }
      }
      JsonNode summary = lines.get(lines.size() - 1);
      assertThat(judged(summary)).isEqualTo(RECORDS);
      assertThat(summary.get("lag").asLong()).isZero();
      assertThat(summary.get("quarantined_by_rule").properties()).isNotEmpty();
      assertThat(run.err()).as("standard error").containsExactly("profile: surety.yaml");
    }
  }

  @Test
  void untilCaughtUpEndsAtOnceOnAnEmptyTopic() throws Exception {
    try (SuretyProcess run = story.run("--until-caught-up")) {
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
      assertThat(judged(stoppedCleanly(run))).isZero();
    }
  }

  private static JsonNode stoppedCleanly(SuretyProcess run) {
    JsonNode summary = PipelineStory.lastLine(run);
    assertThat(type(summary)).as(run.transcript()).isEqualTo("summary");
    assertThat(summary.get("state").asText()).isEqualTo("stopped");
    assertThat(summary.get("message").asText())
        .isEqualTo("stopped with a final checkpoint; the next run goes on from it");
    return summary;
  }

  private static void assertStatusFields(Set<String> fields) {
    assertThat(STATUS_FIELDS).containsAll(fields);
    Set<String> absent = new TreeSet<>(STATUS_FIELDS);
    absent.removeAll(fields);
    assertThat(SOMETIMES_ABSENT).containsAll(absent);
  }

  private static List<JsonNode> lines(SuretyProcess run) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static List<String> notes(SuretyProcess run) throws IOException {
    return lines(run).stream()
        .filter(line -> type(line).equals("note"))
        .map(line -> line.get("message").asText())
        .toList();
  }

  private static String type(JsonNode line) {
    return line.get("type").asText();
  }

  private static Set<String> fields(JsonNode line) {
    Set<String> fields = new TreeSet<>();
    line.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static long judged(JsonNode line) {
    return line.get("accepted").asLong() + line.get("quarantined").asLong();
  }

  private static URI metricsAddress(SuretyProcess run) throws IOException {
    Matcher address = METRICS_ADDRESS.matcher(String.join("\n", notes(run)));
    assertThat(address.find()).as(run.transcript()).isTrue();
    return URI.create(address.group());
  }

  private static List<String> get(URI address) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    return response.body().lines().toList();
  }

  private static double recordsTotal(List<String> page) {
    return page.stream()
        .filter(line -> line.startsWith("surety_records_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
