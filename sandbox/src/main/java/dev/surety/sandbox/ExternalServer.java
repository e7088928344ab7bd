package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A program of this machine that is run as a server, such as Prometheus.
 *
 * @param name unique among the servers of a directory; also the name of its own directory
 * @param wantedPort the port that it is to listen on; 0 for the one of last time, else a free one
 * @param readyPath the path that answers with status 200 over HTTP when the server is ready
 * @param preparation what is done before a start
 */
public record ExternalServer(
    String name, int wantedPort, String readyPath, Preparation preparation) {
  public ExternalServer {
    requireNonNull(name, "name");
    requireNonNull(readyPath, "readyPath");
    requireNonNull(preparation, "preparation");
  }

  /** Makes a server's files and its command. */
  @FunctionalInterface
  public interface Preparation {
    /**
     * Writes the server's configuration and returns the command that starts it. The command must
     * name a file in the directory, by which the process is known later, and have the server listen
     * on the loopback interface only.
     *
     * @param dir the server's own directory, which exists
     * @param portOf the port of each server that is started with it, by name
     */
    List<String> command(Path dir, ToIntFunction<String> portOf) throws IOException;
  }
}
