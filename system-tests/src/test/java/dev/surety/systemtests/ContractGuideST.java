package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/guide/contracts.md} is true: its commands are run, and print what it says. */
class ContractGuideST {
  private static final String TOPIC = "github.webhooks";
  private static final List<String> EVENTS = List.of("push", "issues", "pull_request", "release");
  private static final int BOUND_SECONDS = 120;
  private static final int BROKEN = 1;

  @TempDir private Path dir;
  private Sandbox sandbox;
  private PlainKafka kafka;

  @BeforeEach
  void startServersAndFillTheTopic() throws Exception {
    Path examples = SharedData.folder("github-webhooks").resolve("examples");
    sandbox =
        Sandbox.up(
            SandboxOptions.of(SuretyProcess.installation())
                .withDir(dir.resolve("sandbox"))
                .withRegistry(0),
            Progress.SILENT);
    kafka = new PlainKafka(sandbox.bootstrapServers());
    kafka.createTopic(TOPIC, 1);
    List<ProducerRecord<byte[], byte[]>> payloads = new ArrayList<>();
    for (String event : EVENTS) {
      try (Stream<Path> files = Files.list(examples.resolve(event))) {
        for (Path file : files.sorted().toList()) {
          ProducerRecord<byte[], byte[]> record =
              new ProducerRecord<>(TOPIC, event.getBytes(UTF_8), Files.readAllBytes(file));
          record.headers().add("X-GitHub-Event", event.getBytes(UTF_8));
          payloads.add(record);
        }
      }
    }
    kafka.produce(payloads);
    Files.writeString(
        dir.resolve("surety.yaml"),
        "kafka: {bootstrap.servers: \"%s\"}%nregistry: {url: \"%s\"}%n"
            .formatted(sandbox.bootstrapServers(), sandbox.registryUrl().orElseThrow()));
    Files.createSymbolicLink(dir.resolve("surety"), SuretyProcess.checkout().resolve("surety"));
  }

  @AfterEach
  void stopServers() {
    if (sandbox != null) {
      sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
    }
  }

  @Test
  void everyCommandDoesWhatThePageSays() throws Exception {
    List<Block> blocks = blocks();
    for (Block block : blocks) {
      if (block.language().equals("yaml")) {
        Files.writeString(dir.resolve(fileName(block)), block.text());
      }
    }
    String printed = "";
    int compared = 0;
    for (Block block : blocks) {
      if (block.language().equals("bash")) {
        printed = run(block.text());
      } else if (block.language().equals("text")) {
        assertThat(normal(printed)).isEqualTo(normal(block.text()));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(5);
    assertThat(kafka.readAll(TOPIC + ".clean")).hasSize(74);
    assertThat(kafka.readAll(TOPIC + ".quarantine")).isEmpty();
  }

  /** A file on the page names itself in its first line. */
  private static String fileName(Block file) {
    String first = file.text().lines().findFirst().orElseThrow();
    assertThat(first).startsWith("# ").endsWith(".yaml");
    return first.substring(2);
  }

  /** A fenced block. */
  private record Block(String language, String text) {}

  private static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    StringBuilder text = null;
    String language = "";
    for (String line :
        Files.readAllLines(SuretyProcess.checkout().resolve("docs/guide/contracts.md"))) {
      if (!line.startsWith("```")) {
        if (text != null) {
          text.append(line).append('\n');
        }
      } else if (text == null) {
        language = line.substring(3);
        text = new StringBuilder();
      } else {
        blocks.add(new Block(language, text.toString()));
        text = null;
      }
    }
    return blocks;
  }

  /** Runs the commands of a block, and gives what the last of them printed. */
  private String run(String commands) throws IOException, InterruptedException {
    String printed = "";
    for (String command : commands.lines().toList()) {
      Path output = dir.resolve("output.txt");
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-c", command)
              .directory(dir.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("SURETY_BUILD", "never");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.home=" + dir);
      builder.environment().put("NO_COLOR", "1");
      builder.environment().remove("COLUMNS");
      Process process = builder.start();
      boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      printed = Files.readString(output);
      assertThat(ended).as("%s did not end: %s", command, printed).isTrue();
      boolean finds = command.contains(" check ") || command.contains(" diff ");
      int expected = finds ? BROKEN : 0;
      assertThat(process.exitValue()).as("%s: %s", command, printed).isEqualTo(expected);
    }
    return printed;
  }

  /** Without what differs from run to run. */
  private static String normal(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
        .map(line -> line.replaceAll("id [0-9]+", "id N"))
        .map(line -> line.replaceAll("(registry:1\\.0\\.0|\\.yaml):[0-9]+:[0-9]+", "$1:L:C"))
        .reduce("", (all, line) -> all + line + "\n");
  }
}
