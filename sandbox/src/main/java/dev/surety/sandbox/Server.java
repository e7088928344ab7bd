package dev.surety.sandbox;

import java.io.IOException;
import java.util.List;

/** One server of the sandbox: how it is started, where it answers and whether it does. */
interface Server {
  /** Unique in the sandbox, such as {@code kafka-1}; also the name of its directory. */
  String name();

  /** Where users reach it. */
  String address();

  /** The ports that must be free before it is started. */
  List<Integer> ports();

  /**
   * Writes what the server reads at its start, such as its configuration, and returns the arguments
   * of the {@code java} command.
   */
  List<String> prepare() throws IOException;

  /** Asks the server once, for a few seconds at most, whether it is ready to serve. */
  boolean answers();
}
