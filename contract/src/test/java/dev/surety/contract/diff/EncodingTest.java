package dev.surety.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types take which, as the specifications of Avro and Protobuf say. */
class EncodingTest {
  private static ContractVersion version(String format, String property) {
    return Versions.of(
        "{name: p, " + property + "}",
        "",
        "servers: [{server: s, type: kafka, host: h, format: " + format + "}]");
  }

  private static String property(String type) {
    String[] parts = type.split("/", -1);
    String options =
        parts.length > 1 && !parts[1].isEmpty()
            ? ", logicalTypeOptions: {format: " + parts[1] + "}"
            : "";
    String physical = parts.length > 2 ? ", physicalType: \"" + parts[2] + "\"" : "";
    String values = parts.length > 3 ? ", enum: [{value: A}]" : "";
    return "logicalType: " + parts[0] + options + physical + values;
  }

  @ParameterizedTest
  @CsvSource({
    "avro, integer/i32, integer, NONE, BREAKS",
    "avro, integer/i32, number/f32, NONE, BREAKS",
    "avro, integer/i32, number/f64, NONE, BREAKS",
    "avro, integer, number/f32, NONE, BREAKS",
    "avro, integer, number/f64, NONE, BREAKS",
    "avro, number/f32, number/f64, NONE, BREAKS",
    "avro, string, string//bytes, NONE, NONE",
    "avro, string, string//fixed(16), BREAKS, BREAKS",
    "avro, string//fixed(16), string//fixed(8), BREAKS, BREAKS",
    "avro, string, string///enum, BREAKS, BREAKS",
    "avro, string, date, BREAKS, BREAKS",
    "avro, string, integer, BREAKS, BREAKS",
    "avro, boolean, integer, BREAKS, BREAKS",
    "avro, 'number//decimal(10,2)', 'number//decimal(10,3)', BREAKS, BREAKS",
    "avro, timestamp//timestamp-millis, timestamp//timestamp-micros, BREAKS, BREAKS",
    "protobuf, integer/i32, integer, NONE, UNKNOWN",
    "protobuf, integer/u32, integer, NONE, UNKNOWN",
    "protobuf, integer/u32, integer/u64, NONE, UNKNOWN",
    "protobuf, integer/i32, integer/u32, UNKNOWN, UNKNOWN",
    "protobuf, boolean, integer, NONE, UNKNOWN",
    "protobuf, string//x/enum, integer/i32, NONE, UNKNOWN",
    "protobuf, integer/i32/sint32, integer//sint64, NONE, UNKNOWN",
    "protobuf, integer/i32, integer/i32/sint32, BREAKS, BREAKS",
    "protobuf, integer/u32/fixed32, integer/i32/sfixed32, UNKNOWN, UNKNOWN",
    "protobuf, integer/u32/fixed32, integer/u64/fixed64, BREAKS, BREAKS",
    "protobuf, string, string/base64, NONE, UNKNOWN",
    "protobuf, string, integer, BREAKS, BREAKS",
    "protobuf, number/f32, number/f64, BREAKS, BREAKS",
  })
  void typesOfTheEncodingDecide(
      String format, String before, String after, Effect storedData, Effect consumers) {
    ContractVersion one = version(format, property(before));
    ContractVersion other = version(format, property(after));

    Change change = encoded(one, other);
    Change back = encoded(other, one);

    assertThat(change.effect(Party.STORED_DATA)).isEqualTo(storedData);
    assertThat(change.effect(Party.PRODUCERS)).isEqualTo(storedData);
    assertThat(change.effect(Party.CONSUMERS)).isEqualTo(consumers);
    assertThat(back.effect(Party.STORED_DATA)).isEqualTo(consumers);
    assertThat(back.effect(Party.CONSUMERS)).isEqualTo(storedData);
  }

  private static Change encoded(ContractVersion before, ContractVersion after) {
    return ContractDiff.between(before, after).changes().stream()
        .filter(change -> change.kind() == ChangeKind.ENCODED_TYPE)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void jsonHasNoTypesOfItsOwn() {
    ContractDiff diff =
        ContractDiff.between(
            version("json", property("integer/i32")), version("json", property("number")));

    assertThat(diff.changes())
        .filteredOn(change -> change.kind() == ChangeKind.TYPE)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.effect(Party.STORED_DATA)).isEqualTo(Effect.NONE);
              assertThat(change.effect(Party.CONSUMERS)).isEqualTo(Effect.BREAKS);
            });
    assertThat(
            ContractDiff.between(
                    version("json", "logicalType: string"),
                    version("json", "logicalType: string, physicalType: bytes"))
                .changes())
        .isEmpty();
  }

  @Test
  void aFormatThatIsNotKnownIsStillRefused() {
    ContractVersion.Result result =
        ContractVersion.read(
            "x.yaml",
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: x
            version: 1.0.0
            status: active
            servers: [{server: s, type: kafka, host: h, format: thrift}]
            schema: [{name: a, logicalType: object, properties: [{name: b, logicalType: string}]}]
            """);

    assertThat(result.version()).isNull();
  }
}
