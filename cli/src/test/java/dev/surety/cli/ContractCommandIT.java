package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class ContractCommandIT {
  private static final String GOOD =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      version: 1.0.0
      status: active
      team: {name: shop}
      schema:
        - name: orders
          properties:
            - {name: order_id, logicalType: string}
      """;
  private static final String NOT_ENFORCED = GOOD.replace("string}", "string, unique: true}");
  private static final String BAD = GOOD.replace("status:", "state:");

  private final Path dir;
  private StringWriter out = new StringWriter();

  ContractCommandIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void writeContracts() throws IOException {
    Files.createDirectories(dir.resolve("a/b"));
    Files.createDirectories(dir.resolve(".hidden"));
    Files.writeString(dir.resolve("a/good.odcs.yaml"), GOOD);
    Files.writeString(dir.resolve("a/b/bad.odcs.yml"), BAD);
    Files.writeString(dir.resolve("a/notes.yaml"), "not: a contract\n");
    Files.writeString(dir.resolve(".hidden/bad.odcs.yaml"), BAD);
  }

  private int surety(Object... args) {
    out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(new StringWriter(), true));
    return line.execute(Stream.of(args).map(String::valueOf).toArray(String[]::new));
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void aDirectoryIsLintedWithWhatIsNamedLikeAContract() {
    assertThat(surety("contract", "lint", dir)).isEqualTo(ExitCode.FINDINGS);

    assertThat(lines())
        .anyMatch(line -> line.equals(dir.resolve("a/good.odcs.yaml") + ": no problems"))
        .anyMatch(line -> line.startsWith(dir.resolve("a/b/bad.odcs.yml") + ":5:1: error"))
        .noneMatch(line -> line.contains("hidden") || line.contains("notes"));
  }

  @Test
  void aDirectoryWithoutContractsIsWrongUsage() {
    assertThat(surety("contract", "lint", dir.resolve(".hidden").resolve("..").resolve("a")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(dir.resolve("empty").toFile().mkdir()).isTrue();
    assertThat(surety("contract", "lint", dir.resolve("empty"))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatIsNotEnforcedIsAWarningThatCanFailTheCommand() throws IOException {
    Path file = Files.writeString(dir.resolve("n.odcs.yaml"), NOT_ENFORCED);

    assertThat(surety("contract", "lint", file)).isEqualTo(ExitCode.DONE);
    assertThat(lines()).anyMatch(line -> line.contains("warning[not-enforced-yet]"));
    assertThat(surety("contract", "lint", "--fail-on", "warning", file))
        .isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void theJunitReportHasACaseForEachFile() throws Exception {
    assertThat(surety("contract", "lint", "--format=junit", dir.resolve("a")))
        .isEqualTo(ExitCode.FINDINGS);

    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(out.toString())))
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("unknown key 'state'");
  }

  @Test
  void theAnnotationsOfGithubHaveAPlace() {
    assertThat(surety("contract", "lint", "--format=github", dir.resolve("a/b/bad.odcs.yml")))
        .isEqualTo(ExitCode.FINDINGS);

    assertThat(lines().get(0)).startsWith("::error file=").contains(",line=", ",col=", "::");
    assertThat(lines()).anyMatch(line -> line.contains("line=5,col=1,title=unknown-key::"));
  }

  @Test
  void theJsonFormatHasOneObjectALine() throws IOException {
    assertThat(surety("contract", "lint", "--format=json", dir.resolve("a")))
        .isEqualTo(ExitCode.FINDINGS);

    assertThat(lines()).isNotEmpty();
    for (String line : lines()) {
      assertThat(new ObjectMapper().readTree(line).get("code").asText()).isNotEmpty();
    }
  }

  @Test
  void aBaselineHidesWhatIsKnownAndNothingElse() throws IOException {
    Path baseline = dir.resolve("baseline.txt");
    assertThat(surety("contract", "lint", "--write-baseline", baseline, dir.resolve("a")))
        .isEqualTo(ExitCode.DONE);

    Path bad = dir.resolve("a/b/bad.odcs.yml");
    Files.writeString(bad, "# moved down by a line\n" + BAD);
    assertThat(surety("contract", "lint", "--baseline", baseline, dir.resolve("a")))
        .isEqualTo(ExitCode.DONE);

    Files.writeString(bad, BAD.replace("kind:", "knd:"));
    assertThat(surety("contract", "lint", "--baseline", baseline, dir.resolve("a")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("'knd'").doesNotContain("'state'");
  }

  @Test
  void formattingReplacesTheFileAndKeepsItsPermissions() throws IOException {
    Path file = Files.writeString(dir.resolve("f.odcs.yaml"), "id: x\napiVersion: v3.1.0 # v\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(surety("contract", "fmt", "--check", file)).isEqualTo(ExitCode.FINDINGS);
    assertThat(lines()).containsExactly(file + ": is not formatted");
    assertThat(file).hasContent("id: x\napiVersion: v3.1.0 # v\n");

    assertThat(surety("contract", "fmt", file)).isEqualTo(ExitCode.DONE);
    assertThat(file).hasContent("apiVersion: v3.1.0 # v\nid: x\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(surety("contract", "fmt", "--check", file)).isEqualTo(ExitCode.DONE);
    assertThat(lines()).isEmpty();
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).noneMatch(path -> path.toString().endsWith(".tmp"));
    }
  }

  @Test
  void aFileThatCannotBeFormattedStaysAsItIs() throws IOException {
    Path file = Files.writeString(dir.resolve("f.odcs.yaml"), "name: &a x\nid: *a\n");

    assertThat(surety("contract", "fmt", file)).isEqualTo(ExitCode.FINDINGS);
    assertThat(lines().get(0)).contains(":1:10: error[cannot-format]");
    assertThat(file).hasContent("name: &a x\nid: *a\n");
  }

  @Test
  void contractsInMarkdownAreLintedAtTheirOwnLines() throws IOException {
    Path page = dir.resolve("a/page.md");
    String indented = BAD.lines().map(line -> "   " + line).collect(Collectors.joining("\n"));
    Files.writeString(
        page,
        "# Orders\n\n```yaml\n"
            + GOOD
            + "```\n\n1. a list\n\n   ```yaml\n"
            + indented
            + "\n   ```\n\n```yaml\nkind: other\n```\n\n```text\nkind: DataContract\n```\n");

    assertThat(surety("contract", "lint", page)).isEqualTo(ExitCode.FINDINGS);
    assertThat(lines()).anyMatch(line -> line.startsWith(page + ":23:4: error[unknown-key]"));
    assertThat(lines()).noneMatch(line -> line.matches(".*page\\.md:([1-9]|1[0-7]):.*"));

    assertThat(surety("contract", "lint", dir.resolve("a"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("page.md:23:4");

    Path empty = Files.writeString(dir.resolve("none.md"), "# Nothing\n");
    assertThat(surety("contract", "lint", empty)).isEqualTo(ExitCode.USAGE);
  }
}
