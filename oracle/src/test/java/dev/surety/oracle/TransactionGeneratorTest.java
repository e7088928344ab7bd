package dev.surety.oracle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.surety.oracle.TransactionGenerator.Settings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionGeneratorTest {
  private static final int RECORDS = 60_000;
  private static final List<Generated> STREAM = stream(Settings.of(42, RECORDS));

  @Test
  void sameSeedGivesTheSameBytes() {
    assertThat(digest(stream(Settings.of(42, RECORDS)))).isEqualTo(digest(STREAM));
  }

  /** Pins the stream: a published result names a seed, which must mean the same tomorrow. */
  @Test
  void bytesOfASeedStayTheSameBetweenReleases() {
    assertThat(Long.toHexString(digest(stream(Settings.of(1, 10_000)))))
        .isEqualTo("ead0cea548c7a854");
  }

  @Test
  void anotherSeedGivesOtherRecords() {
    Set<String> ids = new HashSet<>();
    stream(Settings.of(1, 1000)).forEach(record -> ids.add(text(record)));
    assertThat(stream(Settings.of(2, 1000)))
        .noneMatch(record -> record.value() != null && ids.contains(text(record)));
  }

  @Test
  void endsAfterTheRecordsAskedFor() {
    TransactionGenerator generator = new TransactionGenerator(Settings.of(7, 1));
    assertThat(generator.next().sequence()).isZero();
    assertThat(generator.hasNext()).isFalse();
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void recordThatKeepsTheContractHasNoDefect() {
    assertThat(STREAM)
        .filteredOn(record -> record.expected() == Expectation.CLEAN && record.value() != null)
        .allSatisfy(record -> assertThat(PlainTransactionCheck.defectsOf(value(record))).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void recordHasTheDefectOfItsLabelAndNoOther(Defect defect) {
    List<Generated> broken = filter(record -> defect.label().equals(record.defect()));
    assertThat(broken).hasSizeGreaterThan(50);
    assertThat(broken)
        .allSatisfy(
            record -> {
              assertThat(record.expected()).isEqualTo(Expectation.QUARANTINED);
              assertThat(PlainTransactionCheck.defectsOf(value(record)))
                  .as(text(record))
                  .containsExactly(defect);
            });
  }

  @Test
  void shareOfDefectsIsTheOneAskedForAndAllAreEquallyFrequent() {
    Map<String, Integer> counts = new HashMap<>();
    filter(record -> record.defect() != null)
        .forEach(record -> counts.merge(String.valueOf(record.defect()), 1, Integer::sum));
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    assertThat((double) total / RECORDS).isCloseTo(0.02, within(0.002));
    assertThat(counts).hasSize(12);
    assertThat(counts.values())
        .allSatisfy(count -> assertThat(count).isBetween(total / 12, total / 12 + 1));
  }

  @Test
  void everyRecordCanBeBrokenOrNone() {
    assertThat(stream(new Settings(3, 500, START, GAP, 100, 1, 0, 0)))
        .allMatch(record -> record.expected() == Expectation.QUARANTINED);
    assertThat(stream(Settings.of(3, 5000).withDefectShare(0)))
        .allMatch(record -> record.expected() == Expectation.CLEAN);
  }

  @Test
  void recordsAreIdentifiedByTheirHeaderAndKeyedByTheirAccount() {
    assertThat(STREAM)
        .allSatisfy(
            record -> {
              assertThat(record.headers())
                  .extracting(Header::key)
                  .containsOnlyOnce(Generated.SEQUENCE_HEADER);
              byte[] key = record.key();
              if (key != null && record.value() != null && record.defect() == null) {
                String account = new String(key, StandardCharsets.US_ASCII);
                assertThat(text(record)).contains("\"account_id\":\"" + account + "\"");
              }
            });
    assertThat(STREAM).extracting(Generated::sequence).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void tombstonesAndKeylessRecordsOccurAndPass() {
    List<Generated> tombstones = filter(record -> record.value() == null);
    List<Generated> keyless = filter(record -> record.key() == null);
    assertThat(tombstones).hasSizeBetween(10, 60).allMatch(record -> record.key() != null);
    assertThat(keyless).hasSizeBetween(10, 60).allMatch(record -> record.value() != null);
    assertThat(tombstones).allMatch(record -> record.expected() == Expectation.CLEAN);
    assertThat(keyless).allMatch(record -> record.expected() == Expectation.CLEAN);
  }

  @Test
  void valuesAreOfARealisticSize() {
    List<Integer> sizes =
        filter(record -> record.value() != null && record.defect() == null).stream()
            .map(record -> value(record).length)
            .toList();
    assertThat(sizes.stream().mapToInt(Integer::intValue).average().orElseThrow())
        .isBetween(400.0, 600.0);
    assertThat(sizes).allSatisfy(size -> assertThat(size).isBetween(350, 650));
  }

  @Test
  void daysAreBusierThanNights() {
    // Ten days, so that chance evens out.
    List<Generated> days =
        stream(new Settings(5, 100_000, START, Duration.ofMillis(8_640), 100, 0, 0, 0));
    long night = days.stream().filter(record -> hour(record) >= 1 && hour(record) < 5).count();
    long noon = days.stream().filter(record -> hour(record) >= 11 && hour(record) < 15).count();
    assertThat(noon).isGreaterThan(5 * night);
    long last = days.get(days.size() - 1).timestampMs();
    assertThat(Duration.ofMillis(last - START.toEpochMilli()))
        .isCloseTo(Duration.ofDays(10), Duration.ofHours(12));
  }

  @Test
  void amountsAreSkewedAndSomeMerchantsAreFavoured() {
    List<Map<?, ?>> records =
        parsed(
            record -> record.defect() == null && record.value() != null && record.fraud() == null);
    List<BigDecimal> amounts = records.stream().map(record -> amount(record)).sorted().toList();
    double median = amounts.get(amounts.size() / 2).doubleValue();
    double mean = amounts.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
    assertThat(mean).isGreaterThan(1.5 * median);
    Map<Object, Integer> visits = new HashMap<>();
    records.forEach(record -> visits.merge(merchantId(record), 1, Integer::sum));
    int most = visits.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
    assertThat((double) most).isGreaterThan(20.0 * records.size() / visits.size());
  }

  @Test
  void fraudKeepsTheContractAndComesInEpisodesOfFourKinds() {
    List<Generated> fraud = filter(record -> record.fraud() != null);
    assertThat((double) fraud.size() / RECORDS).isCloseTo(0.005, within(0.003));
    assertThat(fraud).allMatch(record -> record.expected() == Expectation.CLEAN);
    Map<Long, List<Generated>> episodes = episodes();
    Map<Fraud.Kind, Integer> kinds = new EnumMap<>(Fraud.Kind.class);
    episodes.values().forEach(records -> kinds.merge(kind(records), 1, Integer::sum));
    assertThat(kinds.keySet()).containsExactlyInAnyOrder(Fraud.Kind.values());
    assertThat(episodes.values())
        .allSatisfy(
            records -> {
              assertThat(records)
                  .map(record -> new String(key(record), StandardCharsets.US_ASCII))
                  .containsOnly(new String(key(records.get(0)), StandardCharsets.US_ASCII));
              assertThat(records)
                  .extracting(Generated::fraud)
                  .extracting("kind")
                  .containsOnly(kind(records));
            });
  }

  @Test
  void fraudLooksLikeItsKind() {
    episodes()
        .values()
        .forEach(
            records -> {
              List<Map<?, ?>> parsed =
                  records.stream().map(TransactionGeneratorTest::parse).toList();
              Set<Object> countries = new HashSet<>();
              Set<Object> merchants = new HashSet<>();
              parsed.forEach(record -> countries.add(merchantCountry(record)));
              parsed.forEach(record -> merchants.add(merchantId(record)));
              List<Double> amounts =
                  parsed.stream().map(record -> amount(record).doubleValue()).toList();
              switch (kind(records)) {
                case CARD_TESTING -> {
                  assertThat(merchants).hasSize(1);
                  assertThat(amounts).allMatch(amount -> amount < 3);
                }
                case ACCOUNT_TAKEOVER -> assertThat(amounts).allMatch(amount -> amount >= 900);
                case IMPOSSIBLE_TRAVEL -> assertThat(countries).hasSizeBetween(1, 2);
                case VELOCITY_BURST -> {
                  assertThat(countries).hasSize(1);
                  long span =
                      records.get(records.size() - 1).timestampMs() - records.get(0).timestampMs();
                  assertThat(span).isLessThan(Duration.ofMinutes(10).toMillis());
                }
              }
            });
    assertThat(episodes().values())
        .filteredOn(records -> kind(records) == Fraud.Kind.IMPOSSIBLE_TRAVEL && records.size() == 2)
        .isNotEmpty()
        .allSatisfy(
            records ->
                assertThat(merchantCountry(parse(records.get(0))))
                    .isNotEqualTo(merchantCountry(parse(records.get(1)))));
  }

  @Test
  void refusesSharesThatCannotBe() {
    assertThatThrownBy(() -> Settings.of(1, 1).withDefectShare(1.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Settings.of(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration GAP = Duration.ofMillis(432);

  private static List<Generated> stream(Settings settings) {
    List<Generated> all = new ArrayList<>();
    new TransactionGenerator(settings).forEachRemaining(all::add);
    assertThat(all).hasSize((int) settings.records());
    return all;
  }

  private static List<Generated> filter(Predicate<Generated> which) {
    return STREAM.stream().filter(which).toList();
  }

  private static List<Map<?, ?>> parsed(Predicate<Generated> which) {
    List<Map<?, ?>> parsed = new ArrayList<>();
    filter(which).forEach(record -> parsed.add(parse(record)));
    return parsed;
  }

  private static Map<?, ?> parse(Generated record) {
    try {
      return (Map<?, ?>) requireNonNull(StrictJson.parse(value(record)));
    } catch (StrictJson.Unreadable e) {
      throw new AssertionError(text(record), e);
    }
  }

  private static BigDecimal amount(Map<?, ?> record) {
    return (BigDecimal) requireNonNull(record.get("amount"));
  }

  private static Map<?, ?> merchant(Map<?, ?> record) {
    return (Map<?, ?>) requireNonNull(record.get("merchant"));
  }

  private static Object merchantId(Map<?, ?> record) {
    return requireNonNull(merchant(record).get("id"));
  }

  private static Object merchantCountry(Map<?, ?> record) {
    return requireNonNull(merchant(record).get("country"));
  }

  private static Map<Long, List<Generated>> episodes() {
    Map<Long, List<Generated>> episodes = new HashMap<>();
    for (Generated record : STREAM) {
      Fraud fraud = record.fraud();
      if (fraud != null) {
        episodes.computeIfAbsent(fraud.episode(), absent -> new ArrayList<>()).add(record);
      }
    }
    return episodes;
  }

  private static Fraud.Kind kind(List<Generated> episode) {
    return requireNonNull(episode.get(0).fraud()).kind();
  }

  private static int hour(Generated record) {
    return (int) (Math.floorMod(record.timestampMs(), 86_400_000L) / 3_600_000L);
  }

  private static byte[] key(Generated record) {
    return requireNonNull(record.key());
  }

  private static byte[] value(Generated record) {
    return requireNonNull(record.value());
  }

  private static String text(Generated record) {
    return record.value() == null ? "" : new String(value(record), StandardCharsets.UTF_8);
  }

  private static long digest(List<Generated> records) {
    long digest = 17;
    for (Generated record : records) {
      digest = digest * 31 + Arrays.hashCode(record.key());
      digest = digest * 31 + Arrays.hashCode(record.value());
      digest = digest * 31 + record.timestampMs();
      for (Header header : record.headers()) {
        digest = digest * 31 + header.key().hashCode() + Arrays.hashCode(header.value());
      }
    }
    return digest;
  }
}
