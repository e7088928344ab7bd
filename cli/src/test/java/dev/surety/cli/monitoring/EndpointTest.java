package dev.surety.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {
  @TempDir private Path dir;

  @Test
  void isAFileForPrometheusThatNamesItsJob() throws IOException {
    Endpoint.announce(dir.resolve("endpoints"), Endpoint.PIPELINE, "orders", 9250);

    assertThat(dir.resolve("endpoints/surety-pipeline-orders.json"))
        .hasContent(
            "[{\"targets\": [\"127.0.0.1:9250\"], \"labels\": {\"job\": \"surety-pipeline\"}}]");
  }

  @Test
  void isGoneWhenItIsWithdrawn() throws IOException {
    Endpoint endpoint = Endpoint.announceWatch(dir, 9404, "localhost:9092");

    endpoint.withdraw();

    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void staysWhenAnotherProcessHasTakenTheName() throws IOException {
    Endpoint first = Endpoint.announce(dir, Endpoint.PIPELINE, "orders", 9250);
    Endpoint.announce(dir, Endpoint.PIPELINE, "orders", 9251);

    first.withdraw();

    assertThat(dir.resolve("surety-pipeline-orders.json")).content().contains("127.0.0.1:9251");
  }

  @Test
  void aWatchTakesThePlaceOfOneThatCrashedOverTheSameKafka() throws IOException {
    int crashed = unusedPort();
    Endpoint.announceWatch(dir, crashed, "a:9092,b:9092");

    Endpoint.announceWatch(dir, 9404, "a:9092,b:9092");

    assertThat(dir.toFile().list()).containsExactly("surety-watch-9404.json");
  }

  @Test
  void aWatchLeavesAloneOthersThatCrashedOrThatRun() throws IOException {
    int crashed = unusedPort();
    Endpoint.announceWatch(dir, crashed, "other:9092");
    Endpoint.announce(dir, Endpoint.PIPELINE, "orders", unusedPort());
    try (ServerSocket running = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Endpoint.announceWatch(dir, running.getLocalPort(), "a:9092");

      Endpoint.announceWatch(dir, 9404, "a:9092");

      assertThat(dir.toFile().list())
          .containsExactlyInAnyOrder(
              "surety-watch-" + crashed + ".json",
              "surety-pipeline-orders.json",
              "surety-watch-" + running.getLocalPort() + ".json",
              "surety-watch-9404.json");
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
