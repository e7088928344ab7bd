package dev.surety.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;

/** The directory of one server: its data, configuration, launch arguments and log. */
record ServerDir(Path path) {
  static ServerDir of(Path sandboxDir, String server) {
    return new ServerDir(sandboxDir.resolve(server));
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("server.log");
  }

  /**
   * The file with the arguments of {@code java}. Its path stands on the command line of the
   * process, which tells this server's process from every other one.
   */
  Path launchFile() {
    return path.resolve("launch.args");
  }

  /** A new log for each start, so that what it says is about this start; the last one is kept. */
  void rotateLog() throws IOException {
    if (Files.exists(log())) {
      Files.move(log(), path.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Writes {@code key=value} lines. */
  Path writeProperties(String fileName, Map<String, String> properties) throws IOException {
    return write(fileName, properties, "=");
  }

  /** Writes {@code key: value} lines, as Flink reads them. */
  Path writeYaml(String fileName, Map<String, String> properties) throws IOException {
    return write(fileName, properties, ": ");
  }

  private Path write(String fileName, Map<String, String> properties, String separator)
      throws IOException {
    Path file = path.resolve(fileName);
    Files.createDirectories(file.getParent());
    String text =
        properties.entrySet().stream()
            .map(entry -> entry.getKey() + separator + entry.getValue() + "\n")
            .collect(Collectors.joining());
    return Files.writeString(file, text);
  }

  /** Writes the Log4j configuration of the sandbox's servers: everything to standard output. */
  Path writeLog4j() throws IOException {
    Path file = path.resolve("log4j2.properties");
    Files.createDirectories(path);
    try (InputStream in = ServerDir.class.getResourceAsStream("server-log4j2.properties")) {
      if (in == null) {
        throw new IOException("server-log4j2.properties is missing from the class path");
      }
      return Files.writeString(file, new String(in.readAllBytes(), UTF_8));
    }
  }

  /** Writes the launch file; each argument is quoted as the {@code java} launcher reads it. */
  void writeLaunchFile(Iterable<String> arguments) {
    StringBuilder text = new StringBuilder();
    for (String argument : arguments) {
      String quoted = argument.replace("\\", "\\\\").replace("\"", "\\\"");
      text.append('"').append(quoted).append("\"\n");
    }
    try {
      Files.createDirectories(path);
      Files.writeString(launchFile(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
