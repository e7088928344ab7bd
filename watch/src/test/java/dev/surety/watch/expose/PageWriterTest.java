package dev.surety.watch.expose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageWriterTest {
  private final Samples one = new Samples(Instant.EPOCH);
  private final Samples two = new Samples(Instant.EPOCH);

  @Test
  void putsTheSamplesOfAMetricTogetherUnderOneHead() throws IOException {
    one.add(WatchMetric.TCP_CONNECT, 0.25, "a:1");
    one.add(WatchMetric.KAFKA_BROKERS, 3);
    two.add(WatchMetric.TCP_CONNECT, 0.5, "b:2");

    assertThat(page())
        .isEqualTo(
            """
            # HELP surety_tcp_connect_seconds Time to open a TCP connection to the target.
            # TYPE surety_tcp_connect_seconds gauge
            surety_tcp_connect_seconds{target="a:1"} 0.25
            surety_tcp_connect_seconds{target="b:2"} 0.5
            # HELP surety_kafka_brokers Brokers that take part in the cluster.
            # TYPE surety_kafka_brokers gauge
            surety_kafka_brokers 3
            """);
  }

  @Test
  void escapesWhatWouldEndALabel() throws IOException {
    one.add(WatchMetric.KAFKA_GROUP_MEMBERS, 1, "a\"b\\c\nd\u00e9");

    assertThat(page()).endsWith("{group=\"a\\\"b\\\\c\\nd\u00e9\"} 1\n");
  }

  @Test
  void writesLargeOffsetsDigitByDigitAndInfinityAsPrometheusDoes() throws IOException {
    one.add(WatchMetric.KAFKA_PARTITION_END_OFFSET, 9_007_199_254_740_991L, "t", "0");
    one.add(WatchMetric.KAFKA_TOPIC_RETENTION, Double.POSITIVE_INFINITY, "t");

    assertThat(page())
        .contains("{topic=\"t\",partition=\"0\"} 9007199254740991\n")
        .contains("surety_kafka_topic_retention_seconds{topic=\"t\"} +Inf\n");
  }

  private String page() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PageWriter.write(List.of(one, two), out);
    return out.toString(UTF_8);
  }
}
