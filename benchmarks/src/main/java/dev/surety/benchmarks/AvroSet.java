package dev.surety.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.contract.convert.AvroExport;
import dev.surety.contract.convert.ExportSource;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The records of a set in Avro, by the schema that its contract is exported to.
 *
 * @param name in the printed lines
 * @param contract file of the contract
 * @param schema file of the Avro schema
 * @param records file of records
 */
record AvroSet(String name, Path contract, Path schema, Path records) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Writes the compact records of a set in Avro. */
  static AvroSet of(ValidationSet set, Path directory) throws IOException {
    String name = set.name() + "-avro";
    Schema schema = schema(set.contract());
    Path schemaFile = directory.resolve(name + ".avsc");
    Files.writeString(schemaFile, schema.toString());
    Path compact = set.records().get(ValidationSet.Style.COMPACT);
    if (compact == null) {
      throw new IllegalStateException("no compact records of " + set.name());
    }
    List<byte[]> values = Rounds.records(compact);
    Path file = directory.resolve(name + ".records");
    GenericDatumWriter<@Nullable Object> writer = new GenericDatumWriter<>(schema);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeInt(values.size());
      for (byte[] value : values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        writer.write(datum(MAPPER.readTree(value), schema), encoder);
        encoder.flush();
        out.writeInt(bytes.size());
        out.write(bytes.toByteArray());
      }
    }
    return new AvroSet(name, set.contract(), schemaFile, file);
  }

  /** The schema that a contract is exported to. */
  static Schema schema(Path contract) {
    ExportSource.Result read = ExportSource.read(contract);
    ExportSource source = read.source();
    if (source == null) {
      throw new IllegalStateException("the contract " + contract + ": " + read.problems());
    }
    return new Schema.Parser().parse(AvroExport.write(source, source.objects().get(0)).text());
  }

  private static @Nullable Object datum(@Nullable JsonNode json, Schema schema) {
    if (schema.getType() == Schema.Type.UNION) {
      boolean isNull = json == null || json.isNull();
      return isNull ? null : datum(json, schema.getTypes().get(1));
    }
    if (json == null) {
      throw new IllegalStateException("nothing to write as " + schema);
    }
    return switch (schema.getType()) {
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        schema
            .getFields()
            .forEach(
                field -> record.put(field.pos(), datum(json.get(field.name()), field.schema())));
        yield record;
      }
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        json.forEach(item -> items.add(datum(item, schema.getElementType())));
        yield items;
      }
      case MAP -> {
        Map<String, @Nullable Object> entries = new HashMap<>();
        json.fields()
            .forEachRemaining(
                entry ->
                    entries.put(entry.getKey(), datum(entry.getValue(), schema.getValueType())));
        yield entries;
      }
      case ENUM -> new GenericData.EnumSymbol(schema, json.asText());
      case LONG -> json.isTextual() ? micros(json.asText()) : json.asLong();
      case INT -> json.intValue();
      case DOUBLE -> json.doubleValue();
      case FLOAT -> json.floatValue();
      case BOOLEAN -> json.booleanValue();
      case STRING -> json.asText();
      case BYTES -> decimal(json.decimalValue(), schema);
      case FIXED, NULL, UNION -> throw new IllegalStateException("not in these sets: " + schema);
    };
  }

  private static long micros(String text) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(text));
  }

  private static ByteBuffer decimal(BigDecimal number, Schema schema) {
    int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
    return ByteBuffer.wrap(number.setScale(scale).unscaledValue().toByteArray());
  }
}
