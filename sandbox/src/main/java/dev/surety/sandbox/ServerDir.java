package dev.surety.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.logging.EventLog;
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

  /**
   * Writes the Log4j configuration of the sandbox's servers: everything to standard output, as JSON
   * lines in the Elastic Common Schema.
   */
  Path writeLog4j() throws IOException {
    Files.createDirectories(path);
    Path template = path.resolve("log-template.json");
    Files.writeString(template, resource(EventLog.class, "ecs.json"));
    String configuration =
        resource(ServerDir.class, "server-log4j2.properties")
            .replace("@TEMPLATE@", template.toUri().toString());
    return Files.writeString(path.resolve("log4j2.properties"), configuration);
  }

  private static String resource(Class<?> neighbour, String name) throws IOException {
    try (InputStream in = neighbour.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
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
