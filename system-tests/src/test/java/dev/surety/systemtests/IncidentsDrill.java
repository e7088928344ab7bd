package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surety.sandbox.Progress;
import dev.surety.sandbox.SandboxServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A quarter of an hour in which nothing is wrong and nothing must be told; then things that go
 * wrong at night, done to the same stack on purpose: each must be told by its alert within a
 * minute, and be over after the repair. Takes about half an hour, so it is no part of the build:
 *
 * <pre>{@code
 * ./mvnw verify -pl system-tests -am -Dtest=none -Dit.test=IncidentsDrill \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * {@code -Dsurety.drill.alerts=SuretyHotKey} does one incident only, and {@code
 * -Dsurety.drill.healthy=PT1M} makes the time before it shorter. With {@code
 * -Dsurety.golden.write=true} the times go to {@code docs/reference/incident-times.md}. The full
 * disk is a file system in memory, which needs root.
 */
@Timeout(value = 75, unit = TimeUnit.MINUTES)
class IncidentsDrill {
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);
  private static final Duration RESOLVED_WITHIN = Duration.ofMinutes(8);
  private static final Duration HEALTHY =
      Duration.parse(System.getProperty("surety.drill.healthy", "PT15M"));
  private static final Duration SETTLED = Duration.ofMinutes(3);

  /** All there are: the page is written from a run of all of them. */
  private static final int INCIDENTS = 7;

  /** Which incidents, by their alerts. */
  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("surety.drill.alerts", ".*"));

  /** What is done to the stack, and undone. */
  @FunctionalInterface
  private interface Deed {
    void now() throws Exception;
  }

  private record Outcome(
      String incident, String alert, double toldSeconds, double resolvedSeconds, String others) {
    String row() {
      return "| %s | [%s](../runbooks/%s.md) | %.0f s | %.0f s | %s |"
          .formatted(incident, alert, alert, toldSeconds, resolvedSeconds, others);
    }
  }

  private final List<Outcome> outcomes = new ArrayList<>();

  @Test
  void aHealthyLoadRaisesNothingAndEveryIncidentIsToldWithinAMinuteAndOverAfterTheRepair(
      @TempDir Path dir) throws Exception {
    try (MemoryDisk disk = MemoryDisk.mount(dir.resolve("state"), "128m");
        MonitoredStack stack =
            MonitoredStack.begin(
                dir, disk.path(), "--brokers", "3", "--flink", "--taskmanagers", "2")) {
      stack.awaitQuiet(SETTLED);
      healthy(stack);
      incidents(stack, disk);
    } finally {
      report();
    }
    assertThat(outcomes)
        .isNotEmpty()
        .allSatisfy(
            outcome ->
                assertThat(outcome.toldSeconds())
                    .as(outcome.incident())
                    .isLessThanOrEqualTo(TOLD_WITHIN.toSeconds()));
  }

  private static void healthy(MonitoredStack stack) throws Exception {
    Instant begin = Instant.now();
    await()
        .during(HEALTHY)
        .atMost(HEALTHY.plusMinutes(1))
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(stack.firing()).isEmpty());
    assertThat(stack.toldSince(begin)).isEmpty();
    // Some alerts wait for half an hour before they are told.
    assertThat(stack.prometheus().query("count_over_time(ALERTS{alertstate=\"pending\"}[3m]) > 30"))
        .as("nothing has been about to be told for minutes")
        .isEmpty();
    assertThat(stack.prometheus().query("increase(surety_records_total[10m]) > 1000"))
        .as("there was load")
        .isNotEmpty();
    System.out.printf("%d minutes of healthy load: no alert%n", HEALTHY.toMinutes());
  }

  private void incidents(MonitoredStack stack, MemoryDisk disk) throws Exception {
    incident(
        stack,
        "the pipeline's process is killed",
        "SuretyPipelineDown",
        () -> stack.pipeline().kill(),
        stack::startPipeline);
    SandboxServer broker = stack.sandbox().server("kafka-2");
    incident(
        stack,
        "one broker of three is killed",
        "SuretyBrokerUnreachable",
        broker::kill,
        () -> broker.start(Progress.SILENT));
    SandboxServer taskManager = stack.sandbox().server("taskmanager-2");
    incident(
        stack,
        "a TaskManager hangs (SIGSTOP)",
        "SuretyTaskManagerLost",
        taskManager::pause,
        taskManager::resume);
    incident(
        stack,
        "the disk of the checkpoints is full",
        "SuretyCheckpointFailing",
        disk::fill,
        disk::free);
    loadIncident(
        stack,
        "one partition gets five times the others",
        "SuretyHotPartition",
        Load.Shape.HOT_PARTITION);
    loadIncident(stack, "one key makes up 40 % of all records", "SuretyHotKey", Load.Shape.HOT_KEY);
    loadIncident(
        stack, "30 % of the records break the contract", "SuretyQuarantineSurge", Load.Shape.BAD);
  }

  private void loadIncident(MonitoredStack stack, String what, String alert, Load.Shape shape)
      throws Exception {
    incident(
        stack,
        what,
        alert,
        () -> stack.load().shape(shape),
        () -> stack.load().shape(Load.Shape.HEALTHY));
  }

  private void incident(MonitoredStack stack, String what, String alert, Deed deed, Deed repair)
      throws Exception {
    if (!ONLY.matcher(alert).matches()) {
      return;
    }
    System.out.println("incident: " + what);
    Instant begin = Instant.now();
    deed.now();
    Instant told;
    try {
      told = awaitNotice(stack, alert, "firing", begin, RESOLVED_WITHIN);
    } finally {
      repair.now();
    }
    Instant repaired = Instant.now();
    Instant over = awaitNotice(stack, alert, "resolved", told, RESOLVED_WITHIN);
    List<String> others = new ArrayList<>(stack.toldSince(begin));
    others.remove(alert);
    Outcome outcome =
        new Outcome(
            what,
            alert,
            seconds(begin, told),
            seconds(repaired, over),
            others.isEmpty() ? "–" : String.join(", ", others));
    outcomes.add(outcome);
    System.out.println(outcome.row());
    stack.awaitQuiet(RESOLVED_WITHIN);
  }

  private static Instant awaitNotice(
      MonitoredStack stack, String alert, String status, Instant since, Duration bound) {
    await(alert + " " + status)
        .atMost(bound)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> stack.receiver.first(alert, status, since).isPresent());
    return stack.receiver.first(alert, status, since).orElseThrow().at();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private void report() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # How soon alerts come

        Written by `IncidentsDrill` from one run on two cores: a sandbox of three brokers, a Flink cluster and a pipeline under a load
        of 200 to 600 records a second, with the Prometheus and Alertmanager that `surety monitoring up` starts. *Told* is the time
        from the deed until a receiver of Alertmanager's notifications had the alert; *over* the time from the repair until it was told
        that the alert is resolved.

        | incident | alert | told | over | told besides |
        |---|---|---|---|---|
        """);
    outcomes.forEach(outcome -> page.append(outcome.row()).append('\n'));
    System.out.println(page);
    if (Boolean.getBoolean("surety.golden.write") && outcomes.size() == INCIDENTS) {
      Files.writeString(
          SuretyProcess.checkout().resolve("docs/reference/incident-times.md"), page.toString());
    }
  }

  /** A file system of its own, small and in memory. */
  private record MemoryDisk(Path path) implements AutoCloseable {
    static MemoryDisk mount(Path path, String size) throws Exception {
      Files.createDirectories(path);
      int exit = run("mount", "-t", "tmpfs", "-o", "size=" + size, "surety-drill", path.toString());
      assumeTrue(exit == 0, "mounting a tmpfs needs root");
      return new MemoryDisk(path);
    }

    private static int run(String... command) throws IOException, InterruptedException {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    void fill() throws IOException {
      byte[] block = new byte[64 * 1024];
      try (OutputStream filler = Files.newOutputStream(filler())) {
        while (true) {
          filler.write(block);
        }
      } catch (IOException full) {
        if (Files.getFileStore(path).getUsableSpace() >= block.length) {
          throw full;
        }
      }
    }

    void free() throws IOException {
      Files.deleteIfExists(filler());
    }

    private Path filler() {
      return path.resolve("filler");
    }

    @Override
    public void close() throws Exception {
      assertThat(run("umount", "--lazy", path.toString())).isZero();
    }
  }
}
