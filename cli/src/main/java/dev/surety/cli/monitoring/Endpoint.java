package dev.surety.cli.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * Where a process of this machine serves metrics, told in a file of its own in the form of
 * Prometheus' {@code file_sd_configs}. The file comes when the process serves, and goes when it
 * ends as it was asked to; a crash leaves it behind. So a process that ought to run and does not is
 * known: its file is there, and nobody answers.
 *
 * <p>Source of the form: Prometheus, Configuration, {@code file_sd_config}.
 */
public final class Endpoint {
  /** Scrape job of pipelines: part of the rules. */
  public static final String PIPELINE = "surety-pipeline";

  /** Scrape job of {@code surety watch}: part of the rules. */
  public static final String WATCH = "surety-watch";

  private final Path file;
  private final String text;

  private Endpoint(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Tells of an address; replaces what an earlier process of the same name has left.
   *
   * @param dir where all such files are
   * @param job {@link #PIPELINE} or {@link #WATCH}
   * @param name one within the job that fits into a file name
   * @param port of 127.0.0.1
   * @throws IOException when the file cannot be written
   */
  public static Endpoint announce(Path dir, String job, String name, int port) throws IOException {
    Files.createDirectories(dir);
    Path file = dir.resolve(job + "-" + name + ".json");
    String text = Targets.json(List.of("127.0.0.1:" + port), Map.of("job", job));
    replace(file, text);
    return new Endpoint(file, text);
  }

  /** Forgets the address, unless another process has taken the name since. */
  public void withdraw() throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      Files.deleteIfExists(file);
    }
  }

  /** As a whole: a running Prometheus reads such files at any moment. */
  static void replace(Path file, String text) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.write(written, text.getBytes(UTF_8));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
