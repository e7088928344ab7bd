package dev.surety.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DurationBucketsTest {
  private final DurationBuckets buckets = new DurationBuckets();

  @Test
  void countsADurationInTheFirstBucketThatHoldsIt() {
    buckets.record(1_000);
    buckets.record(1_001);
    buckets.record(99_000_000);
    buckets.record(7_000_000_000L);

    long[] counts = buckets.counts();
    double[] bounds = DurationBuckets.boundsSeconds();
    assertThat(counts).hasSameSizeAs(bounds);
    assertThat(counts[0]).isEqualTo(1);
    assertThat(counts[1]).isEqualTo(1);
    assertThat(counts[counts.length - 2]).isEqualTo(1);
    assertThat(counts[counts.length - 1]).isEqualTo(1);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(4);
    assertThat(buckets.sumSeconds()).isCloseTo(7.099002001, within(1e-9));
  }

  @Test
  void hasGrowingBoundsThatEndInInfinity() {
    double[] bounds = DurationBuckets.boundsSeconds();

    assertThat(bounds).isSorted();
    assertThat(bounds[0]).isEqualTo(1e-6);
    assertThat(bounds[bounds.length - 1]).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
