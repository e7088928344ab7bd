package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.surety.watch.metric.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenTransactionsTest {
  private final OpenTransactions transactions = new OpenTransactions();
  private final Samples samples = new Samples(Instant.EPOCH);

  @Test
  void showsTheOldestOfEachPrefixWithItsOwnTimeout() {
    transactions.add("surety.pay.clean.4f.-0-1", 9_000, 60_000);
    transactions.add("surety.pay.clean.4f.-1-1", 4_000, 90_000);
    transactions.add("plain", 8_000, 30_000);

    transactions.read(10_000, samples);

    assertThat(TestSamples.of(samples))
        .containsOnly(
            entry("surety_kafka_transaction_oldest_age_seconds{surety.pay.clean.4f}", 6.0),
            entry("surety_kafka_transaction_timeout_seconds{surety.pay.clean.4f}", 90.0),
            entry("surety_kafka_transaction_oldest_age_seconds{plain}", 2.0),
            entry("surety_kafka_transaction_timeout_seconds{plain}", 30.0));
  }

  @Test
  void prefixesBeyondTheLimitGoTogether() {
    for (int i = 0; i < OpenTransactions.MOST_PREFIXES + 50; i++) {
      transactions.add("id-" + i, i, 1_000);
    }

    transactions.read(1_000, samples);

    assertThat(TestSamples.of(samples))
        .hasSize(2 * (OpenTransactions.MOST_PREFIXES + 1))
        .containsEntry("surety_kafka_transaction_oldest_age_seconds{other}", 0.9);
  }
}
