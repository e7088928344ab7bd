package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code surety contract lint} over good, bad and hostile files. */
class LintST {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Pattern ERROR =
      Pattern.compile("(.*):(\\d+):(\\d+): error\\[([a-z-]+)]: .+");
  private static final int FIFTY_MB = 50_000_000;
  private static final int DEEP = 100_000;

  @TempDir private Path dir;

  /** What a lint said and how it ended. */
  private record Answer(int exitCode, List<String> out, List<String> err) {
    List<String> errorCodes() {
      return out.stream()
          .map(ERROR::matcher)
          .filter(line -> line.matches())
          .map(line -> line.group(4))
          .toList();
    }
  }

  private Answer lint(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("contract", "lint"));
    command.addAll(List.of(args));
    return surety(command.toArray(String[]::new));
  }

  private Answer surety(String... command) throws Exception {
    try (SuretyProcess lint =
        SuretyProcess.start(dir.resolve("home"), dir, Map.of(), List.of(command))) {
      int exitCode = lint.awaitEnd(BOUND);
      return new Answer(exitCode, List.copyOf(lint.out()), List.copyOf(lint.err()));
    }
  }

  private static List<Path> documents(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.folder("odcs/" + folder))) {
      return files.filter(file -> file.toString().endsWith(".odcs.yaml")).sorted().toList();
    }
  }

  @Test
  void aValidDocumentPasses() throws Exception {
    List<Path> files = documents("valid");
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      Answer answer = lint(file.toString());
      assertThat(answer.err()).as(file.toString()).isEmpty();
      assertThat(answer.errorCodes()).as(file.toString()).isEmpty();
      assertThat(answer.exitCode()).as(file.toString()).isEqualTo(0);
    }
  }

  @Test
  void directoriesAreLintedWithAllThatIsInThem() throws Exception {
    Answer valid = lint(SharedData.folder("odcs/valid").toString());
    assertThat(valid.exitCode()).as("%s", valid).isEqualTo(0);

    Answer strict = lint("--fail-on", "warning", SharedData.folder("odcs/valid").toString());
    assertThat(strict.exitCode()).as("what is not enforced yet is a warning").isEqualTo(1);
    assertThat(strict.out()).anyMatch(line -> line.contains("warning[not-enforced-yet]"));

    Answer invalid = lint(SharedData.folder("odcs/invalid").toString());
    assertThat(invalid.exitCode()).isEqualTo(1);
    for (Path file : documents("invalid")) {
      assertThat(invalid.out()).anyMatch(line -> line.startsWith(file + ":"));
    }
  }

  @Test
  void aBaselineLetsAnOldEstateBeAdopted() throws Exception {
    Path baseline = dir.resolve("baseline.txt");
    String folder = SharedData.folder("odcs/invalid").toString();

    assertThat(lint("--write-baseline", baseline.toString(), folder).exitCode()).isEqualTo(0);
    assertThat(lint("--baseline", baseline.toString(), folder).exitCode()).isEqualTo(0);

    Path bad = Files.writeString(dir.resolve("new.odcs.yaml"), "apiVersion: v3.1.0\n");
    Answer answer = lint("--baseline", baseline.toString(), folder, bad.toString());
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.errorCodes()).containsOnly("missing-key");
  }

  @Test
  void formattingReplacesAFileOrLeavesItAsItIs() throws Exception {
    Path official = SharedData.folder("odcs/valid").resolve("v3.2/full-example.odcs.yaml");
    Path file = Files.copy(official, dir.resolve("full.odcs.yaml"));

    assertThat(surety("contract", "fmt", "--check", file.toString()).exitCode()).isEqualTo(1);
    assertThat(file).hasSameTextualContentAs(official);
    assertThat(surety("contract", "fmt", file.toString()).exitCode()).isEqualTo(0);
    assertThat(Files.readString(file)).isNotEqualTo(Files.readString(official));
    assertThat(surety("contract", "fmt", "--check", file.toString()))
        .isEqualTo(new Answer(0, List.of(), List.of()));

    String anchors = "id: &a x\nname: *a\n";
    Path refused = Files.writeString(dir.resolve("anchors.odcs.yaml"), anchors);
    Answer answer = surety("contract", "fmt", refused.toString());
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.errorCodes()).containsExactly("cannot-format");
    assertThat(refused).hasContent(anchors);
  }

  @Test
  void anInvalidDocumentIsRejectedWithAPosition() throws Exception {
    List<Path> files = documents("invalid");
    assertThat(files).hasSizeGreaterThan(15);
    for (Path file : files) {
      Answer answer = lint(file.toString());
      assertThat(answer.exitCode()).as(file.toString()).isEqualTo(1);
      assertThat(answer.out())
          .as(file.toString())
          .anyMatch(line -> line.startsWith(file + ":") && ERROR.matcher(line).matches());
      assertThat(answer.errorCodes())
          .as(file.toString())
          .anyMatch(code -> !code.equals("not-supported-yet"));
    }
  }

  @Test
  void allProblemsOfAllFilesAreSaidAtOnce() throws Exception {
    List<Path> files = documents("invalid");
    Answer answer = lint(files.stream().map(Path::toString).toArray(String[]::new));
    assertThat(answer.exitCode()).isEqualTo(1);
    for (Path file : files) {
      assertThat(answer.out()).anyMatch(line -> line.startsWith(file + ":"));
    }
  }

  @Test
  void aYamlBombIsRefused() throws Exception {
    StringBuilder bomb =
        new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", copies(alias, 9))));
    }
    assertRefused(Files.writeString(dir.resolve("bomb.odcs.yaml"), bomb), "too-many-values");
  }

  private static List<String> copies(String text, int count) {
    return Stream.generate(() -> text).limit(count).toList();
  }

  @Test
  void aFileOfFiftyMegabytesIsRefused() throws Exception {
    Path file = dir.resolve("large.odcs.yaml");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("apiVersion: v3.1.0\n");
      String line = "# " + "x".repeat(97) + "\n";
      for (int written = 0; written < FIFTY_MB; written += line.length()) {
        writer.write(line);
      }
    }
    assertRefused(file, "file-too-large");
  }

  @Test
  void nestingOfAHundredThousandIsRefused() throws Exception {
    String flow = "schema: " + "[".repeat(DEEP) + "]".repeat(DEEP) + "\n";
    assertRefused(Files.writeString(dir.resolve("deep.odcs.yaml"), flow), "too-deep");
    String maps = "schema: " + "{a: ".repeat(DEEP) + "1" + "}".repeat(DEEP) + "\n";
    assertRefused(Files.writeString(dir.resolve("maps.odcs.yaml"), maps), "too-deep");
    String block = "- ".repeat(DEEP) + "1\n";
    assertRefused(Files.writeString(dir.resolve("block.odcs.yaml"), block), "too-deep");
  }

  @Test
  void duplicateKeysAreRefused() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("twice.odcs.yaml"),
            "apiVersion: v3.1.0\n"
                + "kind: DataContract\n"
                + "id: one\n"
                + "id: two\n"
                + "version: \"1\"\n"
                + "status: active\n");
    assertRefused(file, "duplicate-key");
  }

  @Test
  void noValueOverflowsAStackOrTakesForEver() throws Exception {
    String groups = "(".repeat(DEEP) + ")".repeat(DEEP);
    assertRefused(contract("${a:-".repeat(DEEP), "x", "true"), "invalid-value");
    assertRefused(contract("shop.orders", groups, "true"), "pattern-too-large");
    assertRefused(contract("shop.orders", "x", groups), "cel-too-long");
    String reference =
        """
            relationships:
              - {type: foreignKey, from: order.order_id, to: "%s"}
        """
            .formatted("a.".repeat(DEEP) + "b");
    Path related = contract("shop.orders", "x", "true");
    Files.writeString(related, Files.readString(related) + reference);
    Answer answer = lint(related.toString());
    assertThat(answer.exitCode()).as("a long reference is a reference").isEqualTo(0);
    assertThat(answer.out()).anyMatch(line -> line.contains("warning[dangling-reference]"));
  }

  private Path contract(String topic, String pattern, String rule) throws IOException {
    return Files.writeString(
        dir.resolve("hostile.odcs.yaml"),
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: orders
        version: "1.0.0"
        status: active
        team: {name: shop}
        servers:
          - {server: production, type: kafka, host: "localhost:9092", format: json}
        schema:
          - name: order
            physicalName: "%s"
            logicalType: object
            properties:
              - name: order_id
                logicalType: string
                logicalTypeOptions: {pattern: "%s"}
            quality:
              - {id: rule, type: custom, engine: cel, implementation: "%s"}
        """
            .formatted(topic, pattern, rule));
  }

  private void assertRefused(Path file, String code) throws Exception {
    Answer answer = lint(file.toString());
    assertThat(answer.exitCode()).as("%s", answer).isEqualTo(1);
    assertThat(answer.errorCodes()).as("%s", answer).contains(code);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).as("the answer stays small").hasSizeLessThan(20);
  }

  @Test
  void theJsonFormatHasOneObjectALine() throws Exception {
    Path good =
        SuretyProcess.checkout().resolve("examples/payments/contracts/transactions.odcs.yaml");
    assertThat(lint("--format", "json", good.toString()))
        .isEqualTo(new Answer(0, List.of(), List.of()));

    Path bad =
        Files.writeString(
            dir.resolve("bad.odcs.yaml"),
            "apiVersion: v3.1.0\nkind: DataContrct\nid: \"a\\\"b\"\n");
    Answer answer = lint("--format", "json", bad.toString());
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).isNotEmpty();
    for (String line : answer.out()) {
      JsonNode problem = JSON.readTree(line);
      assertThat(problem.get("severity").asText()).isIn("error", "warning");
      assertThat(problem.get("code").asText()).matches("[a-z-]+");
      assertThat(problem.get("file").asText()).isEqualTo(bad.toString());
      assertThat(problem.get("line").asInt()).isPositive();
      assertThat(problem.get("column").asInt()).isPositive();
      assertThat(problem.get("message").asText()).isNotBlank();
    }
  }
}
