package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A small job on a Flink session cluster, with checkpoints; it reads some lines a second from here.
 * It is made of Flink's own classes only, so that none has to be shipped.
 */
final class SessionJob implements AutoCloseable {
  private static final int PAUSE_MS = 100;

  private final ServerSocket lines;
  private final JobClient client;

  private SessionJob(ServerSocket lines, JobClient client) {
    this.lines = lines;
    this.client = client;
  }

  static SessionJob submit(String restUrl) throws Exception {
    ServerSocket lines = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread writer = new Thread(() -> write(lines), "session-job-lines");
    writer.setDaemon(true);
    writer.start();
    URI rest = URI.create(restUrl);
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "2s");
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createRemoteEnvironment(
            rest.getHost(), rest.getPort(), configuration);
    flink.setParallelism(1);
    flink
        .socketTextStream("127.0.0.1", lines.getLocalPort())
        .name("lines")
        .disableChaining()
        .sinkTo(new DiscardingSink<>())
        .name("nowhere");
    return new SessionJob(lines, flink.executeAsync("session-job"));
  }

  private static void write(ServerSocket lines) {
    while (!lines.isClosed()) {
      try (Socket reader = lines.accept();
          OutputStream out = reader.getOutputStream()) {
        while (!lines.isClosed()) {
          out.write("line\n".getBytes(UTF_8));
          out.flush();
          Thread.sleep(PAUSE_MS);
        }
      } catch (IOException readerGone) {
        // The job starts again and comes back.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  String id() {
    return client.getJobID().toHexString();
  }

  @Override
  public void close() throws IOException {
    var unused = client.cancel();
    lines.close();
  }
}
