package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code contract diff} and {@code contract check} with files, a directory and a real git. */
class ContractCompareIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path dir;

  private int surety(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private Path contract(String name, String version, int maximum) throws IOException {
    return Files.writeString(
        dir.resolve(name),
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: payments
        version: "%s"
        schema:
          - name: payment
            properties:
              - {name: amount, logicalType: integer, required: true, logicalTypeOptions: {maximum: %d}}
        """
            .formatted(version, maximum));
  }

  @Test
  void aTightenedConstraintIsRefusedAndShownByARecord() throws IOException {
    Path old = contract("old.yaml", "1.0.0", 100);
    Path now = contract("new.yaml", "1.1.0", 50);

    assertThat(surety("contract", "diff", old.toString(), now.toString(), "--witness"))
        .isEqualTo(ExitCode.FINDINGS);

    assertThat(out.toString())
        .contains("Breaks stored data and producers")
        .contains("was " + old + ":8:9, now " + now + ":8:9")
        .contains("old record that is rejected now: {\"amount\":")
        .endsWith("so the next version is 2.0.0.\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theModeDecidesWhoIsProtected() throws IOException {
    String old = contract("old.yaml", "1.0.0", 100).toString();
    String now = contract("new.yaml", "2.0.0", 50).toString();
    assertThat(surety("contract", "diff", old, now, "--mode", "forward")).isEqualTo(ExitCode.DONE);
    assertThat(surety("contract", "diff", now, old, "--mode", "forward"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(surety("contract", "diff", now, old, "--mode", "backward")).isEqualTo(ExitCode.DONE);
    assertThat(surety("contract", "diff", old, now, "--mode", "none")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void namedConsumersBreakOrAreFree() throws IOException {
    String old = contract("old.yaml", "1.0.0", 50).toString();
    String now = contract("new.yaml", "2.0.0", 100).toString();
    Path consumers =
        Files.writeString(
            dir.resolve("consumers.yaml"),
            """
            consumers:
              - {name: risk, owner: team-a, fields: [payment.amount]}
              - {name: other, fields: [refund.amount]}
            """);
    surety("contract", "diff", old, now, "--consumers", consumers.toString());
    assertThat(out.toString())
        .contains("  risk (team-a) breaks on payment.amount\n")
        .contains("  other is free\n");
  }

  @Test
  void aFileOfConsumersThatIsWrongIsSaid() throws IOException {
    String old = contract("old.yaml", "1.0.0", 50).toString();
    Path consumers = Files.writeString(dir.resolve("c.yaml"), "consumers: [{nam: x}]\n");
    assertThat(surety("contract", "diff", old, old, "--consumers", consumers.toString()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("c.yaml:1:");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    String old = contract("old.yaml", "1.0.0", 100).toString();
    String now = contract("new.yaml", "1.1.0", 50).toString();
    surety("contract", "diff", old, now, "--format", "json");
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString())
        .startsWith("{\"before\":")
        .contains("\"kind\":\"maximum\"")
        .contains("\"breaks\":[\"stored_data\",\"producers\"]");
  }

  @Test
  void aTransitiveModeComparesWithEveryVersionOfADirectory() throws IOException {
    Path now = contract("payments.yaml", "1.10.0", 100);
    Files.createDirectory(dir.resolve("old"));
    contract("old/a.yaml", "1.9.0", 90);
    contract("old/b.yaml", "1.2.0", 200);
    Files.writeString(dir.resolve("old/other.yaml"), "id: another\n");
    String history = dir.resolve("old").toString();

    assertThat(
            surety("contract", "check", now.toString(), "--against", history, "--mode", "backward"))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("1.9.0").doesNotContain("1.2.0");
    assertThat(
            surety(
                "contract",
                "check",
                now.toString(),
                "--against",
                history,
                "--mode",
                "backward_transitive"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("1.2.0").contains("is refused");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", dir.toString(), "-c", "user.name=t", "-c", "user.email=t@e"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("git.log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(dir.resolve("git.log"))).isZero();
  }

  @Test
  void gitHasTheEarlierVersions() throws IOException, InterruptedException {
    git("init", "-q");
    int maximum = 200;
    for (String version : List.of("1.0.0", "1.1.0")) {
      contract("payments.yaml", version, maximum);
      git("add", "payments.yaml");
      git("commit", "-q", "-m", version);
      maximum = 90;
    }
    String now = contract("payments.yaml", "1.2.0", 100).toString();

    assertThat(surety("contract", "check", now, "--against", "HEAD", "--mode", "backward"))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("payments.yaml@").doesNotContain("1.0.0");
    assertThat(
            surety("contract", "check", now, "--against", "HEAD", "--mode", "backward_transitive"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("1.0.0");
    assertThat(surety("contract", "check", now, "--against", "no-such-branch"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("surety: git says: ");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsNoFinding() throws IOException {
    String now = contract("payments.yaml", "1.0.0", 100).toString();
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + socket.getLocalPort();
    }
    assertThat(surety("contract", "check", now, "--against", "registry", "--registry", nobody))
        .isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err.toString()).contains(nobody).contains("tried 3 times");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsSaid() throws IOException {
    String now = contract("payments.yaml", "1.0.0", 100).toString();
    assertThat(surety("contract", "diff", now, dir.resolve("absent.yaml").toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("there is no file ");
  }
}
