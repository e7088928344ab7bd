package dev.surety.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.benchmarks.JobPairs.Measured;
import dev.surety.benchmarks.JobPairs.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPairsTest {
  private static Pair pair(double ours, double peer) {
    return new Pair(new Measured(ours, 10), new Measured(peer, 5));
  }

  @Test
  void theRatioIsTheMedianOfThePairsAndNotTheRatioOfTheMedians() {
    JobPairs pairs =
        new JobPairs(JobPairs.MONITORING, List.of(pair(100, 100), pair(10, 20), pair(1000, 1000)));

    assertThat(pairs.line())
        .isEqualTo("monitoring with=100 without=100 ratio=1.000 cpu_with=10.00 cpu_without=5.00");
  }

  @Test
  void ofAnEvenNumberOfPairsTheTwoInTheMiddleCount() {
    JobPairs pairs = new JobPairs(JobPairs.ENFORCE, List.of(pair(50, 100), pair(100, 100)));

    assertThat(pairs.line())
        .isEqualTo("enforce ours=75 peer=100 ratio=0.750 cpu_ours=10.00 cpu_peer=5.00");
  }

  @Test
  void jsonHasEveryPair() {
    JobPairs pairs = new JobPairs(JobPairs.ENFORCE, List.of(pair(50, 100), pair(100, 100)));

    assertThat(pairs.json())
        .startsWith(
            "{\"benchmark\": \"enforce\", \"pairs\": [{\"ours_rec_s\": 50, \"ours_cpu_us\": 10.000,"
                + " \"peer_rec_s\": 100, \"peer_cpu_us\": 5.000}, {\"ours_rec_s\": 100,")
        .endsWith("\"line\": \"" + pairs.line() + "\"}");
  }
}
