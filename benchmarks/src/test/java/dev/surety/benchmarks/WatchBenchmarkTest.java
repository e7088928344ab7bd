package dev.surety.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatchBenchmarkTest {
  @Test
  void aPageTellsOfRoundsPartitionsAndFailedProbes() {
    WatchPage page =
        WatchPage.of(
            Stream.of(
                "# HELP surety_watch_rounds_total Rounds of all probes since watch was started.",
                "surety_watch_rounds_total 12",
                "surety_watch_round_duration_seconds 0.75",
                "surety_kafka_partition_end_offset{topic=\"a\",partition=\"0\"} 0",
                "surety_kafka_partition_end_offset{topic=\"a\",partition=\"1\"} 7",
                "surety_probe_success{probe=\"disk\",target=\"/\"} 1",
                "surety_probe_success{probe=\"quorum\",target=\"b\"} 0"));

    assertThat(page).isEqualTo(new WatchPage(12, 0.75, 2, 1));
  }

  @Test
  void theSizeOfAProcessIsWhatIsResident() throws IOException {
    assertThat(
            WatchedProcess.residentBytes(
                List.of("VmPeak:\t 3000000 kB", "VmRSS:\t  140000 kB", "RssAnon:\t 100 kB")))
        .isEqualTo(143_360_000);
  }

  @Test
  void aProcessThatHasEndedHasNoSize() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> WatchedProcess.residentBytes(List.of("State:\tZ (zombie)")));
  }

  @Test
  void theLineHasTheWorstRoundAndTheLargestSize() {
    WatchBenchmark.Result result =
        new WatchBenchmark.Result(
            2,
            20,
            List.of(0.5, 1.5, 0.25),
            1,
            List.of(
                new WatchBenchmark.Size(15, 120_000_000),
                new WatchBenchmark.Size(30, 140_000_000),
                new WatchBenchmark.Size(45, 130_000_000)),
            0.4);

    assertThat(result.line())
        .isEqualTo(
            "watch topics=2 partitions=20 rounds=3 incomplete=1 round_median=0.50 round_max=1.50"
                + " cpu_round=0.40 rss_first=120.0 rss_last=130.0 rss_max=140.0");
    assertThat(result.json())
        .startsWith(
            "{\"benchmark\": \"watch\", \"round_s\": [0.5, 1.5, 0.25], \"sizes\": [{\"second\": 15,"
                + " \"resident_bytes\": 120000000}, ");
  }
}
