package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code surety monitoring} in a directory of its own, with the real programs. */
final class MonitoringStory implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(2);

  private final Path dir;
  private final Path home;

  private MonitoringStory(Path dir) {
    this.dir = dir.resolve("monitoring");
    this.home = dir.resolve("home");
  }

  /**
   * Where Prometheus or Alertmanager is not installed the test is skipped, and fails in continuous
   * integration.
   */
  static MonitoringStory begin(Path dir) {
    requireInstalled("prometheus");
    requireInstalled("prometheus-alertmanager", "alertmanager");
    return new MonitoringStory(dir);
  }

  private static void requireInstalled(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String directory : path.split(":", -1)) {
      for (String name : names) {
        if (Files.isExecutable(Path.of(directory).resolve(name))) {
          return;
        }
      }
    }
    String message = "not on the PATH: " + String.join(" or ", names);
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    abort(message);
  }

  Path dir() {
    return dir;
  }

  /** Runs {@code surety monitoring COMMAND} to its end. */
  Ended command(String command, String... more) throws Exception {
    return command(Map.of(), command, more);
  }

  Ended command(Map<String, String> env, String command, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("monitoring", command, "--dir", dir.toString()));
    args.addAll(Arrays.asList(more));
    Files.createDirectories(home);
    try (SuretyProcess process = SuretyProcess.start(home, home, env, args)) {
      int exitCode = process.awaitEnd(BOUND);
      return new Ended(exitCode, List.copyOf(process.out()), List.copyOf(process.err()));
    }
  }

  /** A command that has ended. */
  record Ended(int exitCode, List<String> out, List<String> err) {
    /** The address that it printed for a server. */
    String address(String server) {
      return MonitoringStory.address(server, out);
    }
  }

  /** The address of a server in a table that a command has printed. */
  static String address(String server, List<String> printed) {
    Pattern line = Pattern.compile(server + " +up +(http://\\S+).*");
    return printed.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no address of " + server + " in " + printed));
  }

  /** Starts both and expects them to be ready. */
  PrometheusApi up(String... more) throws Exception {
    Ended up = command("up", more);
    assertThat(up.exitCode()).as("%s", up).isZero();
    return new PrometheusApi(up.address("prometheus"));
  }

  /** Every process whose command line names the directory. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.contains(dir + "/")))
        .toList();
  }

  @Override
  public void close() throws IOException {
    try {
      command("down", "--delete");
    } catch (Exception e) {
      throw new IOException("the servers in " + dir + " cannot be stopped", e);
    }
  }
}
