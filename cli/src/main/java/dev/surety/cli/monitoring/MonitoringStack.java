package dev.surety.cli.monitoring;

import static java.util.Objects.requireNonNull;

import dev.surety.sandbox.ExternalServer;
import dev.surety.sandbox.ExternalServers;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.ServerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus and Alertmanager as processes of this machine, with the rules of the installed image.
 * They scrape the processes of this machine that announce themselves (see {@link Endpoint}), and
 * what the files in {@code targets} (pipelines) and {@code targets/watch} name; Prometheus notices
 * changes of these files by itself.
 */
public final class MonitoringStack {
  /** Name of that server. */
  public static final String PROMETHEUS = "prometheus";

  static final String ALERTMANAGER = "alertmanager";

  private final Path dir;
  private final ExternalServers servers;

  private MonitoringStack(Path dir) {
    this.dir = dir.toAbsolutePath().normalize();
    this.servers = ExternalServers.in(this.dir);
  }

  /** The stack of a directory, whether it is up or not. */
  public static MonitoringStack in(Path dir) {
    return new MonitoringStack(dir);
  }

  /**
   * What is started.
   *
   * @param deploy the image's {@code deploy} directory
   * @param path the PATH on which the programs are looked for
   * @param cluster value of the label {@code cluster} for targets that have none
   * @param prometheusPort 0 for the port of last time, else a free one
   * @param alertmanagerPort 0 for the port of last time, else a free one
   * @param alertmanagerConfig null for that of the image, which notifies nobody
   * @param endpoints directory in which processes of this machine announce themselves
   * @param targets further metrics addresses of pipelines, {@code HOST:PORT}; they replace those of
   *     the last start, unless there are none
   * @param watch the metrics address of {@code surety watch}; null for that of the last start
   */
  public record Settings(
      Path deploy,
      String path,
      String cluster,
      int prometheusPort,
      int alertmanagerPort,
      @Nullable Path alertmanagerConfig,
      Path endpoints,
      List<String> targets,
      @Nullable String watch) {
    public Settings {
      deploy = requireNonNull(deploy, "deploy").toAbsolutePath().normalize();
      requireNonNull(path, "path");
      requireNonNull(cluster, "cluster");
      endpoints = requireNonNull(endpoints, "endpoints").toAbsolutePath().normalize();
      targets = List.copyOf(targets);
      List<String> addresses = new ArrayList<>(targets);
      if (watch != null) {
        addresses.add(watch);
      }
      for (String address : addresses) {
        if (!Targets.isAddress(address)) {
          throw new IllegalArgumentException("'" + address + "' is not HOST:PORT");
        }
      }
    }
  }

  /**
   * Starts both and returns when they are ready; if they run already, they take over the settings.
   *
   * @throws dev.surety.job.OperationException when a program is not installed
   * @throws dev.surety.sandbox.SandboxException when one does not start, with the reason from its
   *     log
   */
  public List<ServerStatus> up(Settings settings, Progress progress) throws IOException {
    Programs programs = Programs.on(settings.path());
    Path prometheus = programs.prometheus();
    Path alertmanager = programs.alertmanager();
    // A session of its own: what a terminal sends to the processes started from it stays away.
    List<String> detached =
        programs.find("setsid").map(setsid -> List.of(setsid.toString())).orElse(List.of());
    writeTargets(settings);
    servers.up(
        List.of(
            new ExternalServer(
                ALERTMANAGER,
                settings.alertmanagerPort(),
                "/-/ready",
                (own, portOf) ->
                    concat(detached, alertmanagerCommand(alertmanager, settings, own, portOf))),
            new ExternalServer(
                PROMETHEUS,
                settings.prometheusPort(),
                "/-/ready",
                (own, portOf) ->
                    concat(detached, prometheusCommand(prometheus, settings, own, portOf)))),
        progress);
    return servers.status();
  }

  private static List<String> concat(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private void writeTargets(Settings settings) throws IOException {
    Files.createDirectories(watchTargets());
    if (!settings.targets().isEmpty()) {
      Endpoint.replace(targets().resolve("command-line.json"), Targets.json(settings.targets()));
    }
    if (settings.watch() != null) {
      Endpoint.replace(
          watchTargets().resolve("command-line.json"), Targets.json(List.of(settings.watch())));
    }
  }

  /** Where files name the metrics addresses of pipelines. */
  public Path targets() {
    return dir.resolve("targets");
  }

  private Path watchTargets() {
    return targets().resolve("watch");
  }

  private static List<String> alertmanagerCommand(
      Path program, Settings settings, Path own, ToIntFunction<String> portOf) throws IOException {
    Path named = settings.alertmanagerConfig();
    Path config =
        named != null ? named : settings.deploy().resolve("alertmanager/alertmanager.yml");
    // Receivers' addresses may be secrets: the copy is for the user's eyes only.
    OwnerOnly.copy(config, own.resolve("alertmanager.yml"));
    return List.of(
        program.toString(),
        "--config.file=" + own.resolve("alertmanager.yml"),
        "--storage.path=" + own.resolve("data"),
        "--web.listen-address=127.0.0.1:" + portOf.applyAsInt(ALERTMANAGER),
        "--cluster.listen-address=");
  }

  private List<String> prometheusCommand(
      Path program, Settings settings, Path own, ToIntFunction<String> portOf) throws IOException {
    Path config = own.resolve("prometheus.yml");
    Files.writeString(
        config,
        PrometheusConfig.text(
            settings.cluster(),
            settings.deploy().resolve("prometheus/rules"),
            targets(),
            watchTargets(),
            settings.endpoints(),
            portOf.applyAsInt(ALERTMANAGER)));
    return List.of(
        program.toString(),
        "--config.file=" + config,
        "--storage.tsdb.path=" + own.resolve("data"),
        "--storage.tsdb.retention.time=7d",
        "--storage.tsdb.retention.size=2GB",
        "--web.listen-address=127.0.0.1:" + portOf.applyAsInt(PROMETHEUS));
  }

  /** How the servers are that were started and not taken down. */
  public List<ServerStatus> status() {
    return servers.status();
  }

  /** Freezes what was started here: it takes no CPU time until {@link #resume}. */
  public void pause() {
    servers.pause();
  }

  /** Lets it go on. */
  public void resume() {
    servers.resume();
  }

  /** Stops what was started here, and nothing else. */
  public void down(Sandbox.Data data, Progress progress) {
    servers.down(data, progress);
  }
}
