package dev.surety.sandbox;

import static dev.surety.sandbox.TestSandbox.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.sandbox.Sandbox.Data;
import dev.surety.sandbox.SandboxException.Code;
import dev.surety.sandbox.TestSandbox.Lines;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SandboxLifecycleIT {
  private final Lines lines = new Lines();
  private final Path dir;

  SandboxLifecycleIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @AfterEach
  void noProcessIsLeft() {
    Sandbox.open(dir).ifPresent(Sandbox::close);
    assertThat(processesOf(dir)).isEmpty();
  }

  @Test
  void downLeavesNoProcessAndTheNextUpHasTheDataAtTheSameAddressUntilItIsDeleted()
      throws Exception {
    Sandbox sandbox = Sandbox.up(options(dir), lines);
    String address = sandbox.bootstrapServers();
    new KafkaClients(sandbox).createTopic("orders", 1, 1);
    new KafkaClients(sandbox).produce("orders", "one");
    Files.writeString(dir.resolve("notes.txt"), "not the sandbox's");

    sandbox.down(Data.KEEP, lines);
    assertThat(processesOf(dir)).isEmpty();
    assertThat(lines.lines()).contains("kafka-1: stopped");
    assertThat(Sandbox.open(dir)).isEmpty();

    Sandbox again = Sandbox.up(options(dir), lines);
    assertThat(again.bootstrapServers()).isEqualTo(address);
    assertThat(new KafkaClients(again).consume("orders", "test", 1)).containsExactly("one");

    again.down(Data.DELETE, lines);
    assertThat(dir).isDirectoryContaining("glob:**/notes.txt");
    try (Stream<Path> entries = Files.list(dir)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void afterACrashOfTheMachineUpStartsAgainWhatHadBeenUp() throws Exception {
    Sandbox sandbox = Sandbox.up(options(dir).withRegistry(0), lines);
    String kafka = sandbox.bootstrapServers();
    String versions = sandbox.registryUrl().orElseThrow() + "/subjects/pay-value/versions";
    String schema = "{\"schema\":\"\\\"string\\\"\"}";
    String id = Http.postJson(versions, schema, Duration.ofSeconds(10)).body();
    sandbox.server("kafka-1").kill();
    sandbox.server("registry").kill();
    // After a boot the recorded ids may belong to anybody, such as this process.
    ProcessRecord ours =
        new ProcessRecord(
            ProcessHandle.current().pid(),
            ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli());
    new StateFile(dir).update(state -> state.with("kafka-1", ours).with("registry", ours));
    assertThat(Sandbox.open(dir).orElseThrow().status())
        .extracting(ServerStatus::state)
        .containsExactly(ServerStatus.State.DEAD, ServerStatus.State.DEAD);

    Sandbox again = Sandbox.up(options(dir), lines);

    assertThat(lines.lines())
        .contains("kafka-1: has died, starting it again", "registry: has died, starting it again");
    assertThat(again.bootstrapServers()).isEqualTo(kafka);
    assertThat(id).contains("\"id\"");
    assertThat(Http.postJson(versions, schema, Duration.ofSeconds(10)).body()).isEqualTo(id);
    assertThat(Http.get(versions, Duration.ofSeconds(10)).body()).isEqualTo("[1]");
  }

  @Test
  void aPortInUseIsNamedAndNothingIsLeftRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      SandboxOptions options = options(dir).withRegistry(taken.getLocalPort());

      assertThatThrownBy(() -> Sandbox.up(options, lines))
          .isInstanceOfSatisfying(
              SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.PORT_IN_USE))
          .hasMessage(
              "registry cannot start: port %d is in use by another program; free it or choose another one"
                  .formatted(taken.getLocalPort()));
    }
    assertThat(processesOf(dir)).isEmpty();
    assertThat(Sandbox.open(dir)).isEmpty();
  }

  @Test
  void aBrokenDataDirectoryIsTheReasonGivenForAFailedStart() throws Exception {
    Path data = Files.createDirectories(dir.resolve("kafka-1/data"));
    Files.writeString(data.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=x\n");

    assertThatThrownBy(() -> Sandbox.up(options(dir), lines))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.START_FAILED))
        .hasMessageContaining("kafka-1 ended while starting")
        .hasMessageContaining("7")
        .hasMessageContaining("log: " + dir.resolve("kafka-1/server.log"));
    assertThat(Sandbox.open(dir)).isEmpty();
  }

  @Test
  void aDataPathThatCannotBeWrittenIsTheReasonGivenForAFailedFormat() throws Exception {
    Files.createDirectories(dir.resolve("kafka-1"));
    Files.writeString(dir.resolve("kafka-1/data"), "a file, not a directory");

    assertThatThrownBy(() -> Sandbox.up(options(dir), lines))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.START_FAILED))
        .hasMessageContaining("kafka-storage format of kafka-1 failed")
        .hasMessageContaining(dir.resolve("kafka-1/data").toString());
  }

  @Test
  void anInterruptedUpLeavesNothingRunning() throws Exception {
    Thread[] up = new Thread[1];
    Throwable[] thrown = new Throwable[1];
    up[0] =
        new Thread(
            () -> {
              try {
                Sandbox.up(
                    options(dir),
                    line -> {
                      lines.say(line);
                      up[0].interrupt();
                    });
              } catch (SandboxException e) {
                thrown[0] = e;
              }
            });
    up[0].start();
    up[0].join(60_000);

    assertThat(thrown[0]).isInstanceOf(SandboxException.class);
    assertThat(processesOf(dir)).isEmpty();
    assertThat(Sandbox.open(dir)).isEmpty();
  }

  @Test
  void missingServerFilesAreToldWithWhatToDo() {
    SandboxOptions options = SandboxOptions.of(dir.resolve("nowhere")).withDir(dir);

    assertThatThrownBy(() -> Sandbox.up(options, lines))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.SERVER_FILES_MISSING))
        .hasMessageContaining("build Surety first");
  }

  /** Every process whose command line names the sandbox's directory. */
  private static List<ProcessHandle> processesOf(Path dir) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.startsWith("@" + dir)))
        .toList();
  }
}
