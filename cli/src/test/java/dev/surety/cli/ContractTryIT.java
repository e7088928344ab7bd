package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ContractTryIT {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      version: 1.0.0
      status: active
      schema:
        - name: order
          physicalName: orders
          properties:
            - {name: id, logicalType: string, required: true}
            - {name: amount, logicalType: number, required: true}
            - {name: paid, logicalType: number}
          quality:
            - {id: paid-in-full, type: custom, engine: cel, severity: error,
               implementation: "!has(record.paid) || record.paid >= record.amount"}
            - {id: odd-name, type: custom, engine: cel, severity: warning,
               implementation: "record.id.matches('^[a-z]+$') && string(record.amount) != ''"}
      """;

  private final Path dir;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  ContractTryIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void writeContract() throws IOException {
    Files.writeString(dir.resolve("c.yaml"), CONTRACT);
  }

  private int surety(Object... args) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(Stream.of(args).map(String::valueOf).toArray(String[]::new));
  }

  private Path records(String... lines) throws IOException {
    return Files.writeString(dir.resolve("records.ndjson"), String.join("\n", lines));
  }

  @Test
  void everyRejectedRecordHasItsLineAndReasonsAndEachRuleItsCount() throws IOException {
    Path records =
        records(
            "{\"id\":\"a\",\"amount\":1}",
            "{\"id\":\"b\",\"amount\":2,\"paid\":1}",
            "",
            "{\"amount\":1}",
            "{\"id\":\"B7\",\"amount\":1}",
            "{\"id\":");

    assertThat(surety("contract", "try", dir.resolve("c.yaml"), "--input", records))
        .isEqualTo(ExitCode.FINDINGS);

    assertThat(out.toString())
        .contains("line 2: rejected\n  (record): paid-in-full [rule_failed]")
        .contains("line 4: rejected\n  id: required [required_missing]")
        .contains("line 5: accepted with warnings\n  warning: (record): odd-name [rule_failed]")
        .contains("line 6: rejected")
        .doesNotContain("line 1:")
        .doesNotContain("line 3:")
        .containsPattern("paid-in-full +1 +0")
        .containsPattern("odd-name +0 +1")
        .endsWith("5 records: 2 accepted (1 with warnings), 3 rejected\n");
  }

  @Test
  void recordsThatKeepTheContractEndWithExitCode0() throws IOException {
    Path records = records("{\"id\":\"a\",\"amount\":1}", "{\"id\":\"b\",\"amount\":2}");

    assertThat(surety("contract", "try", dir.resolve("c.yaml"), "--quiet", "--input", records))
        .isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).isEqualTo("2 records: 2 accepted (0 with warnings), 0 rejected\n");
  }

  @Test
  void programsGetOneObjectALine() throws IOException {
    Path records = records("{\"id\":\"a\"}", "{\"id\":\"b\",\"amount\":2}");

    surety("contract", "try", dir.resolve("c.yaml"), "--format", "json", "--input", records);

    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode rejected = mapper.readTree(lines.get(0));
    assertThat(rejected.get("line").asInt()).isEqualTo(1);
    assertThat(rejected.at("/violations/0/code").asText()).isEqualTo("required_missing");
    JsonNode summary = mapper.readTree(lines.get(1)).get("summary");
    assertThat(summary.get("records").asInt()).isEqualTo(2);
    assertThat(summary.at("/rejected_by/required").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsNoFileOfLinesOrNoTopicIsWrongUsage() throws IOException {
    Path avro = Files.write(dir.resolve("x.avro"), new byte[] {'O', 'b', 'j', 1, 0});

    assertThat(surety("contract", "try", dir.resolve("c.yaml"), "--input", avro))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("the header of the Avro file has no schema");
    assertThat(surety("contract", "try", dir.resolve("c.yaml"), "--topic", "x", "--input", avro))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no topic x; it has: orders");
  }

  private Path avro(CodecFactory codec, Object... amounts) throws IOException {
    Schema schema =
        SchemaBuilder.record("order")
            .fields()
            .requiredString("id")
            .optionalDouble("amount")
            .endRecord();
    Path file = dir.resolve("records.avro");
    GenericDatumWriter<GenericRecord> datum = new GenericDatumWriter<>(schema);
    try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(datum)) {
      writer.setCodec(codec).setSyncInterval(200).create(schema, file.toFile());
      for (Object amount : amounts) {
        writer.append(
            new GenericRecordBuilder(schema)
                .set("id", "a")
                .set("amount", amount.equals("") ? null : amount)
                .build());
      }
    }
    return file;
  }

  @Test
  void recordsOfAnAvroFileAreJudgedByTheSchemaInIt() throws IOException {
    Object[] amounts = new Object[500];
    Arrays.fill(amounts, 1.5);
    amounts[321] = "";
    for (CodecFactory codec :
        List.of(
            CodecFactory.nullCodec(),
            CodecFactory.deflateCodec(6),
            CodecFactory.snappyCodec(),
            CodecFactory.zstandardCodec(3))) {
      Path file = avro(codec, amounts);

      assertThat(surety("contract", "try", dir.resolve("c.yaml"), "--input", file))
          .as("%s: %s", codec, err)
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString())
          .contains("record 322: rejected\n  amount: required [required_null]")
          .endsWith("500 records: 499 accepted (0 with warnings), 1 rejected\n");
    }
  }

  @Test
  void aDamagedAvroFileSaysWhatIsWrong() throws IOException {
    Path file = avro(CodecFactory.nullCodec(), 1.5, 2.5, 3.5);
    byte[] bytes = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(surety("contract", "try", dir.resolve("c.yaml"), "--input", file))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("the Avro file is truncated");

    byte[] marker = bytes.clone();
    marker[bytes.length - 1]++;
    Files.write(file, marker);
    surety("contract", "try", dir.resolve("c.yaml"), "--input", file);
    assertThat(err.toString()).contains("a block does not end with its marker");

    // The last record's union, eight bytes of the double before the marker.
    byte[] branch = bytes.clone();
    branch[bytes.length - 16 - 9] = 8;
    Files.write(file, branch);
    assertThat(surety("contract", "try", dir.resolve("c.yaml"), "--input", file))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("record 3: rejected\n  amount: avro [malformed_avro]")
        .contains("3 records: 2 accepted");
  }

  @Test
  void explainShowsTheChecksAndWhyARuleIsNotCompiled() {
    assertThat(surety("contract", "explain", dir.resolve("c.yaml"))).isEqualTo(ExitCode.DONE);

    assertThat(out.toString())
        .contains("topic orders")
        .containsPattern("amount +number unbounded: required")
        .containsPattern("paid-in-full +compiled +about \\d+ ns")
        .contains("reads amount, paid")
        .contains("not compiled: it uses string()")
        .contains("no fast path");
  }

  @Test
  void lintExplainsWhatRulesCost() {
    assertThat(surety("contract", "lint", "--explain-cost", dir.resolve("c.yaml")))
        .isEqualTo(ExitCode.DONE);

    assertThat(out.toString())
        .containsPattern(":15:\\d+: paid-in-full: compiled, about \\d+ ns for each record")
        .containsPattern("odd-name: CEL for Java, about \\d+ ns for each record: it uses string");
    assertThat(
            surety(
                "contract", "lint", "--explain-cost", "--format", "junit", dir.resolve("c.yaml")))
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void protobufMessagesBehindTheirLengthsAreJudgedByTheirSchema() throws IOException {
    Files.writeString(
        dir.resolve("order.proto"),
        "syntax = \"proto3\";\nmessage Order { string id = 1; double amount = 2; Part part = 3; }\n"
            + "message Part {}\n");
    byte[] good = {12, 0x0a, 1, 'a', 0x11, 0, 0, 0, 0, 0, 0, 0, 0x40};
    byte[] cut = {2, 0x0a, 5};
    byte[] records = java.util.Arrays.copyOf(good, good.length + cut.length);
    System.arraycopy(cut, 0, records, good.length, cut.length);
    Path input = Files.write(dir.resolve("orders.bin"), records);
    Path proto = dir.resolve("order.proto");
    Path contract = dir.resolve("c.yaml");

    int code =
        surety(
            "contract", "try", contract, "--input", input, "--proto", proto, "--message", "Order");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("record 2: rejected")
        .contains("id: protobuf [malformed_protobuf]")
        .contains("2 records: 1 accepted");
    assertThat(surety("contract", "try", contract, "--input", input, "--proto", proto))
        .isEqualTo(2);
    assertThat(err.toString()).contains("name one with --message: Order, Part");
    assertThat(surety("contract", "try", contract, "--input", input, "--message", "Order"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("give the schema with --proto");
  }
}
