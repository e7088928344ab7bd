package dev.surety.watch.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.watch.metric.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that speaks ZooKeeper's four-letter words over a real socket. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ZooKeeperProbeIT {
  private final ServerSocket socket;
  private final Samples samples = new Samples(Instant.EPOCH);

  ZooKeeperProbeIT() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
  }

  @Test
  void asksForMntr() throws Exception {
    serve(Map.of("mntr", ZooKeeperTexts.MNTR));

    probe().run(samples, Deadline.after(WatchClock.SYSTEM, Duration.ofSeconds(10)));

    assertThat(TestSamples.of(samples))
        .containsEntry("surety_zookeeper_connections{" + address() + "}", 7.0)
        .containsKey("surety_tcp_connect_seconds{" + address() + "}");
  }

  @Test
  void asksForSrvrWhereMntrIsNotAllowed() throws Exception {
    serve(Map.of("mntr", ZooKeeperTexts.NOT_ALLOWED, "srvr", ZooKeeperTexts.SRVR));

    probe().run(samples, Deadline.after(WatchClock.SYSTEM, Duration.ofSeconds(10)));

    assertThat(TestSamples.of(samples))
        .containsEntry("surety_zookeeper_connections{" + address() + "}", 5.0)
        .containsKey("surety_tcp_connect_seconds{" + address() + "}");
  }

  @Test
  void aServerThatTakesTheConnectionAndSaysNothingFailsByTheDeadline() {
    Deadline deadline = Deadline.after(WatchClock.SYSTEM, Duration.ofMillis(100));

    assertThatThrownBy(() -> probe().run(samples, deadline))
        .isInstanceOf(ProbeException.class)
        .hasMessageContaining("no answer");
  }

  private ZooKeeperProbe probe() {
    return new ZooKeeperProbe(HostPort.parse(address()), WatchClock.SYSTEM);
  }

  private String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve(Map<String, String> answers) {
    Thread thread = new Thread(() -> answer(answers));
    thread.setDaemon(true);
    thread.start();
  }

  private void answer(Map<String, String> answers) {
    try {
      while (true) {
        try (Socket client = socket.accept()) {
          String word = new String(client.getInputStream().readNBytes(4), US_ASCII);
          client.getOutputStream().write(answers.getOrDefault(word, "").getBytes(US_ASCII));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
