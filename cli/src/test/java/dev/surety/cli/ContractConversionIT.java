package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ContractConversionIT {
  private static final String SCHEMA =
      """
      {
        "type": "object",
        "required": ["id"],
        "properties": {
          "id": {"type": "string", "minLength": 3},
          "tags": {"type": "array", "contains": {"const": 1}}
        }
      }
      """;

  private final Path dir;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  ContractConversionIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void writeSchema() throws IOException {
    Files.writeString(dir.resolve("orders.schema.json"), SCHEMA);
  }

  private int surety(Object... args) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(Stream.of(args).map(String::valueOf).toArray(String[]::new));
  }

  @Test
  void anImportedSchemaIsAContractThatLintsCleanAndNamesWhatWasLost() throws IOException {
    Path contract = dir.resolve("orders.odcs.yaml");
    Path schema = dir.resolve("orders.schema.json");

    assertThat(surety("contract", "import", "--format", "json-schema", schema, "-o", contract))
        .isEqualTo(ExitCode.DONE);

    assertThat(err.toString()).contains(schema + ":6:43: lost: contains: ");
    assertThat(Files.readString(contract))
        .startsWith("# Imported from the json-schema orders.schema.json.\n")
        .contains("id: orders\n", "version: 1.0.0\n", "minLength: 3\n", "# - contains: ");
    assertThat(surety("contract", "lint", contract)).isEqualTo(ExitCode.DONE);
    assertThat(surety("contract", "fmt", "--check", contract)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void nameVersionAndTopicAreWhatTheCommandLineSays() {
    surety(
        "contract",
        "import",
        "--format=json-schema",
        "--name=o",
        "--version=2.1.0",
        "--topic=shop.orders",
        dir.resolve("orders.schema.json"));

    assertThat(out.toString())
        .contains("id: o\n", "version: 2.1.0\n", "- name: o\n", "physicalName: shop.orders\n");
  }

  @Test
  void aLossFailsTheCommandOnlyWhereThatIsAskedFor() {
    Path schema = dir.resolve("orders.schema.json");

    assertThat(surety("contract", "import", "--format", "json-schema", "--fail-on-loss", schema))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("apiVersion:");
  }

  @Test
  void aRemarkThatIsLostIsListedAndFailsNothing() throws IOException {
    Path schema = dir.resolve("remarks.schema.json");
    Files.writeString(
        schema,
        """
        {"type": "object", "required": ["v"], "properties": {
          "v": {"type": "string", "title": "Value", "default": "x"}}}
        """);

    assertThat(surety("contract", "import", "--format", "json-schema", "--fail-on-loss", schema))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("businessName: Value\n");
    assertThat(err.toString()).contains(schema + ":2:56: remark lost: default: ");
  }

  @Test
  void aFileThatIsNoSchemaIsAProblemWithItsPlace() throws IOException {
    Path broken = dir.resolve("broken.json");
    Files.writeString(broken, "{\n  \"type\": [\n}\n");

    assertThat(surety("contract", "import", "--format", "json-schema", broken))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(broken + ":3:1: error");
  }

  @Test
  void whatIsExportedIsASchemaAndNamesWhatItCannotSay() throws IOException {
    Path contract = dir.resolve("orders.odcs.yaml");
    Files.writeString(
        contract,
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: orders
        version: 1.0.0
        status: active
        schema:
          - name: orders
            properties:
              - {name: id, logicalType: string, required: true, classification: secret}
            quality:
              - {id: r, type: custom, engine: cel, implementation: "record.id != ''"}
        """);

    assertThat(surety("contract", "export", "--format", "json-schema", contract))
        .isEqualTo(ExitCode.DONE);

    assertThat(out.toString())
        .isEqualTo(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "orders",
              "type": "object",
              "properties": {
                "id": {
                  "type": "string"
                }
              },
              "required": ["id"]
            }
            """);
    assertThat(err.toString())
        .contains(
            contract + ":9:57: lost: classification: ",
            contract + ":11:9: lost: rule r: ",
            "2 places not carried over");
    assertThat(surety("contract", "export", "--format=json-schema", "--object=other", contract))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("there is no record type 'other'; there is orders");
  }
}
