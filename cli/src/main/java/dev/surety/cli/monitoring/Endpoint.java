package dev.surety.cli.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Labels that begin with two underscores are for those who read the file, not of the series. */
  private static final String WATCHED = "__surety_watched__";

  private static final Pattern WATCH_FILE = Pattern.compile(WATCH + "-([0-9]{1,5})\\.json");
  private static final int CONNECT_TIMEOUT_MS = 1000;

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

  /**
   * Tells of a {@code surety watch}, and takes away what those have left that watched the same and
   * crashed: this one is in their place, on whatever port. A crashed watch of something else stays
   * known as one that ought to run.
   *
   * @param watched what it watches, such as Kafka's bootstrap servers
   */
  public static Endpoint announceWatch(Path dir, int port, String watched) throws IOException {
    Files.createDirectories(dir);
    try (DirectoryStream<Path> others = Files.newDirectoryStream(dir, WATCH + "-*.json")) {
      for (Path other : others) {
        Matcher name = WATCH_FILE.matcher(other.getFileName().toString());
        if (name.matches() && isLeftByCrash(other, Integer.parseInt(name.group(1)), watched)) {
          Files.deleteIfExists(other);
        }
      }
    }
    Path file = dir.resolve(WATCH + "-" + port + ".json");
    String text = watchText(port, watched);
    replace(file, text);
    return new Endpoint(file, text);
  }

  private static boolean isLeftByCrash(Path file, int port, String watched) throws IOException {
    try {
      return Files.readString(file).equals(watchText(port, watched)) && refuses(port);
    } catch (NoSuchFileException withdrawn) {
      return false;
    }
  }

  private static String watchText(int port, String watched) {
    Map<String, String> labels = new TreeMap<>(Map.of("job", WATCH, WATCHED, watched));
    return Targets.json(List.of("127.0.0.1:" + port), labels);
  }

  /** One that hangs does not refuse: it is there. */
  private static boolean refuses(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (IOException cannotTell) {
      return false;
    }
  }

  /** Forgets a watch that somebody else has ended. */
  public static void forgetWatch(Path dir, int port) throws IOException {
    Files.deleteIfExists(dir.resolve(WATCH + "-" + port + ".json"));
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
