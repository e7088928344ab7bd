package dev.surety.cli.status;

import static java.util.Comparator.comparing;

import dev.surety.cli.monitoring.Endpoint;
import dev.surety.watch.Watch;
import dev.surety.watch.scrape.Target;
import dev.surety.watch.scrape.TargetDirectory;
import dev.surety.watch.status.StatusJson;
import dev.surety.watch.status.StatusReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks a running {@code surety watch} for its report. */
public final class WatchClient {
  private static final int TIMEOUT_MS = 2000;
  private static final int LARGEST_REPORT = 4 * 1024 * 1024;

  private final String address;

  private WatchClient(String address) {
    this.address = address;
  }

  /**
   * The watches of a directory.
   *
   * @param answering those that answer with a report that is wanted, the one that began last first
   * @param silent addresses of those that do not answer at all
   */
  public record Found(List<WatchClient> answering, List<String> silent) {
    public Found {
      answering = List.copyOf(answering);
      silent = List.copyOf(silent);
    }
  }

  /** Asks all watches of a directory. */
  public static Found find(Path endpoints, Predicate<StatusReport> wanted) {
    List<Target> targets = new ArrayList<>(new TargetDirectory(endpoints).read().targets());
    targets.removeIf(target -> !target.job().equals(Endpoint.WATCH));
    targets.sort(comparing((Target target) -> begun(endpoints, target)).reversed());
    List<WatchClient> answering = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Target target : targets) {
      WatchClient client = new WatchClient(target.address());
      Optional<StatusReport> report = client.report();
      if (report.isEmpty()) {
        silent.add(target.address());
      } else if (wanted.test(report.get())) {
        answering.add(client);
      }
    }
    return new Found(answering, silent);
  }

  private static Instant begun(Path endpoints, Target target) {
    try {
      FileTime time = Files.getLastModifiedTime(endpoints.resolve(target.file() + ".json"));
      return time.toInstant();
    } catch (IOException gone) {
      return Instant.EPOCH;
    }
  }

  /** {@code host:port}. */
  public String address() {
    return address;
  }

  /** Its report; empty when it does not answer with one. */
  public Optional<StatusReport> report() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + address + Watch.STATUS_PATH).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      try (InputStream body = connection.getInputStream()) {
        return Optional.of(StatusJson.read(body.readNBytes(LARGEST_REPORT)));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
