package dev.surety.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.pipeline.Profile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClusterTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:%d", "PLAINTEXT://127.0.0.1:%d", "127.0.0.1:1, 127.0.0.1:%d"})
  void aServerThatTakesConnectionsIsReachableHoweverItsAddressIsWritten(String written)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        KafkaCluster cluster = open(written.formatted(server.getLocalPort()))) {
      assertThat(cluster.connectFailure()).isEmpty();
    }
  }

  @Test
  void namesTheAddressAndTheReasonWhenNoServerTakesConnections() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    try (KafkaCluster cluster = open("127.0.0.1:" + port)) {
      assertThat(cluster.connectFailure())
          .contains("Kafka at 127.0.0.1:" + port + ": Connection refused");
    }
  }

  private static KafkaCluster open(String bootstrapServers) {
    return KafkaCluster.open(Profile.plaintext("test", bootstrapServers));
  }
}
