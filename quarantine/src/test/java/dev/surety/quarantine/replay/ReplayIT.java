package dev.surety.quarantine.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.quarantine.records.RecordFilter;
import dev.surety.quarantine.replay.ReplayWatcher.Step;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each quarantined record reaches its target exactly once, whatever happens to the replay. {@code
 * -Dsurety.replay.rounds=100} kills it as often.
 */
class ReplayIT {
  private static final int RECORDS = 300;
  private static final AtomicInteger NEXT = new AtomicInteger();

  private static ReplayKafka kafka;

  @BeforeAll
  static void start(@TempDir Path dir) {
    kafka = ReplayKafka.start(dir);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Ends a replay at the n-th time of a step, leaving open what is open. */
  private static ReplayWatcher killAt(Step step, int time) {
    int[] left = {time};
    return new ReplayWatcher() {
      @Override
      public void reached(Step now) {
        if (now == step && --left[0] <= 0) {
          throw new Killed();
        }
      }
    };
  }

  private static String topics() throws Exception {
    String name = "orders" + NEXT.incrementAndGet();
    kafka.createTopics(2, Map.of(), name + ".quarantine", name + ".clean");
    kafka.produce(
        IntStream.range(0, RECORDS)
            .mapToObj(id -> Records.quarantined(name + ".quarantine", id))
            .toList());
    return name;
  }

  private static Replay replay(ReplaySettings settings, ReplayWatcher watcher) {
    return new Replay(
        kafka.properties(), settings, Records.validator(), watcher, Clock.systemUTC(), "it");
  }

  /** The settings of the killed ones without their pace: an interrupted run goes on with these. */
  private static ReplaySettings settings(String name, long perSecond) {
    ReplaySettings slow = KilledReplay.settings(name);
    return new ReplaySettings(
        slow.quarantine(),
        slow.target(),
        slow.parking(),
        slow.route(),
        slow.filter(),
        slow.since(),
        slow.repair(),
        slow.contract(),
        slow.maxReplays(),
        slow.maxMoved(),
        perSecond);
  }

  private static ReplayCounts replay(String name) {
    return replay(settings(name, 0), ReplayWatcher.SILENT).run();
  }

  /** The judge: plain clients and what was produced, no code of a replay. */
  private static void assertEachArrivedOnce(String name) {
    Map<String, ProducerRecord<byte[], byte[]>> expected = new HashMap<>();
    for (int id = 0; id < RECORDS; id++) {
      if (Records.passes(id)) {
        expected.put("t" + id, Records.quarantined(name + ".quarantine", id));
      }
    }
    Map<Integer, Long> newest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> found : kafka.read(name + ".clean")) {
      String id = new String(found.headers().lastHeader("trace").value(), UTF_8);
      ProducerRecord<byte[], byte[]> original = expected.remove(id);
      assertThat(original).as(id + " is there twice, or was not to move").isNotNull();
      assertThat(found.key()).isEqualTo(original.key());
      assertThat(found.value()).isEqualTo(original.value());
      assertThat(found.timestamp()).isEqualTo(original.timestamp());
      assertThat(found.partition()).isEqualTo(original.partition());
      assertThat(found.headers().toArray()).hasSize(2);
      assertThat(requireNonNull(found.headers().lastHeader("empty")).value()).isNull();
      assertThat(found.timestamp())
          .isGreaterThan(requireNonNull(newest.getOrDefault(found.partition(), 0L)));
      newest.put(found.partition(), found.timestamp());
    }
    assertThat(expected.keySet()).as("lost").isEmpty();
  }

  /** The newest entry of each record. */
  private static Map<String, String> ledger(String name) {
    Map<String, String> entries = new HashMap<>();
    kafka
        .read(name + ".quarantine.replays")
        .forEach(
            entry -> {
              String key = new String(entry.key(), UTF_8);
              if (!key.startsWith("run/")) {
                entries.put(key, new String(entry.value(), UTF_8));
              }
            });
    return entries;
  }

  private static void assertLedger(String name, String stayed, int replays) {
    Map<String, String> entries = ledger(name);
    assertThat(entries).hasSize(RECORDS);
    assertThat(entries.values().stream().filter(e -> e.contains("\"moved\"")))
        .hasSize(RECORDS * 2 / 3);
    assertThat(
            entries.values().stream()
                .filter(e -> e.contains("\"" + stayed + "\",\"replays\":" + replays + ",")))
        .hasSize(RECORDS / 3);
  }

  @Test
  void whatPassesMovesWhatFailsStaysAndIsParkedInTheEnd() throws Exception {
    String name = topics();

    ReplayCounts first = replay(name);

    assertThat(first).isEqualTo(new ReplayCounts(RECORDS, 0, 200, 100, 0, 0, 0, 0, 0));
    assertEachArrivedOnce(name);
    assertLedger(name, "stayed", 1);

    assertThat(replay(name).moved()).isZero();
    assertThat(replay(name).parked()).isEqualTo(100);
    assertThat(replay(name).planned()).isZero();

    assertEachArrivedOnce(name);
    assertLedger(name, "parked", 3);
    List<ConsumerRecord<byte[], byte[]>> parked = kafka.read(name + ".parked");
    assertThat(parked).hasSize(100);
    assertThat(new String(parked.get(0).headers().lastHeader("surety.replays").value(), UTF_8))
        .isEqualTo("3");
  }

  @Test
  void aRunThatIsKilledAtAnyStepAndRunAgainMovesEachRecordOnce() throws Exception {
    for (int round = 0; round < Integer.getInteger("surety.replay.rounds", 11); round++) {
      Random random = new Random(round);
      Step step = Step.values()[round % Step.values().length];
      String name = topics();
      // One time of a step is far enough from the next that the broker has what was sent.
      ReplaySettings slow = KilledReplay.settings(name);
      boolean often = step == Step.OUTPUT_SENT || step == Step.LEDGER_SENT;
      int time =
          step.compareTo(Step.BEGUN) < 0 || step.compareTo(Step.COMMITTED) > 0
              ? 1
              : 1 + random.nextInt(often ? 180 : 3);
      if (round % 5 == 4) {
        assertThat(kill(name, step, time)).as("round %d: %s", round, step).isEqualTo(137);
      } else {
        assertThatThrownBy(() -> replay(slow, killAt(step, time)).run())
            .as("round %d: %s", round, step)
            .isInstanceOf(Killed.class);
      }

      ReplayCounts rest = replay(name);

      assertThat(rest.planned() + rest.skipped()).isEqualTo(RECORDS);
      assertEachArrivedOnce(name);
      // The interrupted run went on: what stayed was counted once, also when it was ended twice.
      assertLedger(name, "stayed", step == Step.ENDED ? 2 : 1);
    }
  }

  /** A process that is gone at once, with its sockets. */
  private static int kill(String name, Step step, int time) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledReplay.class.getName(),
                kafka.bootstrap(),
                name,
                step.name(),
                Integer.toString(time))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void twoAtTheSameTimeMoveEachRecordOnceAndTheEarlierIsRefused() throws Exception {
    String name = topics();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<String>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(
            () -> {
              try {
                replay(settings(name, 2000), ReplayWatcher.SILENT).run();
                return "done";
              } catch (ReplayRefused e) {
                return "refused";
              }
            });
      }
      List<String> ends = new ArrayList<>();
      for (var end : threads.invokeAll(both)) {
        ends.add(end.get());
      }
      assertThat(ends).contains("done");
    } finally {
      threads.shutdownNow();
    }
    replay(name);
    assertEachArrivedOnce(name);
  }

  @Test
  void aReplayThatTakesOverEndsTheOneBefore() throws Exception {
    String name = topics();
    ReplayWatcher takeOver =
        new ReplayWatcher() {
          private boolean done;

          @Override
          public void reached(Step step) {
            if (step == Step.BEFORE_COMMIT && !done) {
              done = true;
              replay(name);
            }
          }
        };

    assertThatThrownBy(() -> replay(settings(name, 0), takeOver).run())
        .isInstanceOf(ReplayRefused.class)
        .hasMessageContaining("another replay");

    assertEachArrivedOnce(name);
    assertLedger(name, "stayed", 1);
  }

  @Test
  void repairedRecordsMoveAndADryRunWritesNothing() throws Exception {
    String name = topics();
    ReplaySettings all = settings(name, 0);
    Repair repair =
        requireNonNull(
            RepairReader.readText(
                    "r.yaml",
                    "repair: [{when: \"record.amount < 0\", set: {amount: \"-record.amount\"}}]")
                .repair());
    ReplaySettings repairing =
        new ReplaySettings(
            all.quarantine(),
            all.target(),
            all.parking(),
            all.route(),
            new RecordFilter(null, "below_minimum", "amount", "orders", null),
            null,
            repair,
            all.contract(),
            3,
            50,
            0);

    ReplayCounts dry = replay(repairing, ReplayWatcher.SILENT).dryRun();

    assertThat(dry.moved()).isEqualTo(50);
    assertThat(kafka.read(name + ".clean")).isEmpty();
    ReplayCounts counts = replay(repairing, ReplayWatcher.SILENT).run();
    assertThat(counts).isEqualTo(dry);
    assertThat(counts.repaired()).isPositive();
    assertThat(kafka.read(name + ".clean"))
        .hasSize(50)
        .allMatch(record -> !new String(record.value(), UTF_8).contains("-"));
  }

  @Test
  void recordsBehindLaterOnesOfTheirKeyAreCounted() throws Exception {
    String name = topics();
    kafka.produce(
        List.of(
            new ProducerRecord<>(
                name + ".clean",
                1,
                Records.TIME + RECORDS,
                "key1".getBytes(UTF_8),
                "{}".getBytes(UTF_8))));

    assertThat(replay(name).reordered())
        .isEqualTo(
            IntStream.range(0, RECORDS).filter(id -> id % 10 == 1 && Records.passes(id)).count());
  }

  @Test
  void topicsThatWouldBreakAPromiseAreRefused() throws Exception {
    String name = "orders" + NEXT.incrementAndGet();
    kafka.createTopics(2, Map.of(), name + ".quarantine");
    kafka.createTopics(1, Map.of(), name + ".clean");

    assertThatThrownBy(() -> replay(name))
        .isInstanceOf(ReplayRefused.class)
        .hasMessageContaining("could not keep their partition");
  }
}
