package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Opens a TCP connection and closes it again. */
final class TcpProbe implements Probe {
  private final Id id;
  private final HostPort address;
  private final WatchClock clock;

  TcpProbe(String probe, HostPort address, WatchClock clock) {
    this.id = new Id(probe, address.toString());
    this.address = address;
    this.clock = clock;
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public void run(Samples samples, Deadline deadline) throws ProbeException {
    try (Socket socket = connect(address, samples, clock, deadline)) {
      socket.setSoLinger(true, 0); // no TIME_WAIT for each round of each target
    } catch (IOException e) {
      throw new ProbeException("cannot connect", e);
    }
  }

  /** An open connection; how long it took is among the samples. */
  static Socket connect(HostPort address, Samples samples, WatchClock clock, Deadline deadline)
      throws IOException {
    Socket socket = new Socket();
    try {
      // A new one each time: names may get other addresses.
      InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
      long start = clock.nanos();
      socket.connect(resolved, (int) Math.max(1, deadline.remainingMs()));
      double seconds = (clock.nanos() - start) / (double) SECONDS.toNanos(1);
      samples.add(WatchMetric.TCP_CONNECT, seconds, address.toString());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
