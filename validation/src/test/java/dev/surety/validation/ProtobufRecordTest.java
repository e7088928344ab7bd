package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.convert.ProtobufDescriptors;
import dev.surety.validation.fast.protobuf.FastProtobufValidator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Protobuf's bytes are to a contract, and what is wrong with bytes that are none. */
class ProtobufRecordTest {
  private static Contract contract(String properties) {
    String yaml =
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: things
        name: Things
        version: "1.0.0"
        status: active
        schema:
          - name: thing
            physicalName: things
            logicalType: object
            properties:
        """
            + properties.indent(6);
    ContractReader.Result read = ContractReader.read("thing.odcs.yaml", yaml);
    return requireNonNull(read.contract(), () -> read.problems().toString());
  }

  private static Descriptor message(String proto) {
    ProtobufDescriptors.Result read = ProtobufDescriptors.read("t.proto", proto);
    return requireNonNull(read.descriptors(), () -> read.problems().toString())
        .message(List.of())
        .orElseThrow();
  }

  private static String verdict(String property, String syntax, String fields, String hex) {
    CompiledContract compiled =
        requireNonNull(
            CompiledContract.compile(contract("- " + property), "things", Limits.DEFAULT)
                .contract());
    String proto =
        "syntax = \""
            + syntax
            + "\";\nimport \"google/protobuf/timestamp.proto\";"
            + "import \"google/protobuf/wrappers.proto\";"
            + "import \"google/protobuf/duration.proto\";"
            + "import \"google/protobuf/struct.proto\";"
            + "message T { "
            + fields
            + " enum E { ZERO = 0; ONE = 1; } message M { optional int32 a = 1;"
            + " optional T t = 2; } }";
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    RecordValidator validator = compiled.protobuf(message(proto));
    Verdict verdict = validator.validate(TestRecord.bytes(bytes));
    if (validator instanceof FastProtobufValidator fast) {
      fast.generate();
      assertThat(validator.validate(TestRecord.bytes(bytes))).isEqualTo(verdict);
    }
    return verdict.match(
        accepted -> "",
        rejected ->
            String.join(
                "; ",
                rejected.violations().stream()
                    .map(violation -> violation.path() + " " + violation.code())
                    .toList()),
        undecided -> "undecided");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A scalar without presence has its default; with presence it is absent.
        "integer, required: true, logicalTypeOptions: {minimum: 0} | int32 f = 1; | ''  | ''",
        "integer, required: true, logicalTypeOptions: {minimum: 1} | int32 f = 1; | ''  | f below_minimum",
        "integer, required: true | optional int32 f = 1; | '' | f required_missing",
        "integer, required: true | optional int32 f = 1; | 0800 | ''",
        "integer | oneof o { int32 f = 1; int32 g = 2; } | 08051006 | ''",
        "integer, required: true | oneof o { int32 f = 1; int32 g = 2; } | 08051006 | f required_missing",
        "object, required: true, properties: [{name: a, logicalType: integer}] | M f = 1; | '' | f required_missing",
        "object, required: true, properties: [{name: a, logicalType: integer}] | M f = 1; | 0a00 | ''",
        // The last one counts; messages are joined.
        "integer, logicalTypeOptions: {maximum: 5} | int32 f = 1; | 08090805 | ''",
        "integer, logicalTypeOptions: {maximum: 5} | int32 f = 1; | 08050809 | f above_maximum",
        "object, properties: [{name: a, logicalType: integer, required: true}] | M f = 1; | 0a0208010a00 | ''",
        // Packed or not, in pieces.
        "array, items: {logicalType: integer}, logicalTypeOptions: {minItems: 3} | repeated int32 f = 1; | 080108020803 | ''",
        "array, items: {logicalType: integer}, logicalTypeOptions: {minItems: 3} | repeated int32 f = 1; | 0a0201020803 | ''",
        "array, items: {logicalType: integer}, logicalTypeOptions: {minItems: 3} | repeated int32 f = 1; | 0a020102 | f too_few_items",
        "array, items: {logicalType: integer, logicalTypeOptions: {maximum: 1}} | repeated int32 f = 1; | 0a020102 | f[1] above_maximum",
        // Numbers.
        "integer, logicalTypeOptions: {format: u64} | uint64 f = 1; | 08ffffffffffffffffff01 | ''",
        "integer | uint64 f = 1; | 08ffffffffffffffffff01 | f out_of_range",
        "integer, logicalTypeOptions: {maximum: -1} | sint64 f = 1; | 0801 | ''",
        "integer, logicalTypeOptions: {maximum: -1} | int32 f = 1; | 08ffffffffffffffffff01 | ''",
        "integer | double f = 1; | 090000000000000040 | ''",
        "integer | double f = 1; | 090000000000000440 | f wrong_type",
        "number | double f = 1; | 09000000000000f87f | f not_finite",
        "number, logicalTypeOptions: {maximum: 0.1} | float f = 1; | 0dcdcccc3d | ''",
        "number, logicalTypeOptions: {multipleOf: 0.1} | double f = 1; | 09333333333333d33f | ''",
        // Texts, bytes, enums.
        "string | string f = 1; | 0a02c328 | f invalid_encoding",
        "string, logicalTypeOptions: {maxLength: 1} | string f = 1; | 0a02c3a4 | ''",
        "string, logicalTypeOptions: {format: base64, maxLength: 4} | bytes f = 1; | 0a03fffefd | ''",
        "string, logicalTypeOptions: {format: base64, maxLength: 4} | bytes f = 1; | 0a04fffefdfc | f too_long",
        "string, enum: [{value: ONE}] | E f = 1; | 0801 | ''",
        "string, enum: [{value: ONE}] | E f = 1; | '' | f not_allowed",
        "string | E f = 1; | 0809 | f wrong_type",
        // Well-known types.
        "timestamp, logicalTypeOptions: {minimum: '2020-01-01T00:00:00Z'} | google.protobuf.Timestamp f = 1; | 0a0608ffc1aff005 | f too_early",
        "timestamp | google.protobuf.Timestamp f = 1; | 0a021001 | ''",
        "timestamp | google.protobuf.Timestamp f = 1; | 0a0b10ffffffffffffffffff01 | f invalid_timestamp",
        "string, logicalTypeOptions: {pattern: '^1[.]500s$'} | google.protobuf.Duration f = 1; | 0a0808011080cab5ee01 | ''",
        "integer, required: true | google.protobuf.Int64Value f = 1; | 0a00 | ''",
        "integer, required: true | google.protobuf.Int64Value f = 1; | '' | f required_missing",
        "object, properties: [{name: a, logicalType: string}] | google.protobuf.Struct f = 1; | 0a0a0a080a0161120308f807 | ''",
        "map, map: {key: {logicalType: string}, value: {logicalType: integer, logicalTypeOptions: {maximum: 1}}} | map<string, int32> f = 1; | 0a050a01611002 | f.a above_maximum",
        // Unknown fields, and groups of them.
        "integer | int32 f = 1; | 0801 8a3f0161 f33f0801f43f | ''",
      })
  void valuesAreJudgedAsTheirJsonForm(String type, String fields, String hex, String expected) {
    assertThat(verdict("{name: f, logicalType: " + type + "}", "proto3", fields, hex))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "08, f malformed_protobuf",
    "08ffffffffffffffffffff01, f malformed_protobuf",
    "0d01020304, f malformed_protobuf",
    "0001, ' malformed_protobuf'",
    "0e, ' malformed_protobuf'",
    "120561, g malformed_protobuf",
    "12ffffffff0f, g malformed_protobuf",
    "9b01, ' malformed_protobuf'",
    "9c01, ' malformed_protobuf'",
    "9b01a401, ' malformed_protobuf'",
  })
  void bytesThatAreNoMessageAreAViolation(String hex, String expected) {
    assertThat(
            verdict("{name: f, logicalType: integer}", "proto3", "int32 f = 1; string g = 2;", hex))
        .isEqualTo(expected);
  }

  @Test
  void whatProto2RequiresIsRequired() {
    String fields = "required int32 f = 1; optional E e = 2; repeated group G = 3 {";
    String rest = " optional int32 a = 1; }";
    String property = "{name: e, logicalType: string, enum: [{value: ONE}]}";

    assertThat(verdict(property, "proto2", fields + rest, "")).isEqualTo("f required_missing");
    assertThat(verdict(property, "proto2", fields + rest, "0801")).isEmpty();
    // A closed enum does not have the number: the field counts as unknown.
    assertThat(verdict(property, "proto2", fields + rest, "08011009")).isEmpty();
    assertThat(verdict(property, "proto2", fields + rest, "08011b08011c")).isEmpty();
  }

  @Test
  void theKeyIsJudgedToo() {
    String yaml =
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: things
        name: Things
        version: "1.0.0"
        status: active
        schema:
          - name: thing
            physicalName: things
            logicalType: object
            customProperties: [{property: surety.key, value: {property: f}}]
            properties: [{name: f, logicalType: string}]
        """;
    ContractReader.Result read = ContractReader.read("thing.odcs.yaml", yaml);
    Contract contract = requireNonNull(read.contract(), () -> read.problems().toString());
    RecordValidator validator =
        requireNonNull(
                CompiledContract.compile(contract, "things", Limits.DEFAULT).contract(), "contract")
            .protobuf(message("syntax = \"proto3\"; message T { string f = 1; }"));

    assertThat(validator.validate(TestRecord.bytes(new byte[] {0x0a, 1, 'k'})))
        .isEqualTo(Verdict.Accepted.CLEAN);
    assertThat(validator.validate(TestRecord.bytes(new byte[] {0x0a, 1, 'x'})))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void deepAndWideMessagesAreBounded() {
    byte[] bytes = {};
    for (int i = 0; i < 100; i++) {
      byte[] around = new byte[bytes.length + 4];
      around[0] = 0x12;
      around[1] = (byte) (bytes.length & 0x7f | 0x80);
      around[2] = (byte) (bytes.length >> 7 | 0x80);
      around[3] = 0;
      System.arraycopy(bytes, 0, around, 4, bytes.length);
      bytes = around;
    }
    String proto = "M f = 2;";
    String property = "{name: g, logicalType: integer}";

    assertThat(verdict(property, "proto3", proto, HexFormat.of().formatHex(bytes)))
        .endsWith("too_deep");
  }
}
