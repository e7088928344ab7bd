package dev.surety.sandbox;

/** Told, line by line, what a sandbox is doing. Called from several threads, one line at a time. */
@FunctionalInterface
public interface Progress {
  /** Tells nothing. */
  Progress SILENT = line -> {};

  /**
   * @param line one line without a line end, such as {@code kafka-1: up at 127.0.0.1:9092 in 2.9 s}
   */
  void say(String line);

  /** The same for callers of several threads. */
  static Progress oneAtATime(Progress progress) {
    Object monitor = new Object();
    return line -> {
      synchronized (monitor) {
        progress.say(line);
      }
    };
  }
}
