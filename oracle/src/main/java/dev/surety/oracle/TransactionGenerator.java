package dev.surety.oracle;

import static java.util.Objects.requireNonNull;

import dev.surety.oracle.Transaction.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A stream of card transactions for the contract in {@code examples/payments}, each with its label.
 * The same settings give the same bytes on every machine. Not thread-safe.
 */
public final class TransactionGenerator implements Iterator<Generated> {
  /**
   * What to generate.
   *
   * @param seed of everything random
   * @param records how many records
   * @param start event time of the first record
   * @param meanInterval mean time between two records, over a day
   * @param accounts how many card holders, at most a thousand million
   * @param defectShare share of records that break the contract, each {@link Defect} equally often
   * @param fraudShare share of records that belong to fraud episodes
   * @param oddShare share of tombstones, and the same share of keyless records
   */
  public record Settings(
      long seed,
      long records,
      Instant start,
      Duration meanInterval,
      int accounts,
      double defectShare,
      double fraudShare,
      double oddShare) {
    public Settings {
      requireNonNull(start, "start");
      if (records < 0 || accounts < 1 || accounts > 1_000_000_000 || meanInterval.isNegative()) {
        throw new IllegalArgumentException("records, accounts and interval must be positive");
      }
      double special = defectShare + fraudShare + 2 * oddShare;
      if (defectShare < 0 || fraudShare < 0 || oddShare < 0 || special > 1) {
        throw new IllegalArgumentException("shares must be positive and their sum at most 1");
      }
    }

    /**
     * About 200,000 records a day from 20,000 card holders; 2 % break the contract, 0.5 % are
     * fraud, 0.05 % each are tombstones and keyless. Event time begins on Monday, 2026-01-05.
     */
    public static Settings of(long seed, long records) {
      return new Settings(
          seed,
          records,
          Instant.parse("2026-01-05T00:00:00Z"),
          Duration.ofMillis(432),
          20_000,
          0.02,
          0.005,
          0.0005);
    }

    /** The same with another share of records that break the contract. */
    public Settings withDefectShare(double share) {
      return new Settings(
          seed, records, start, meanInterval, accounts, share, fraudShare, oddShare);
    }

    /** The same from another instant on. */
    public Settings withStart(Instant instant) {
      return new Settings(
          seed, records, instant, meanInterval, accounts, defectShare, fraudShare, oddShare);
    }
  }

  private static final Defect[] DEFECTS = Defect.values();
  private static final Header CONTENT_TYPE = header("content-type", "application/json");
  private static final List<Header> HOPS =
      List.of(
          header("hop", "edge"), header("hop", "core"), new RecordHeader("baggage", (byte[]) null));

  private final Settings settings;
  private final World world = new World();
  private final TransactionWriter writer = new TransactionWriter();
  private final Transaction transaction;
  private final Random64 random;
  private final Distribution amounts = Distribution.logNormal(2_400, 1.1);
  private final Distribution gaps = Distribution.exponential();
  private final PriorityQueue<Episode> episodes =
      new PriorityQueue<>(
          Comparator.comparingLong(Episode::nextMs)
              .thenComparingLong(episode -> episode.fraud().episode()));
  private final double episodeChance;
  private final double defectChance;
  private final double oddChance;
  private final double meanIntervalMs;

  private long sequence;
  private long begunEpisodes;
  private long writtenDefects;
  private double ordinaryMs;

  public TransactionGenerator(Settings settings) {
    this.settings = settings;
    this.random = new Random64(Random64.mix(settings.seed()));
    this.transaction = new Transaction(world.merchantIn(0, random));
    this.ordinaryMs = settings.start().toEpochMilli();
    this.meanIntervalMs = settings.meanInterval().toNanos() / 1e6;
    // Shares are of all records, chances are per record that is no fraud.
    double ordinary = Math.max(1 - settings.fraudShare(), 1e-9);
    this.episodeChance = settings.fraudShare() / ordinary / Episode.MEAN_RECORDS;
    this.defectChance = settings.defectShare() / ordinary;
    this.oddChance = settings.oddShare() / ordinary;
  }

  @Override
  public boolean hasNext() {
    return sequence < settings.records();
  }

  @Override
  public Generated next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Episode due = episodes.peek();
    return due != null && due.nextMs() <= ordinaryMs ? fraudulent(episodes.remove()) : ordinary();
  }

  private Generated fraudulent(Episode episode) {
    fill(episode.account(), episode.nextMs());
    episode.apply(transaction, world, random);
    if (!episode.isOver()) {
      episodes.add(episode);
    }
    byte[] value = writer.write(transaction, null, 0);
    return record(key(transaction.account), value, null, episode.fraud());
  }

  private Generated ordinary() {
    // Squaring makes low account numbers more active than high ones.
    double unit = random.unit();
    int account = (int) (settings.accounts() * unit * unit);
    fill(account, (long) ordinaryMs);
    ordinaryMs += meanIntervalMs * gaps.draw(random) / World.rhythm((long) ordinaryMs);
    if (random.chance(episodeChance)) {
      int victim = random.below(settings.accounts());
      episodes.add(new Episode(begunEpisodes++, victim, (long) ordinaryMs, world, random));
    }
    double fate = random.unit();
    if (fate < defectChance) {
      Defect defect = DEFECTS[(int) (writtenDefects++ % DEFECTS.length)];
      byte[] value = writer.write(transaction, defect, random.below(1 << 20));
      return record(key(account), value, defect, null);
    }
    if (fate < defectChance + oddChance) {
      return record(key(account), null, null, null);
    }
    byte[] value = writer.write(transaction, null, 0);
    boolean keyless = fate < defectChance + 2 * oddChance;
    return record(keyless ? null : key(account), value, null, null);
  }

  /** An everyday transaction of an account. */
  private void fill(int account, long atMs) {
    Transaction t = transaction;
    int home = World.homeOf(account);
    t.account = account;
    t.idHigh = random.next();
    t.idLow = random.next();
    t.channel = channel(random.below(100));
    boolean abroad = t.channel == Channel.ONLINE && random.below(100) < 12;
    t.merchant = world.merchantIn(abroad ? random.below(World.COUNTRIES.size()) : home, random);
    t.amountCents = Math.max(1, (long) (amounts.draw(random) * t.merchant.priceLevel()));
    // Two devices an account.
    t.device = Random64.mix(account * 2L + random.below(2));
    t.address = (int) (t.device >>> 32) & 0xFFFFFF;
    t.occurredMs = atMs;
    boolean settled = random.below(100) < 60;
    t.settledMs = settled ? atMs + random.below(172_800_000) : Transaction.NOT_SETTLED;
    t.settledOffsetHours = random.below(10) == 0 ? random.between(-5, 6) : 0;
  }

  private static Channel channel(int percentile) {
    if (percentile < 30) {
      return Channel.CONTACTLESS;
    } else if (percentile < 50) {
      return Channel.POS;
    } else if (percentile < 55) {
      return Channel.ATM;
    }
    return percentile < 92 ? Channel.ONLINE : Channel.RECURRING;
  }

  private Generated record(
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Defect defect,
      @Nullable Fraud fraud) {
    long number = sequence++;
    Header identity = Generated.sequenceHeader(number);
    List<Header> headers =
        number % 16 == 7
            ? List.of(HOPS.get(0), identity, CONTENT_TYPE, HOPS.get(1), HOPS.get(2))
            : List.of(CONTENT_TYPE, identity);
    // Records reach the topic a little after the event, so timestamps are not quite in order.
    long timestampMs = transaction.occurredMs + 5 + random.below(400);
    Expectation expected = defect == null ? Expectation.CLEAN : Expectation.QUARANTINED;
    String label = defect == null ? null : defect.label();
    return new Generated(number, timestampMs, key, value, headers, expected, label, fraud);
  }

  private static byte[] key(int account) {
    byte[] key = {'A', 'C', 'C', '-', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    long rest = TransactionWriter.accountNumber(account);
    for (int at = key.length - 1; at >= 4; at--) {
      key[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return key;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }
}
