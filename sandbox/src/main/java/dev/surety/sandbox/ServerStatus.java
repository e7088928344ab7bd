package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * How one server of the sandbox is.
 *
 * @param name such as {@code kafka-1}, {@code registry}, {@code jobmanager}, {@code taskmanager-1}
 * @param pid the process that runs it, or ran it last
 * @param address where it answers: {@code host:port} of a broker, the URL of an HTTP server
 * @param logFile the log of its last start
 * @param state whether it lives and answers
 */
public record ServerStatus(String name, long pid, String address, Path logFile, State state) {
  /** Whether a server lives and answers. */
  public enum State {
    /** The process lives and the server answers. */
    UP,
    /** The process lives but the server does not answer: it starts, hangs or is paused. */
    NOT_ANSWERING,
    /** The process has ended without having been asked to. */
    DEAD
  }

  public ServerStatus {
    requireNonNull(name, "name");
    requireNonNull(address, "address");
    requireNonNull(logFile, "logFile");
    requireNonNull(state, "state");
  }
}
