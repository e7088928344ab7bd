package dev.surety.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What the metrics page of {@code surety watch} says of watch itself.
 *
 * @param rounds how many there were
 * @param roundSeconds how long the last one took
 * @param partitions whose end is told
 * @param failedProbes whose last run failed
 */
record WatchPage(long rounds, double roundSeconds, int partitions, int failedProbes) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;

  /** Reads the page as it is now. */
  static WatchPage read(HttpClient http, URI uri) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> answer =
        http.send(
            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      if (answer.statusCode() != OK) {
        throw new IOException(uri + " answered " + answer.statusCode());
      }
      return of(lines);
    }
  }

  static WatchPage of(Stream<String> lines) {
    long rounds = 0;
    double seconds = 0;
    int partitions = 0;
    int failed = 0;
    for (String line : (Iterable<String>) lines::iterator) {
      if (line.startsWith("surety_kafka_partition_end_offset{")) {
        partitions++;
      } else if (line.startsWith("surety_watch_rounds_total ")) {
        rounds = (long) value(line);
      } else if (line.startsWith("surety_watch_round_duration_seconds ")) {
        seconds = value(line);
      } else if (line.startsWith("surety_probe_success{") && value(line) == 0) {
        failed++;
      }
    }
    return new WatchPage(rounds, seconds, partitions, failed);
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
