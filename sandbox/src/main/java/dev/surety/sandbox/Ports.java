package dev.surety.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/** Ports of the loopback interface. */
final class Ports {
  /** The address that every server of the sandbox binds to, and no other. */
  static final String LOOPBACK = "127.0.0.1";

  /**
   * Below the ranges from which Linux (32768 and up) and macOS (49152 and up) take the ports of
   * outgoing connections: none of those can sit on a server's port while the server is restarted.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 31_999;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /** A port that is free at this moment and not among {@code taken}. */
  static int free(Collection<Integer> taken, IntPredicate isFree) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (!taken.contains(port) && isFree.test(port)) {
        return port;
      }
    }
    throw new SandboxException(
        SandboxException.Code.PORT_IN_USE,
        "no free port found between " + LOWEST + " and " + HIGHEST);
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }
}
