package dev.surety.watch.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.surety.watch.metric.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * Asks a ZooKeeper server with its four-letter words: {@code mntr}, and where that is not allowed
 * ({@code 4lw.commands.whitelist}) {@code srvr}, which always is.
 */
final class ZooKeeperProbe implements Probe {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int BUFFER = 4096;

  private final HostPort address;
  private final WatchClock clock;

  ZooKeeperProbe(HostPort address, WatchClock clock) {
    this.address = address;
    this.clock = clock;
  }

  @Override
  public Id id() {
    return new Id("zookeeper", address.toString());
  }

  @Override
  public void run(Samples samples, Deadline deadline) throws ProbeException {
    try {
      String mntr = ask("mntr", samples, deadline);
      if (ZooKeeperAnswer.isMntr(mntr)) {
        ZooKeeperAnswer.readMntr(mntr, address.toString(), samples);
        return;
      }
      // The time to connect is measured once.
      String srvr = ask("srvr", new Samples(samples.time()), deadline);
      ZooKeeperAnswer.readSrvr(srvr, address.toString(), samples);
    } catch (IOException e) {
      throw new ProbeException("no answer", e);
    }
  }

  private String ask(String word, Samples samples, Deadline deadline) throws IOException {
    try (Socket socket = TcpProbe.connect(address, samples, clock, deadline)) {
      socket.getOutputStream().write(word.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[BUFFER];
      while (answer.size() < LONGEST_ANSWER) {
        socket.setSoTimeout((int) Math.max(1, deadline.remainingMs()));
        int read = in.read(buffer);
        if (read < 0) {
          break;
        }
        answer.write(buffer, 0, read);
      }
      return answer.toString(US_ASCII);
    }
  }
}
