package dev.surety.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a short-lived command to its end. */
final class ProcessRun {
  private ProcessRun() {}

  /** The {@code java} of the JVM that this runs in. */
  static Path javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Runs {@code java} with these arguments; fails with what it printed. */
  static void java(String what, Duration timeout, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaCommand().toString());
    command.addAll(arguments);
    run(what, timeout, command);
  }

  static void run(String what, Duration timeout, List<String> command) throws IOException {
    Path output = Files.createTempFile("surety-run", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(timeout.toMillis(), MILLISECONDS)) {
        throw failed(what, "did not end within " + timeout.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw failed(what, LogReason.of(Files.readString(output, UTF_8)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, "was interrupted");
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  private static SandboxException failed(String what, String why) {
    return new SandboxException(
        SandboxException.Code.START_FAILED, "%s failed: %s".formatted(what, why));
  }
}
