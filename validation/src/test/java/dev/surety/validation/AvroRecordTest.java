package dev.surety.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.validation.fast.avro.FastAvroValidator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Avro's bytes are to a contract, and what is wrong with bytes that are none. */
class AvroRecordTest {
  private static final String PROPERTIES =
      """
      - {name: id, logicalType: string, required: true, logicalTypeOptions: {format: uuid}}
      - {name: count, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 9}}
      - {name: price, logicalType: number, logicalTypeOptions: {multipleOf: 0.01, maximum: 100}}
      - {name: at, logicalType: timestamp}
      - {name: day, logicalType: date}
      - {name: kind, logicalType: string, enum: [{value: A}, {value: B}]}
      """;

  private static Contract contract(String properties) {
    return contract(properties, "[]");
  }

  private static Contract contract(String properties, String settings) {
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
            customProperties: %s
            properties:
        """
                .formatted(settings)
            + properties.indent(6);
    ContractReader.Result read = ContractReader.read("thing.odcs.yaml", yaml);
    return requireNonNull(read.contract(), () -> read.problems().toString());
  }

  private static RecordValidator validator(String properties, String fields) {
    CompiledContract compiled =
        requireNonNull(
            CompiledContract.compile(contract(properties), "things", Limits.DEFAULT).contract());
    return compiled.avro(schema(fields));
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"thing\",\"fields\":[" + fields + "]}");
  }

  private static byte[] encode(String fields, Map<String, @Nullable Object> values) {
    GenericRecordBuilder record = new GenericRecordBuilder(schema(fields));
    values.forEach(record::set);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(schema(fields)).write(record.build(), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static List<String> violations(RecordValidator validator, byte[] value) {
    Verdict verdict = validator.validate(TestRecord.bytes(value));
    if (validator instanceof FastAvroValidator fast) {
      fast.generate();
      assertThat(validator.validate(TestRecord.bytes(value))).isEqualTo(verdict);
    }
    return verdict.match(
        accepted -> List.<String>of(),
        rejected -> rejected.violations().stream().map(v -> v.path() + " " + v.code()).toList(),
        undecided -> List.of("undecided"));
  }

  private static final String ID = "{\"name\":\"id\",\"type\":\"string\"}";
  private static final String UUID = "123e4567-e89b-12d3-a456-426614174000";

  private static List<String> of(String type, @Nullable Object value, String name) {
    String field = "{\"name\":\"" + name + "\",\"type\":" + type + "}";
    String fields = name.equals("id") ? field : ID + "," + field;
    Map<String, @Nullable Object> values = new java.util.HashMap<>();
    values.put("id", UUID);
    values.put(name, value);
    return violations(validator(PROPERTIES, fields), encode(fields, values));
  }

  @Test
  void valuesAreJudgedAsInJson() {
    assertThat(of("\"int\"", 3, "count")).isEmpty();
    assertThat(of("\"long\"", 10L, "count")).containsExactly("count above_maximum");
    assertThat(of("[\"null\",\"long\"]", null, "count")).isEmpty();
    assertThat(of("\"double\"", 2.0, "count")).isEmpty();
    assertThat(of("\"double\"", 2.5, "count")).containsExactly("count wrong_type");
    assertThat(of("\"double\"", 0.29, "price")).isEmpty();
    assertThat(of("\"float\"", 0.29f, "price")).isEmpty();
    assertThat(of("\"double\"", 0.295, "price")).containsExactly("price not_multiple_of");
    assertThat(
            of("{\"type\":\"enum\",\"name\":\"k\",\"symbols\":[\"A\",\"C\"]}", symbol("A"), "kind"))
        .isEmpty();
    assertThat(
            of("{\"type\":\"enum\",\"name\":\"k\",\"symbols\":[\"A\",\"C\"]}", symbol("C"), "kind"))
        .containsExactly("kind not_allowed");
    assertThat(of("\"boolean\"", true, "kind")).containsExactly("kind wrong_type");
    assertThat(violations(validator(PROPERTIES, ""), new byte[0]))
        .containsExactly("id required_missing");
  }

  private static Object symbol(String symbol) {
    return new org.apache.avro.generic.GenericData.EnumSymbol(
        Schema.createEnum("k", null, null, List.of("A", "C")), symbol);
  }

  @Test
  void logicalTypesAreTheirLogicalValues() {
    String decimal =
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":%d}";
    assertThat(of(decimal.formatted(2), ByteBuffer.wrap(new byte[] {39, 16}), "price")).isEmpty();
    assertThat(of(decimal.formatted(2), ByteBuffer.wrap(new byte[] {39, 17}), "price"))
        .containsExactly("price above_maximum");
    assertThat(of(decimal.formatted(3), ByteBuffer.wrap(new byte[] {-1}), "price"))
        .containsExactly("price not_multiple_of");
    assertThat(of("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", 5L, "at")).isEmpty();
    assertThat(of("{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}", -5L, "at")).isEmpty();
    assertThat(of("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", Long.MAX_VALUE, "at"))
        .containsExactly("at invalid_timestamp");
    assertThat(of("\"long\"", 5L, "at")).containsExactly("at wrong_type");
    assertThat(of("{\"type\":\"int\",\"logicalType\":\"date\"}", 2932896, "day")).isEmpty();
    assertThat(of("{\"type\":\"int\",\"logicalType\":\"date\"}", 2932897, "day"))
        .containsExactly("day invalid_date");
  }

  @Test
  void aUuidMayBeSixteenBytes() {
    String fields =
        "{\"name\":\"id\",\"type\":{\"type\":\"fixed\",\"name\":\"u\",\"size\":16,"
            + "\"logicalType\":\"uuid\"}}";
    assertThat(violations(validator(PROPERTIES, fields), new byte[16])).isEmpty();
    assertThat(violations(validator(PROPERTIES, fields), new byte[15]))
        .containsExactly("id malformed_avro");
  }

  @Test
  void theKeyIsHeldToTheRecord() {
    Contract contract = contract(PROPERTIES, "[{property: surety.key, value: id}]");
    RecordValidator validator =
        requireNonNull(CompiledContract.compile(contract, "things", Limits.DEFAULT).contract())
            .avro(schema(ID));
    byte[] value = encode(ID, Map.of("id", UUID));

    assertThat(violations(validator, value)).isNotEmpty();
    assertThat(validator).isInstanceOf(FastAvroValidator.class);
    assertThat(((FastAvroValidator) validator).accepts(keyed(UUID, value))).isTrue();
    assertThat(((FastAvroValidator) validator).accepts(keyed("other", value))).isFalse();
  }

  private static RecordInput keyed(String key, byte[] value) {
    return TestRecord.raw(key.getBytes(UTF_8), value);
  }

  private static List<String> raw(String type, String hex) {
    String fields = "{\"name\":\"a\",\"type\":" + type + "}";
    RecordValidator validator = validator("- {name: a}", fields);
    return violations(validator, HexFormat.of().parseHex(hex));
  }

  @Test
  void bytesThatAreNoRecordAreViolations() {
    assertThat(raw("\"int\"", "")).containsExactly("a malformed_avro");
    assertThat(raw("\"int\"", "80")).containsExactly("a malformed_avro");
    assertThat(raw("\"int\"", "feffffff0f")).isEmpty();
    assertThat(raw("\"int\"", "8080808010")).containsExactly("a malformed_avro");
    assertThat(raw("\"long\"", "ffffffffffffffffff01")).isEmpty();
    assertThat(raw("\"long\"", "ffffffffffffffffff02")).containsExactly("a malformed_avro");
    assertThat(raw("\"long\"", "ffffffffffffffffffff01")).containsExactly("a malformed_avro");
    assertThat(raw("\"int\"", "0200")).containsExactly(" trailing_data");
    assertThat(raw("\"boolean\"", "02")).containsExactly("a malformed_avro");
    assertThat(raw("\"string\"", "03")).containsExactly("a malformed_avro");
    assertThat(raw("\"string\"", "feffffff0f61")).containsExactly("a malformed_avro");
    assertThat(raw("\"string\"", "02c3")).containsExactly("a invalid_encoding");
    assertThat(raw("\"double\"", "000000000000f87f")).containsExactly("a not_finite");
    assertThat(raw("\"float\"", "0000807f")).containsExactly("a not_finite");
    assertThat(raw("[\"null\",\"int\"]", "04")).containsExactly("a malformed_avro");
    String ints = "{\"type\":\"array\",\"items\":\"int\"}";
    assertThat(raw(ints, "0102020000")).containsExactly(" trailing_data");
    assertThat(raw(ints, "01020200")).isEmpty();
    assertThat(raw(ints, "01040200")).containsExactly("a malformed_avro");
    assertThat(raw(ints, "0103020200")).containsExactly("a malformed_avro");
    assertThat(raw("{\"type\":\"map\",\"values\":\"int\"}", "040261020262020000"))
        .containsExactly(" trailing_data");
    assertThat(raw("{\"type\":\"map\",\"values\":\"int\"}", "0402610202610200"))
        .containsExactly("a.a duplicate_key");
  }

  @Test
  void aFewBytesCannotMeanMuch() {
    String nulls = "{\"type\":\"array\",\"items\":\"null\"}";
    assertThat(raw(nulls, "80808080808080808001" + "00"))
        .containsExactly("a[100010] too_many_values");
    assertThat(raw(nulls, "0600")).isEmpty();
    String self =
        "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"r\",\"type\":\"r\"}]}";
    assertThat(raw(self, "").get(0)).endsWith("too_deep");
    String lists = "{\"type\":\"array\",\"items\":[\"null\",\"thing\"]}";
    byte[] nested = new byte[400];
    Arrays.fill(nested, (byte) 2);
    assertThat(raw(lists, HexFormat.of().formatHex(nested)).get(0)).endsWith("too_deep");
  }
}
