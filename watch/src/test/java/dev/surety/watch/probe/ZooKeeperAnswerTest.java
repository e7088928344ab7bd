package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.surety.watch.metric.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ZooKeeperAnswerTest {
  private final Samples samples = new Samples(Instant.EPOCH);

  @Test
  void readsTheLongAnswerOfALeader() throws ProbeException {
    assertThat(ZooKeeperAnswer.isMntr(ZooKeeperTexts.MNTR)).isTrue();

    ZooKeeperAnswer.readMntr(ZooKeeperTexts.MNTR, "z:1", samples);

    assertThat(TestSamples.of(samples))
        .containsOnly(
            entry("surety_zookeeper_outstanding_requests{z:1}", 3.0),
            entry("surety_zookeeper_latency_avg_seconds{z:1}", 0.0025),
            entry("surety_zookeeper_connections{z:1}", 7.0),
            entry("surety_zookeeper_followers_synced{z:1}", 2.0),
            entry("surety_zookeeper_leader{z:1}", 1.0));
  }

  @Test
  void readsTheShortAnswerOfAFollower() throws ProbeException {
    assertThat(ZooKeeperAnswer.isMntr(ZooKeeperTexts.NOT_ALLOWED)).isFalse();

    ZooKeeperAnswer.readSrvr(ZooKeeperTexts.SRVR, "z:1", samples);

    assertThat(TestSamples.of(samples))
        .containsOnly(
            entry("surety_zookeeper_outstanding_requests{z:1}", 1.0),
            entry("surety_zookeeper_latency_avg_seconds{z:1}", 0.00125),
            entry("surety_zookeeper_connections{z:1}", 5.0),
            entry("surety_zookeeper_leader{z:1}", 0.0));
  }

  @Test
  void aServerThatDoesNotServeIsAFailure() {
    String answer = "This ZooKeeper instance is not currently serving requests\n";

    assertThatThrownBy(() -> ZooKeeperAnswer.readSrvr(answer, "z:1", samples))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("no Mode");
  }
}
