package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The {@code surety} command as a process of its own, as its users run it. */
final class SuretyProcess implements AutoCloseable {
  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private SuretyProcess(Process process) {
    this.process = process;
    readers.add(read(process.getInputStream(), out));
    readers.add(read(process.getErrorStream(), err));
  }

  /** Starts a command line, with a home directory of its own. */
  static SuretyProcess start(Path home, Path directory, Map<String, String> env, List<String> args)
      throws IOException {
    // A process that is started in the background without job control ignores Ctrl-C, and so would
    // its children.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(checkout().resolve("surety").toString());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("SURETY_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("SURETY_LOG_FORMAT", "text");
    builder.environment().remove("COLUMNS");
    builder.environment().putAll(env);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new SuretyProcess(builder.start());
  }

  /** The project's own folder. */
  static Path checkout() {
    return Path.of(System.getProperty("surety.checkout"));
  }

  /** What {@code mvnw} and the launcher have built. */
  static Path installation() {
    return Path.of(System.getProperty("surety.home"));
  }

  private static Thread read(InputStream stream, List<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  if (!line.startsWith("Picked up JAVA_TOOL_OPTIONS")) {
                    lines.add(line);
                  }
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Lines of standard output so far. */
  List<String> out() {
    return out;
  }

  /** Lines of standard error so far. */
  List<String> err() {
    return err;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, and waits until the process is gone. */
  void kill() throws InterruptedException, TimeoutException {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** SIGINT, as Ctrl-C sends it. */
  void interrupt() throws IOException, InterruptedException {
    signal("-INT");
  }

  /** SIGTERM, as service managers send it. */
  void terminate() throws IOException, InterruptedException {
    signal("-TERM");
  }

  /** {@link Process#destroy} would close the streams too, and what is said at the end be lost. */
  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  /** Its exit code; kills it when it does not end in time. */
  int awaitEnd(Duration bound) throws InterruptedException, TimeoutException {
    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new TimeoutException("surety did not end in " + bound + "\n" + transcript());
    }
    for (Thread reader : readers) {
      reader.join(5000);
    }
    return process.exitValue();
  }

  /** Everything that it printed. */
  String transcript() {
    return "standard output:\n"
        + String.join("\n", out)
        + "\nstandard error:\n"
        + String.join("\n", err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
