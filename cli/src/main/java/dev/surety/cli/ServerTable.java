package dev.surety.cli;

import dev.surety.sandbox.ServerStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Servers of this machine for a person: a line each, in columns as wide as what is in them. */
final class ServerTable {
  private ServerTable() {}

  static void print(List<ServerStatus> servers, PrintWriter out) {
    String format =
        "%%-%ds  %%-%ds  %%-%ds  pid %%-8d log %%s%%n"
            .formatted(
                width(servers, ServerStatus::name),
                width(servers, ServerTable::state),
                width(servers, ServerStatus::address));
    for (ServerStatus server : servers) {
      out.printf(
          format, server.name(), state(server), server.address(), server.pid(), server.logFile());
    }
    out.flush();
  }

  private static String state(ServerStatus server) {
    return server.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static int width(List<ServerStatus> servers, Function<ServerStatus, String> column) {
    return servers.stream().map(column).mapToInt(String::length).max().orElse(1);
  }
}
