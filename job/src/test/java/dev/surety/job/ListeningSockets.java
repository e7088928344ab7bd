package dev.surety.job;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The addresses that this process listens on, as Linux lists them under {@code /proc}. */
final class ListeningSockets {
  private static final String LISTEN = "0A";
  private static final Path PROCESS = Path.of("/proc/self");

  private ListeningSockets() {}

  static Set<String> ofThisProcess() throws IOException {
    assumeThat(PROCESS.resolve("net/tcp")).as("only Linux lists sockets here").exists();
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(PROCESS.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = targetOf(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(PROCESS.resolve(table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns[3].equals(LISTEN) && inodes.contains(columns[9])) {
          addresses.add(readable(columns[1]));
        }
      }
    }
    return addresses;
  }

  /** A descriptor may be closed between the listing and the look at it. */
  private static String targetOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static String readable(String hex) {
    int port = Integer.parseInt(hex.substring(hex.indexOf(':') + 1), 16);
    boolean loopback =
        hex.startsWith("0100007F:") || hex.startsWith("0000000000000000FFFF00000100007F:");
    return (loopback ? "127.0.0.1" : hex.substring(0, hex.indexOf(':'))) + ":" + port;
  }
}
