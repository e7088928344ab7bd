package dev.surety.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.sandbox.Sandbox.Data;
import dev.surety.sandbox.SandboxException.Code;
import dev.surety.sandbox.TestSandbox.Lines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExternalServersIT {
  private static final String PROGRAM =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;
      public class Program {
        public static void main(String[] args) throws Exception {
          HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
          server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
          server.start();
        }
      }
      """;

  private final Lines lines = new Lines();
  private final Path dir;
  private final ExternalServers servers;

  ExternalServersIT(@TempDir Path dir) {
    this.dir = dir;
    this.servers = ExternalServers.in(dir);
  }

  @AfterEach
  void noProcessIsLeft() {
    servers.down(Data.KEEP, lines);
    assertThat(processes()).isEmpty();
  }

  @Test
  void aProgramRunsOnUntilItIsTakenDownAndKeepsItsPort() {
    servers.up(List.of(program("one", 0)), lines);
    ServerStatus first = servers.status().get(0);
    assertThat(first.state()).isEqualTo(ServerStatus.State.UP);
    assertThat(processes()).hasSize(1);

    ExternalServers.in(dir).down(Data.KEEP, lines);
    assertThat(processes()).isEmpty();
    assertThat(servers.status()).isEmpty();

    servers.up(List.of(program("one", 0)), lines);
    assertThat(servers.status().get(0).address()).isEqualTo(first.address());
  }

  @Test
  void upAgainLeavesWhatRunsAndStartsWhatDied() throws Exception {
    servers.up(List.of(program("one", 0), program("two", 0)), lines);
    List<ServerStatus> before = servers.status();
    ProcessHandle.of(before.get(1).pid()).orElseThrow().destroyForcibly();
    ProcessHandle.of(before.get(1).pid()).ifPresent(process -> process.onExit().join());
    assertThat(servers.status())
        .extracting(ServerStatus::state)
        .containsExactly(ServerStatus.State.UP, ServerStatus.State.DEAD);

    servers.up(List.of(program("one", 0), program("two", 0)), lines);

    assertThat(servers.status().get(0).pid()).isEqualTo(before.get(0).pid());
    assertThat(servers.status())
        .extracting(ServerStatus::state)
        .containsExactly(ServerStatus.State.UP, ServerStatus.State.UP);
  }

  @Test
  void aProcessThatOnlyHasTheRecordedIdIsNotTouched() throws Exception {
    servers.up(List.of(program("one", 0)), lines);
    ServerStatus one = servers.status().get(0);
    ProcessHandle.of(one.pid()).orElseThrow().destroyForcibly();
    ProcessHandle.of(one.pid()).ifPresent(process -> process.onExit().join());
    ProcessHandle us = ProcessHandle.current();
    new ExternalStateFile(dir)
        .launched(
            "one",
            new ProcessRecord(us.pid(), us.info().startInstant().orElseThrow().toEpochMilli()));

    servers.down(Data.KEEP, lines);

    assertThat(us.isAlive()).isTrue();
    assertThat(lines.lines()).contains("one: had ended already");
  }

  @Test
  void whyAProgramEndedIsToldAndWhatStartedWithItIsStopped() {
    ExternalServer broken =
        new ExternalServer(
            "broken",
            0,
            "/ready",
            (own, portOf) ->
                List.of(
                    "/bin/sh", "-c", "echo level=error msg=no-such-option; exit 1", own + "/x"));

    assertThatThrownBy(() -> servers.up(List.of(program("one", 0), broken), lines))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.START_FAILED))
        .hasMessageContaining("broken ended while starting: level=error msg=no-such-option")
        .hasMessageContaining("log: " + dir.resolve("broken/server.log"));
    assertThat(processes()).isEmpty();
    assertThat(servers.status()).isEmpty();
  }

  @Test
  void aPortInUseAndAPortThatDiffersAreNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> servers.up(List.of(program("one", taken.getLocalPort())), lines))
          .isInstanceOfSatisfying(
              SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.PORT_IN_USE));
    }
    servers.up(List.of(program("one", 0)), lines);

    assertThatThrownBy(() -> servers.up(List.of(program("one", 1)), lines))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.DIFFERENT_SANDBOX))
        .hasMessageContaining("one runs on port");
  }

  @Test
  void deletingLeavesFilesOfOthers() throws Exception {
    servers.up(List.of(program("one", 0)), lines);
    Files.writeString(dir.resolve("notes.txt"), "somebody's");

    servers.down(Data.DELETE, lines);

    assertThat(dir.resolve("one")).doesNotExist();
    assertThat(dir).isDirectoryContaining("glob:**/notes.txt");
  }

  private static ExternalServer program(String name, int port) {
    return new ExternalServer(
        name,
        port,
        "/ready",
        (own, portOf) -> {
          Path source = write(own);
          return List.of(
              ProcessRun.javaCommand().toString(),
              "-XX:TieredStopAtLevel=1",
              source.toString(),
              Integer.toString(portOf.applyAsInt(name)));
        });
  }

  private static Path write(Path own) throws IOException {
    return Files.writeString(own.resolve("Program.java"), PROGRAM);
  }

  /** Every process whose command line names the directory. */
  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.startsWith(dir.toString())))
        .toList();
  }
}
