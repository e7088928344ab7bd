package dev.surety.sandbox;

import java.io.IOException;
import java.util.List;

/** One server: how it is started, where it answers and whether it does. */
interface Server {
  /**
   * Unique among the servers of a directory, such as {@code kafka-1}; also the name of its
   * directory.
   */
  String name();

  /** Where users reach it. */
  String address();

  /** The ports that must be free before it is started. */
  List<Integer> ports();

  /**
   * Writes what the server reads at its start, such as its configuration, and returns the command
   * that starts it. One argument of the command has the path of the directory in it.
   */
  List<String> command(ServerDir dir) throws IOException;

  /** Asks the server once, for a few seconds at most, whether it is ready to serve. */
  boolean answers();
}
