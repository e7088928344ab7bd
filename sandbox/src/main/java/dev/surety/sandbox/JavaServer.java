package dev.surety.sandbox;

import dev.surety.logging.ProcessIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server that runs on the JVM that this runs in; its arguments are in its launch file. */
interface JavaServer extends Server {
  /**
   * Writes what the server reads at its start, such as its configuration, and returns the arguments
   * of the {@code java} command.
   */
  List<String> prepare() throws IOException;

  @Override
  default List<String> command(ServerDir dir) throws IOException {
    List<String> arguments = new ArrayList<>(ProcessIdentity.jvmOptions(name()));
    arguments.addAll(prepare());
    dir.writeLaunchFile(arguments);
    return List.of(ProcessRun.javaCommand().toString(), "@" + dir.launchFile());
  }
}
