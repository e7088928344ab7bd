package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.registry.RegistrySettings;
import dev.surety.registry.Schema;
import dev.surety.registry.SchemaReference;
import dev.surety.registry.SchemaRegistry;
import dev.surety.registry.SchemaRegistry.Normalize;
import dev.surety.registry.SchemaType;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Schemas go into the sandbox's registry and come back as contracts. */
class SubjectImportIT {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: ID
      version: 1.0.0
      status: active
      schema:
        - name: Order
          physicalName: TOPIC
          physicalType: topic
          properties:
            - name: id
              logicalType: string
              required: true
            - name: amount
              logicalType: integer
              logicalTypeOptions:
                format: i64
            - name: tags
              logicalType: array
              items:
                logicalType: string
      """;

  private static final String DRAFT_7 = "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",";

  @TempDir private static Path dir;
  private static Sandbox sandbox;
  private static String url;
  private static SchemaRegistry registry;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeAll
  static void up() {
    Path home = Path.of(String.valueOf(System.getProperty("surety.home")));
    sandbox = Sandbox.up(SandboxOptions.of(home).withDir(dir).withRegistry(0), line -> {});
    url = sandbox.registryUrl().orElseThrow();
    registry = new SchemaRegistry(RegistrySettings.of(URI.create(url)));
  }

  @AfterAll
  static void down() {
    sandbox.down(Sandbox.Data.DELETE, line -> {});
  }

  private int surety(Object... args) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(Stream.of(args).map(String::valueOf).toArray(String[]::new));
  }

  private int importSubject(String subject, Object... more) {
    Object[] first = {"contract", "import", "--registry", url, "--subject", subject};
    return surety(Stream.of(first, more).flatMap(Stream::of).toArray());
  }

  private static void register(String subject, Schema schema) {
    assertThat(registry.register(subject, schema, Normalize.NO).found()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json-schema", "avro", "protobuf"})
  void whatWasPublishedComesBack(String format) throws IOException {
    String topic = "orders-" + format;
    Path file = dir.resolve(format + ".odcs.yaml");
    Files.writeString(file, CONTRACT.replace("ID", "c-" + format).replace("TOPIC", topic));
    Object[] publish = {"contract", "publish", "--registry", url, "--format", format, file};

    assertThat(surety(publish)).as(err.toString()).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains(topic + "-value: registered, version 1, id ");
    assertThat(surety(publish)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains(topic + "-value: unchanged, version 1");

    Path back = dir.resolve(format + "-back.odcs.yaml");
    assertThat(importSubject(topic + "-value", "-o", back))
        .as(() -> err.toString())
        .isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(back))
        .startsWith("# Imported from the " + format + " of subject " + topic + "-value/1.\n")
        .contains("id: " + topic + "\n")
        .contains("- name: id\n", "- name: amount\n", "- name: tags\n");
    assertThat(surety("contract", "lint", back)).as(() -> out.toString()).isEqualTo(ExitCode.DONE);
    assertThat(importSubject(topic + "-value", "--format", "avro"))
        .isEqualTo(format.equals("avro") ? ExitCode.DONE : ExitCode.USAGE);
  }

  @Test
  void schemasThatAreReferredToAreReadFromTheRegistryToo() {
    register("money", Schema.of(SchemaType.JSON, DRAFT_7 + "\"type\":\"number\",\"minimum\":7}"));
    register(
        "j-value",
        new Schema(
            SchemaType.JSON,
            DRAFT_7 + "\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"money.json\"}}}",
            List.of(new SchemaReference("money.json", "money", 1))));
    assertThat(importSubject("j-value")).as(err.toString()).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("name: a\n", "minimum: 7\n");
    assertThat(err.toString()).startsWith("money.json:1:61: lost: type: ");

    String inner = "{\"type\":\"enum\",\"name\":\"shop.Kind\",\"symbols\":[\"NEW\",\"OLD\"]}";
    register("kind", Schema.of(SchemaType.AVRO, inner));
    register(
        "a-value",
        new Schema(
            SchemaType.AVRO,
            "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"shop\",\"fields\":["
                + "{\"name\":\"kind\",\"type\":\"Kind\"},{\"name\":\"was\",\"type\":\"Kind\"}]}",
            List.of(new SchemaReference("shop.Kind", "kind", 1))));
    assertThat(importSubject("a-value")).as(err.toString()).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().split("value: NEW", -1)).hasSize(3);

    String used = "syntax = \"proto3\";\npackage shop;\nmessage Money { int64 units = 1; }\n";
    register("money.proto", Schema.of(SchemaType.PROTOBUF, used));
    register(
        "p-value",
        new Schema(
            SchemaType.PROTOBUF,
            "syntax = \"proto3\";\nimport \"shop/money.proto\";\n"
                + "message Order { shop.Money price = 1; }\n",
            List.of(new SchemaReference("shop/money.proto", "money.proto", 1))));
    assertThat(importSubject("p-value")).as(err.toString()).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("name: price\n", "name: units\n");
  }

  @Test
  void whatIsNotThereIsSaid() {
    register("payments-value", Schema.of(SchemaType.JSON, DRAFT_7 + "\"type\":\"object\"}"));

    assertThat(importSubject("paymnts-value")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("did you mean 'payments-value'?");
    assertThat(importSubject("payments-value", "--subject-version", "4")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("has no version 4: there are [1]");
    assertThat(importSubject("payments-value", "--subject-version", "1")).isEqualTo(ExitCode.DONE);
    assertThat(importSubject("payments-value", "--subject-version", "new"))
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aRegistryThatCannotBeReachedIsNoMissingSubject() {
    assertThat(surety("contract", "import", "--registry", "http://127.0.0.1:1", "--subject", "any"))
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void aPageIsNoSchema() throws IOException {
    Path file = dir.resolve("page.odcs.yaml");
    Files.writeString(file, CONTRACT.replace("ID", "page").replace("TOPIC", "page"));

    assertThat(surety("contract", "publish", "--registry", url, "--format", "markdown", file))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("a registry keeps no markdown");
  }
}
