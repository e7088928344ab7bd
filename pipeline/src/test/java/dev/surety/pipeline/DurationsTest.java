package dev.surety.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "0s, PT0S",
    "10s, PT10S",
    "5m, PT5M",
    "24h, PT24H",
    "7d, PT168H",
    "PT24H, PT24H",
    "PT1M30S, PT90S",
    "P1D, PT24H"
  })
  void readsANumberWithAUnitAndIso8601(String text, String expected) {
    assertThat(Durations.parse(text)).contains(Duration.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "10 s",
        "1.5s",
        "-5s",
        "10S",
        "1w",
        "1m30s",
        "PT",
        "24 hours",
        " 5s"
      })
  void isEmptyForWhatIsNoDuration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void isEmptyForWhatNoDurationCanHold() {
    assertThat(Durations.parse("9223372036854775807d")).isEmpty();
    assertThat(Durations.parse("99999999999999999999s")).isEmpty();
  }
}
