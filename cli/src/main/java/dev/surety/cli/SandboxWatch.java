package dev.surety.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.cli.monitoring.Endpoint;
import dev.surety.sandbox.ExternalServer;
import dev.surety.sandbox.ExternalServers;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.ServerStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code surety watch} as one more server of a sandbox, over the others. */
final class SandboxWatch {
  private static final String NAME = "watch";

  private final Path dir;
  private final ExternalServers servers;

  private SandboxWatch(Path dir) {
    this.dir = dir.toAbsolutePath().normalize();
    this.servers = ExternalServers.in(this.dir);
  }

  /** That of a sandbox's directory, whether it is up or not. */
  static SandboxWatch in(Path sandboxDir) {
    return new SandboxWatch(sandboxDir);
  }

  /** Starts it as {@link #up(Sandbox, Path, Progress)} over the processes of this machine. */
  void up(Sandbox sandbox, Progress progress) throws IOException {
    up(sandbox, Home.endpoints(), progress);
  }

  /**
   * Starts it, unless it watches these very servers already.
   *
   * @param endpoints where it looks for other processes, and tells of itself
   * @throws dev.surety.sandbox.SandboxException when it does not start, with the reason from its
   *     log
   */
  void up(Sandbox sandbox, Path endpoints, Progress progress) throws IOException {
    List<String> watched = watched(sandbox, endpoints);
    Path own = dir.resolve(NAME);
    Path note = own.resolve("watched.txt");
    boolean others = !Files.exists(note) || !Files.readAllLines(note).equals(watched);
    if (others) {
      servers.down(Sandbox.Data.KEEP, Progress.SILENT);
    }
    Files.createDirectories(own);
    Files.write(note, watched);
    Path profile = own.resolve("surety.yaml");
    Files.write(
        profile,
        "kafka:\n  bootstrap.servers: \"%s\"\n"
            .formatted(sandbox.bootstrapServers())
            .getBytes(UTF_8));
    ExternalServer server =
        new ExternalServer(
            NAME,
            0,
            "/-/healthy",
            (ownDir, portOf) -> command(profile, watched, portOf.applyAsInt(NAME)));
    servers.up(List.of(server), progress);
  }

  private static List<String> watched(Sandbox sandbox, Path endpoints) {
    List<String> options = new ArrayList<>();
    sandbox.flinkRestUrl().ifPresent(url -> options.addAll(List.of("--flink", url)));
    sandbox.registryUrl().ifPresent(url -> options.addAll(List.of("--registry", url)));
    options.addAll(List.of("--disk", sandbox.dir().toString()));
    options.addAll(List.of("--targets", endpoints.toString()));
    return options;
  }

  private static List<String> command(Path profile, List<String> watched, int port) {
    List<String> command = new ArrayList<>();
    // What runs now is built already.
    command.addAll(List.of("env", "SURETY_BUILD=never", Home.launcher().toString(), NAME));
    command.addAll(List.of("--profile", profile.toString(), "--port", Integer.toString(port)));
    command.addAll(watched);
    return command;
  }

  List<ServerStatus> status() {
    return servers.status();
  }

  /** Freezes it: it takes no CPU time until {@link #resume}. */
  void pause() {
    servers.pause();
  }

  /** Lets it go on. */
  void resume() {
    servers.resume();
  }

  /**
   * Stops it; does nothing when it does not run. One that has crashed ought not to run any more:
   * nobody shall be told that it is down.
   */
  void down(Sandbox.Data data, Progress progress) {
    List<ServerStatus> before = servers.status();
    servers.down(data, progress);
    for (ServerStatus watch : before) {
      try {
        Endpoint.forgetWatch(Home.endpoints(), URI.create(watch.address()).getPort());
      } catch (IOException e) {
        progress.say("monitoring on this machine will believe that it crashed: " + e);
      }
    }
  }
}
