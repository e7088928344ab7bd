package dev.surety.job.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.connector.kafka.sink.internal.TransactionalIdFactory;
import org.junit.jupiter.api.Test;

class TransactionalIdTest {
  private static final long SEED = 20_261_121;
  private static final String ALPHABET = "ab-_01AZ";

  @Test
  void isThePrefixOfNoOtherPipelinesOrSinks() {
    Random random = new Random(SEED);
    Set<String> names = new HashSet<>();
    TreeSet<String> prefixes = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      String pipeline = name(random);
      String sink = name(random);
      names.add(pipeline + "." + sink);
      prefixes.add(TransactionalId.sinkPrefix(pipeline, sink));
    }

    assertThat(prefixes).as("one for each pair, seed %d", SEED).hasSameSizeAs(names);
    // In sorted order whatever a string is the beginning of stands right behind it.
    List<String> sorted = List.copyOf(prefixes);
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).startsWith(sorted.get(i - 1))) {
        fail("%s begins with %s, seed %d", sorted.get(i), sorted.get(i - 1), SEED);
      }
    }
  }

  @Test
  void keepsApartNamesThatDifferInCaseOnlyOrInWhereTheyAreCut() {
    assertThat(TransactionalId.sinkPrefix("a", "b").toLowerCase(Locale.ROOT))
        .isNotEqualTo(TransactionalId.sinkPrefix("A", "b").toLowerCase(Locale.ROOT));
    assertThat(TransactionalId.sinkPrefix("a", "b_c"))
        .isNotEqualTo(TransactionalId.sinkPrefix("a_b", "c"));
  }

  @Test
  void staysTheSameFromReleaseToRelease() {
    // Another prefix would leave the open transactions of the release before without their owner.
    assertThat(TransactionalId.sinkPrefix("card-risk", "clean"))
        .matches("surety\\.card-risk\\.clean\\.[0-9a-f]{8}\\.")
        .isEqualTo("surety.card-risk.clean.d5a72807.");
  }

  @Test
  void readsBackWhatTheConnectorMakesOfAPrefix() {
    String sinkPrefix = TransactionalId.sinkPrefix("card-risk", "clean-2");
    for (long generation : new long[] {0, 1, 1_795_622_400_000L, Long.MAX_VALUE / 1_000_000}) {
      String id =
          TransactionalIdFactory.buildTransactionalId(
              TransactionalId.prefix(sinkPrefix, generation), 17, 4_000_000_000L);

      assertThat(TransactionalId.parse(sinkPrefix, id))
          .as(id)
          .contains(new TransactionalId(generation, 17, 4_000_000_000L));
    }
  }

  @Test
  void doesNotReadWhatTheConnectorWouldNotMake() {
    String sinkPrefix = TransactionalId.sinkPrefix("p", "s");
    for (String tail : List.of("", "x", "-1", "-1-", "-1-2-3", "k.-1-x", "K.-1-2", "a.b.-1-2")) {
      assertThat(TransactionalId.parse(sinkPrefix, sinkPrefix + tail)).as(tail).isEmpty();
    }
    assertThat(TransactionalId.parse(sinkPrefix, "surety.q.s.-1-2")).isEmpty();
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int length = 1 + random.nextInt(6); length > 0; length--) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }
}
