package dev.surety.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  @Test
  void tellsTheInnermostCauseAndTheOneAroundIt() {
    Exception failure =
        new IllegalStateException(
            "outermost",
            new RuntimeException(
                "in the middle", new RecordTooLargeException("the record is too large")));

    assertThat(text(failure))
        .isEqualTo(
            "RuntimeException: in the middle; caused by RecordTooLargeException: the record is too large");
  }

  @Test
  void tellsASingleFailureWithoutItsPackage() {
    assertThat(text(new IllegalStateException("at 10.0.0.1: no")))
        .isEqualTo("IllegalStateException: at 10.0.0.1: no");
    assertThat(text(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  @Test
  void leavesOutFramesAndSuppressedFailures() {
    Exception failure = new IllegalStateException("failed");
    failure.addSuppressed(new RuntimeException("also failed"));

    assertThat(text(failure)).isEqualTo("IllegalStateException: failed");
  }

  @Test
  void isBounded() {
    assertThat(text(new IllegalStateException("x".repeat(10_000)))).hasSize(601).endsWith("…");
  }

  private static String text(Exception failure) {
    return FailureText.of(ExceptionUtils.stringifyException(failure));
  }
}
