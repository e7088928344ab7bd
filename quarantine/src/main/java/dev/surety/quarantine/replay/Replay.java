package dev.surety.quarantine.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.surety.quarantine.format.QuarantineFormat;
import dev.surety.quarantine.records.QuarantineTopic;
import dev.surety.quarantine.records.Quarantined;
import dev.surety.quarantine.replay.ReplayLedger.Action;
import dev.surety.quarantine.replay.ReplayLedger.Decision;
import dev.surety.quarantine.replay.ReplayWatcher.Step;
import dev.surety.validation.RecordValidator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Replays a quarantine topic: fence others, read the ledger, write the audit, then record by record
 * judge, decide and write, output and ledger in one transaction. However often and wherever it is
 * ended, and whoever else runs one: each record reaches its target once.
 *
 * <p>Failures are {@link ReplayRefused} and Kafka's own exceptions; after any of them it can simply
 * be run again. Not thread-safe; an instance runs once.
 */
public final class Replay {
  private static final int BATCH_RECORDS = 10_000;
  private static final long BATCH_BYTES = 16L << 20;
  private static final long BATCH_NANOS = 2_000_000_000L;

  private final Properties properties;
  private final ReplaySettings settings;
  private final Judge judge;
  private final ReplayWatcher watcher;
  private final Clock clock;
  private final String who;
  private final Tally tally = new Tally();

  /**
   * A replay.
   *
   * @param properties a client's: where Kafka is and how to log in
   * @param validator the contract of today
   * @param who for the audit
   */
  public Replay(
      Properties properties,
      ReplaySettings settings,
      RecordValidator validator,
      ReplayWatcher watcher,
      Clock clock,
      String who) {
    this.properties = requireNonNull(properties, "properties");
    this.settings = requireNonNull(settings, "settings");
    this.judge = new Judge(validator, settings.repair());
    this.watcher = requireNonNull(watcher, "watcher");
    this.clock = requireNonNull(clock, "clock");
    this.who = requireNonNull(who, "who");
  }

  /** What {@link #run} would do now; writes nothing, and disturbs no replay that runs. */
  public ReplayCounts dryRun() {
    ReplayTopics topics = ReplayTopics.look(properties, settings);
    LedgerFormat format = new LedgerFormat(topics.generation());
    ReplayLedger ledger = topics.hasLedger() ? readLedger(format) : new ReplayLedger();
    try (QuarantineTopic quarantine = QuarantineTopic.open(properties, settings.quarantine())) {
      Plan plan = plan(quarantine, ledger);
      Batch nothing = new Batch(new NoOutbox(), format, "dry", topics, plan.order());
      quarantine.read(plan.range(), record -> take(Quarantined.of(record), ledger, nothing, 0));
    }
    return tally.counts();
  }

  /** Moves what can be moved. */
  public ReplayCounts run() {
    ReplayTopics topics = ReplayTopics.prepare(properties, settings);
    LedgerFormat format = new LedgerFormat(topics.generation());
    try (Outbox outbox = KafkaOutbox.open(properties, settings.transactionalId());
        QuarantineTopic quarantine = QuarantineTopic.open(properties, settings.quarantine())) {
      watcher.reached(Step.FENCED);
      // Only now: before, another replay could have committed more behind our back.
      ReplayLedger ledger = readLedger(format);
      watcher.reached(Step.LEDGER_READ);
      Plan plan = plan(quarantine, ledger);
      watcher.reached(Step.PLANNED);
      String run = begin(ledger, outbox, format);
      watcher.reached(Step.AUDITED);
      Batch batch = new Batch(outbox, format, run, topics, plan.order());
      long before = ledger.movedByOpenRun();
      quarantine.read(plan.range(), record -> take(Quarantined.of(record), ledger, batch, before));
      batch.commit();
      watcher.reached(Step.BEFORE_END);
      end(run, outbox, format);
      watcher.reached(Step.ENDED);
    }
    return tally.counts();
  }

  private ReplayLedger readLedger(LedgerFormat format) {
    ReplayLedger ledger = new ReplayLedger();
    try (QuarantineTopic topic = QuarantineTopic.open(properties, settings.ledger())) {
      topic.read(
          topic.range(null),
          record -> {
            try {
              format.read(record.key(), record.value()).ifPresent(ledger::apply);
            } catch (IllegalArgumentException e) {
              throw new ReplayRefused(
                  "the ledger '%s' cannot be read at offset %d, so that nobody knows what was moved before: %s"
                      .formatted(settings.ledger(), record.offset(), e.getMessage()),
                  e);
            }
            return true;
          });
    }
    return ledger;
  }

  private record Plan(QuarantineTopic.Range range, @Nullable OrderCheck order) {}

  /** Counts what matches, and finds out what the target holds since the oldest of it. */
  private Plan plan(QuarantineTopic quarantine, ReplayLedger ledger) {
    QuarantineTopic.Range range = quarantine.range(settings.since());
    long[] oldest = {Long.MAX_VALUE};
    quarantine.read(
        range,
        read -> {
          Quarantined record = Quarantined.of(read);
          if (!matches(record)) {
            return true;
          }
          if (ledger.isDone(record.partition(), record.offset())) {
            tally.skipped++;
          } else {
            tally.planned++;
            oldest[0] = Math.min(oldest[0], record.timestamp());
          }
          return true;
        });
    if (tally.planned == 0) {
      return new Plan(range, null);
    }
    return new Plan(range, OrderCheck.read(properties, settings.target(), oldest[0]));
  }

  private boolean matches(Quarantined record) {
    return (settings.since() == null || record.timestamp() >= settings.since().toEpochMilli())
        && settings.filter().test(record);
  }

  /** The name of the run: that of an interrupted one with the same settings, which goes on. */
  private String begin(ReplayLedger ledger, Outbox outbox, LedgerFormat format) {
    var interrupted = ledger.interrupted(settings.digest());
    if (interrupted.isPresent()) {
      return interrupted.get().run();
    }
    LedgerEntry.Begun begun =
        new LedgerEntry.Begun(
            UUID.randomUUID().toString(),
            who,
            Instant.now(clock),
            settings.since() == null
                ? settings.filter().text()
                : settings.filter().text() + ", since=" + settings.since(),
            settings.repair().text(),
            settings.target(),
            settings.digest(),
            tally.planned);
    ledger.apply(begun);
    outbox.begin();
    outbox.write(entry(format.write(begun)));
    outbox.commit();
    return begun.run();
  }

  private void end(String run, Outbox outbox, LedgerFormat format) {
    ReplayCounts counts = tally.counts();
    outbox.begin();
    outbox.write(
        entry(
            format.write(
                new LedgerEntry.Ended(
                    run,
                    Instant.now(clock),
                    counts.moved(),
                    counts.stayed(),
                    counts.parked(),
                    counts.reordered()))));
    outbox.commit();
  }

  private ProducerRecord<byte[], byte[]> entry(LedgerFormat.Bytes bytes) {
    return new ProducerRecord<>(settings.ledger(), 0, bytes.key(), bytes.value());
  }

  /** Whether there may be more. */
  private boolean take(Quarantined record, ReplayLedger ledger, Batch batch, long movedBefore) {
    if (settings.maxMoved() != 0 && movedBefore + tally.moved >= settings.maxMoved()) {
      return false;
    }
    if (!matches(record) || ledger.isDone(record.partition(), record.offset())) {
      return true;
    }
    if (!record.isOurs()) {
      tally.foreign++;
      watcher.judged(record, record.value(), "Surety did not quarantine it");
      return true;
    }
    Judge.Judged judged = judge.judge(record, batch.refusesKeyless());
    Decision decision =
        ledger.decide(
            record.partition(),
            record.offset(),
            record.replays(),
            judged.judgement(),
            settings.maxReplays());
    watcher.judged(record, judged.value(), judged.why());
    batch.add(record, judged, decision);
    return true;
  }

  /** What is written together. */
  private final class Batch {
    private final Outbox outbox;
    private final LedgerFormat format;
    private final String run;
    private final ReplayTopics topics;
    private final @Nullable OrderCheck order;
    private final Pace pace = new Pace(settings.perSecond(), System.nanoTime());
    private final int limit =
        settings.perSecond() == 0
            ? BATCH_RECORDS
            : (int) Math.max(1, Math.min(BATCH_RECORDS, settings.perSecond() / 4));
    private int records;
    private long bytes;
    private long begunAt;

    Batch(
        Outbox outbox,
        LedgerFormat format,
        String run,
        ReplayTopics topics,
        @Nullable OrderCheck order) {
      this.outbox = outbox;
      this.format = format;
      this.run = run;
      this.topics = topics;
      this.order = order;
      tally.looked = order != null;
    }

    boolean refusesKeyless() {
      return topics.targetIsCompacted();
    }

    void add(Quarantined record, Judge.Judged judged, Decision decision) {
      switch (decision.action()) {
        case SKIP -> throw new IllegalStateException("what is done was left out before");
        case LEAVE -> tally.undecided++;
        case MOVE -> {
          write(output(record, judged, decision));
          watcher.reached(Step.OUTPUT_SENT);
          write(moved(record, decision));
          tally.moved++;
          tally.repaired += judged.isRepaired(record) ? 1 : 0;
          tally.reordered += order != null && order.isLate(record) ? 1 : 0;
        }
        case STAY -> {
          write(stayed(record, decision));
          tally.stayed++;
        }
        case PARK -> {
          write(parking(record, decision));
          watcher.reached(Step.OUTPUT_SENT);
          write(parked(record, decision));
          tally.parked++;
        }
      }
      if (decision.action() != Action.LEAVE) {
        watcher.reached(Step.LEDGER_SENT);
        bytes += length(judged.value());
      }
      if (++records >= limit
          || bytes >= BATCH_BYTES
          || (records % 64 == 0 && System.nanoTime() - begunAt > BATCH_NANOS)) {
        commit();
      }
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
      if (begunAt == 0) {
        outbox.begin();
        begunAt = Math.max(1, System.nanoTime());
        watcher.reached(Step.BEGUN);
      }
      outbox.write(record);
    }

    void commit() {
      if (begunAt != 0) {
        watcher.reached(Step.BEFORE_COMMIT);
        outbox.commit();
        watcher.reached(Step.COMMITTED);
      }
      records = 0;
      bytes = 0;
      begunAt = 0;
      watcher.progress(tally.counts());
      // Outside of a transaction: one that is open holds up everybody who reads the target.
      long waitMs = pace.waitMs(tally.counts().done(), System.nanoTime());
      if (waitMs > 0) {
        Pace.sleep(waitMs);
      }
    }

    private ProducerRecord<byte[], byte[]> output(
        Quarantined record, Judge.Judged judged, Decision decision) {
      List<Header> headers = new ArrayList<>(Arrays.asList(record.ownHeaders()));
      if (settings.route() == ReplaySettings.Route.THROUGH_PIPELINE) {
        headers.add(replays(decision.replays() + 1));
      }
      return new ProducerRecord<>(
          settings.target(),
          partition(record),
          timestamp(record),
          record.key(),
          judged.value(),
          headers);
    }

    /** Where it came from, unless that cannot be: headers are only believed within bounds. */
    private int partition(Quarantined record) {
      return record
          .sourcePartition()
          .filter(source -> source < topics.targetPartitions())
          .filter(source -> source % topics.quarantinePartitions() == record.partition())
          .orElse(record.partition());
    }

    private ProducerRecord<byte[], byte[]> parking(Quarantined record, Decision decision) {
      List<Header> headers = new ArrayList<>(Arrays.asList(record.allHeaders()));
      headers.add(replays(decision.replays()));
      return new ProducerRecord<>(
          settings.parking(),
          record.partition(),
          timestamp(record),
          record.key(),
          record.value(),
          headers);
    }

    private Header replays(int count) {
      return new RecordHeader(QuarantineFormat.REPLAYS, Integer.toString(count).getBytes(UTF_8));
    }

    private @Nullable Long timestamp(Quarantined record) {
      return record.timestamp() < 0 ? null : Long.valueOf(record.timestamp());
    }

    private ProducerRecord<byte[], byte[]> moved(Quarantined record, Decision decision) {
      return entry(
          format.write(
              new LedgerEntry.Moved(record.partition(), record.offset(), decision.replays(), run)));
    }

    private ProducerRecord<byte[], byte[]> stayed(Quarantined record, Decision decision) {
      return entry(
          format.write(
              new LedgerEntry.Stayed(
                  record.partition(), record.offset(), decision.replays(), run)));
    }

    private ProducerRecord<byte[], byte[]> parked(Quarantined record, Decision decision) {
      return entry(
          format.write(
              new LedgerEntry.Parked(
                  record.partition(), record.offset(), decision.replays(), run)));
    }

    private static int length(byte @Nullable [] value) {
      return value == null ? 0 : value.length;
    }
  }

  /** A dry run's. */
  private static final class NoOutbox implements Outbox {
    @Override
    public void begin() {}

    @Override
    public void write(ProducerRecord<byte[], byte[]> record) {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }

  private static final class Tally {
    private long planned;
    private long skipped;
    private long moved;
    private long stayed;
    private long parked;
    private long undecided;
    private long foreign;
    private long repaired;
    private long reordered;
    private boolean looked;

    ReplayCounts counts() {
      return new ReplayCounts(
          planned,
          skipped,
          moved,
          stayed,
          parked,
          undecided,
          foreign,
          repaired,
          looked ? reordered : planned == 0 ? 0 : -1);
    }
  }
}
