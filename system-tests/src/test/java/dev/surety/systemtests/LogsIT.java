package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline goes through a surge of bad records and an outage of its broker; its log is shipped
 * into a real OpenSearch with the index template, and answers the questions of the guide.
 */
class LogsIT {
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Path GUIDE = SuretyProcess.checkout().resolve("docs/guide/logs.md");
  private static final Path TEMPLATE =
      SuretyProcess.checkout().resolve("deploy/logging/index-template.json");

  @TempDir private Path dir;

  @Test
  void theLogOfAnIncidentAnswersTheQuestionsOfTheGuide() throws Exception {
    try (OpenSearch search = OpenSearch.start(Files.createDirectories(dir.resolve("search")))) {
      Sandbox sandbox =
          Sandbox.up(
              SandboxOptions.of(SuretyProcess.installation()).withDir(dir.resolve("sandbox")),
              Progress.SILENT);
      try {
        OrdersPipeline pipeline =
            OrdersPipeline.in(
                dir, List.of("bootstrap.servers: \"" + sandbox.bootstrapServers() + "\""));
        incident(pipeline, sandbox);
        List<String> log = Files.readAllLines(pipeline.log());
        search.awaitStarted();
        ship(search, log, Files.readAllLines(dir.resolve("sandbox/kafka-1/server.log")));

        askWhenWhyAndHowLong(search, log);
        askWhichRule(search);
        askWhichCheckpoint(search);
        askWhatElseHappenedInTheTrace(search);
      } finally {
        sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
      }
    }
  }

  private static void incident(OrdersPipeline pipeline, Sandbox sandbox) throws Exception {
    PlainKafka kafka = new PlainKafka(sandbox.bootstrapServers());
    kafka.createTopic(OrdersPipeline.TOPIC, 1);
    kafka.produce(OrdersPipeline.good(1_000));
    try (SuretyProcess run =
        pipeline.run(Map.of("TRACEPARENT", "00-" + TRACE + "-b7ad6b7169203331-01"))) {
      PipelineStory.awaitJudged(run, 999);
      kafka.produce(OrdersPipeline.orders(30, "C-1", "this is far too long", 10, 1));
      kafka.produce(OrdersPipeline.orders(400, "C-1", "bad", 1, 10));
      awaitEvent(run, "violation.surge");

      kafka.produce(OrdersPipeline.good(20_000)); // some are on their way when the broker dies
      sandbox.server("kafka-1").kill();
      awaitEvent(run, "kafka.disconnect");
      OrdersPipeline.awaitGivenUp(run);
      sandbox.server("kafka-1").start(Progress.SILENT);
      awaitEvent(run, "kafka.reconnect");
      awaitEvent(run, "job.restart");

      run.interrupt();
      assertThat(run.awaitEnd(BOUND)).as(run.transcript()).isZero();
      assertThat(EcsLines.actions(run.err()))
          .startsWith("contract.loaded", "pipeline.start")
          .contains("checkpoint.completed", "checkpoint.failed")
          .endsWith("pipeline.stop");
      assertThat(EcsLines.all(run.err()))
          .allSatisfy(line -> assertThat(line.get("trace.id").asText()).isEqualTo(TRACE));
    }
  }

  private static void awaitEvent(SuretyProcess run, String action) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(100))
        .failFast(() -> assertThat(run.isAlive()).as(run.transcript()).isTrue())
        .untilAsserted(
            () ->
                assertThat(EcsLines.events(run.err(), action))
                    .as("%s in%n%s", action, run.transcript())
                    .isNotEmpty());
  }

  private static void ship(OpenSearch search, List<String> ours, List<String> kafkas)
      throws Exception {
    search.put("/_index_template/surety-logs", Files.readString(TEMPLATE));
    assertThat(ours).allMatch(line -> line.startsWith("{"));
    search.bulk("surety-logs-2026.01.31", ours);
    List<String> json = kafkas.stream().filter(line -> line.startsWith("{")).toList();
    assertThat(json).hasSizeGreaterThan(10);
    search.bulk("surety-logs-2026.01.31", json);
  }

  private static void askWhenWhyAndHowLong(OpenSearch search, List<String> log) throws Exception {
    JsonNode hits = search.search("surety-logs-*", question(0)).at("/hits/hits");

    assertThat(hits).hasSize(1);
    JsonNode restart = hits.get(0).get("_source");
    JsonNode failure = EcsLines.events(log, "job.failed").get(0);
    assertThat(restart.get("event.start")).as("when").isEqualTo(failure.get("event.start"));
    assertThat(restart.get("error.message").asText()).as("why").contains("Kafka did not answer");
    Duration away =
        Duration.between(
            Instant.parse(restart.get("event.start").asText()),
            Instant.parse(restart.get("event.end").asText()));
    assertThat(restart.get("event.duration").asLong()).as("how long").isEqualTo(away.toNanos());
    assertThat(away).isPositive();
    assertThat(restart.get("surety.checkpoint.id").asLong()).isPositive();
  }

  private static void askWhichRule(OpenSearch search) throws Exception {
    JsonNode versions =
        search.search("surety-logs-*", question(1)).at("/aggregations/contract_versions/buckets");

    assertThat(versions).hasSize(1);
    assertThat(versions.get(0).get("key").asText()).isEqualTo("2.1.0");
    JsonNode rules = versions.get(0).at("/each_rule/rules/buckets");
    assertThat(rules.get(0).get("key").asText()).isEqualTo("discount-within-amount");
    assertThat(rules.get(0).at("/records/value").asLong()).isBetween(10L, 400L);
  }

  private static void askWhichCheckpoint(OpenSearch search) throws Exception {
    JsonNode hits = search.search("surety-logs-*", question(2)).at("/hits/hits");
    JsonNode restart =
        search.search("surety-logs-*", question(0)).at("/hits/hits/0/_source/event.end");

    assertThat(hits).isNotEmpty();
    JsonNode checkpoint = hits.get(0).get("_source");
    assertThat(checkpoint.get("event.action").asText()).isEqualTo("checkpoint.failed");
    assertThat(checkpoint.get("error.message").asText()).isNotBlank();
    assertThat(Instant.parse(checkpoint.get("event.start").asText()))
        .isBefore(Instant.parse(restart.asText()));
  }

  /** The broker was started by the test, so that its lines have a trace of their own. */
  private static void askWhatElseHappenedInTheTrace(OpenSearch search) throws Exception {
    JsonNode services =
        search
            .search(
                "surety-logs-*",
                """
                {"size": 0, "aggs": {"services": {"terms": {"field": "service.name"}, "aggs": {
                  "traces": {"terms": {"field": "trace.id"}}, "pids": {"max": {"field": "process.pid"}}}}}}
                """)
            .at("/aggregations/services/buckets");

    assertThat(services)
        .extracting(each -> each.get("key").asText())
        .contains("surety-run", "kafka-1");
    for (JsonNode service : services) {
      assertThat(service.at("/pids/value").asLong()).isPositive();
      assertThat(service.at("/traces/buckets")).hasSize(1);
    }
  }

  /** The body of a search in the guide, by its number. */
  private static String question(int number) throws IOException {
    List<String> blocks = new ArrayList<>();
    String text = Files.readString(GUIDE);
    for (int at = text.indexOf("```json\n"); at >= 0; at = text.indexOf("```json\n", at + 1)) {
      blocks.add(text.substring(at + 8, text.indexOf("```", at + 8)));
    }
    assertThat(blocks).hasSize(3);
    return blocks.get(number);
  }
}
