package dev.surety.validation.witness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.contract.LogicalType;
import dev.surety.validation.type.TemporalFormat;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that a producer may have written with, made from one that a contract was exported to; and
 * values in Avro's encoding by them, beside what JSON would say of them.
 */
final class AvroVariation {
  private final Random random;
  private int names;

  AvroVariation(Random random) {
    this.random = random;
  }

  /** The value is none of the schema. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit() {
      super("unfit", null, false, false);
    }
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  private String name() {
    return "t" + names++;
  }

  /** Another schema for much the same records. */
  Schema vary(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case UNION -> union(schema);
      case ARRAY -> Schema.createArray(vary(schema.getElementType()));
      case MAP -> Schema.createMap(vary(schema.getValueType()));
      default -> chance(3) ? promoted(schema) : schema;
    };
  }

  private Schema record(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (!chance(25)) {
        Schema type = vary(field.schema());
        boolean optional = type.getType() != Schema.Type.UNION && chance(6);
        fields.add(
            new Schema.Field(
                field.name(),
                optional ? Schema.createUnion(Schema.create(Schema.Type.NULL), type) : type));
      }
    }
    if (chance(4)) {
      fields.add(new Schema.Field(RecordGenerator.UNLISTED, extra()));
    }
    if (random.nextBoolean()) {
      Collections.shuffle(fields, random);
    }
    return Schema.createRecord(name(), null, null, false, fields);
  }

  private Schema extra() {
    Schema tail =
        Schema.createRecord(
            name(),
            null,
            null,
            false,
            List.of(new Schema.Field("n", Schema.create(Schema.Type.NULL))));
    return switch (random.nextInt(4)) {
      case 0 -> Schema.create(Schema.Type.STRING);
      case 1 -> Schema.createMap(Schema.create(Schema.Type.DOUBLE));
      case 2 -> Schema.createArray(tail);
      default -> Schema.createFixed(name(), null, null, random.nextInt(4));
    };
  }

  private Schema union(Schema schema) {
    List<Schema> branches = new ArrayList<>();
    for (Schema branch : schema.getTypes()) {
      branches.add(branch.getType() == Schema.Type.NULL ? branch : vary(branch));
    }
    if (chance(8) && branches.stream().noneMatch(b -> b.getType() == Schema.Type.BOOLEAN)) {
      branches.add(Schema.create(Schema.Type.BOOLEAN));
    }
    if (chance(10)) {
      branches.removeIf(branch -> branch.getType() == Schema.Type.NULL);
    }
    if (random.nextBoolean()) {
      Collections.shuffle(branches, random);
    }
    return branches.size() == 1 ? branches.get(0) : Schema.createUnion(branches);
  }

  private Schema promoted(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      Schema fixed = Schema.createFixed(name(), null, null, 4 + random.nextInt(14));
      return LogicalTypes.decimal(2, Math.min(2, decimal.getScale())).addToSchema(fixed);
    }
    if (schema.getLogicalType() != null) {
      return switch (schema.getLogicalType().getName()) {
        case "timestamp-micros", "timestamp-millis" ->
            chance(2)
                ? LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG))
                : LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
        case "local-timestamp-micros" ->
            LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        case "time-micros" -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
        case "uuid" -> LogicalTypes.uuid().addToSchema(Schema.createFixed(name(), null, null, 16));
        default -> Schema.create(Schema.Type.STRING);
      };
    }
    List<Schema.Type> types =
        switch (schema.getType()) {
          case INT -> List.of(Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);
          case LONG -> List.of(Schema.Type.INT, Schema.Type.DOUBLE);
          case FLOAT -> List.of(Schema.Type.DOUBLE);
          case DOUBLE -> List.of(Schema.Type.FLOAT, Schema.Type.LONG);
          case STRING -> List.of(Schema.Type.BYTES);
          case BYTES -> List.of(Schema.Type.STRING);
          default -> List.of();
        };
    return types.isEmpty() ? schema : Schema.create(types.get(random.nextInt(types.size())));
  }

  /**
   * Writes a value.
   *
   * @return what JSON says in its place
   */
  @Nullable Object write(@Nullable Object value, Schema schema, ByteArrayOutputStream out)
      throws Unfit {
    return switch (schema.getType()) {
      case NULL -> null;
      case UNION -> branch(value, schema, out);
      case RECORD -> object(value, schema, out);
      case ARRAY -> array(value, schema.getElementType(), out);
      case MAP -> map(value, schema.getValueType(), out);
      case BOOLEAN -> {
        boolean truth = value instanceof Boolean known ? known : random.nextBoolean();
        out.write(truth ? 1 : 0);
        yield truth;
      }
      case INT, LONG -> number(value, schema, out);
      case FLOAT -> {
        float real = decimal(value).floatValue();
        require(Float.isFinite(real));
        out.writeBytes(little(4).putFloat(real).array());
        yield new BigDecimal(Float.toString(real));
      }
      case DOUBLE -> {
        double real = decimal(value).doubleValue();
        require(Double.isFinite(real));
        out.writeBytes(little(8).putDouble(real).array());
        yield new BigDecimal(Double.toString(real));
      }
      case STRING -> {
        byte[] text = fit(String.class, value).getBytes(UTF_8);
        varint(text.length, out);
        out.writeBytes(text);
        yield value;
      }
      case BYTES, FIXED -> bytes(value, schema, out);
      case ENUM -> {
        int index = schema.getEnumSymbols().indexOf(String.valueOf(value));
        index = index < 0 ? random.nextInt(schema.getEnumSymbols().size()) : index;
        varint(index, out);
        yield schema.getEnumSymbols().get(index);
      }
    };
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(boolean good) throws Unfit {
    if (!good) {
      throw new Unfit();
    }
  }

  private static <T> T fit(Class<T> type, @Nullable Object value) throws Unfit {
    if (value == null || !type.isInstance(value)) {
      throw new Unfit();
    }
    return type.cast(value);
  }

  private static BigDecimal decimal(@Nullable Object value) throws Unfit {
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    BigDecimal number = fit(BigDecimal.class, value);
    require(number.precision() < 400 && Math.abs(number.scale()) < 400);
    return number;
  }

  static void varint(long value, ByteArrayOutputStream out) {
    long bits = (value << 1) ^ (value >> 63);
    while ((bits & ~0x7fL) != 0) {
      out.write((int) (bits & 0x7f | 0x80));
      bits >>>= 7;
    }
    out.write((int) bits);
  }

  private @Nullable Object branch(@Nullable Object value, Schema union, ByteArrayOutputStream out)
      throws Unfit {
    List<Schema> types = union.getTypes();
    for (int i = 0; i < types.size(); i++) {
      boolean isNull = types.get(i).getType() == Schema.Type.NULL;
      if (isNull == (value == null)) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        try {
          Object written = write(value, types.get(i), inner);
          varint(i, out);
          out.writeBytes(inner.toByteArray());
          return written;
        } catch (Unfit e) {
          continue;
        }
      }
    }
    int empty = union.isNullable() ? types.indexOf(Schema.create(Schema.Type.NULL)) : -1;
    require(empty >= 0);
    varint(empty, out);
    return null;
  }

  private Object object(@Nullable Object value, Schema schema, ByteArrayOutputStream out)
      throws Unfit {
    require(value instanceof Map || schema.getFields().size() == 1);
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      @Nullable Object member = value instanceof Map<?, ?> map ? map.get(field.name()) : null;
      if (field.name().equals(RecordGenerator.UNLISTED)) {
        member = unlisted(field.schema());
      }
      written.put(field.name(), write(member, field.schema(), out));
    }
    return written;
  }

  private Object unlisted(Schema schema) {
    return switch (schema.getType()) {
      case ARRAY -> new ArrayList<>(Collections.nCopies(random.nextInt(3), Map.of()));
      case MAP -> Map.of("ä", BigDecimal.ONE, "b", BigDecimal.TEN);
      default ->
          "x\"\u00e9"
              .repeat(3)
              .substring(0, schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : 5);
    };
  }

  private Object array(@Nullable Object value, Schema items, ByteArrayOutputStream out)
      throws Unfit {
    List<@Nullable Object> written = new ArrayList<>();
    List<byte[]> parts = new ArrayList<>();
    for (Object item : fit(List.class, value)) {
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      written.add(write(item, items, part));
      parts.add(part.toByteArray());
    }
    blocks(parts, out);
    return written;
  }

  private Object map(@Nullable Object value, Schema values, ByteArrayOutputStream out)
      throws Unfit {
    Map<Object, @Nullable Object> written = new LinkedHashMap<>();
    List<byte[]> parts = new ArrayList<>();
    Map<?, ?> entries = fit(Map.class, value);
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      write(entry.getKey(), Schema.create(Schema.Type.STRING), part);
      written.put(entry.getKey(), write(entry.getValue(), values, part));
      parts.add(part.toByteArray());
    }
    blocks(parts, out);
    return written;
  }

  private void blocks(List<byte[]> parts, ByteArrayOutputStream out) {
    int from = 0;
    while (from < parts.size()) {
      int to = chance(3) ? from + 1 + random.nextInt(parts.size() - from) : parts.size();
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      parts.subList(from, to).forEach(block::writeBytes);
      if (chance(3)) {
        varint(from - to, out);
        varint(block.size(), out);
      } else {
        varint(to - from, out);
      }
      out.writeBytes(block.toByteArray());
      from = to;
    }
    varint(0, out);
  }

  private Object number(@Nullable Object value, Schema schema, ByteArrayOutputStream out)
      throws Unfit {
    boolean isInt = schema.getType() == Schema.Type.INT;
    if (schema.getLogicalType() == null) {
      BigDecimal number = decimal(value).stripTrailingZeros();
      require(number.scale() <= 0 && number.toBigInteger().bitLength() < (isInt ? 32 : 64));
      varint(number.longValueExact(), out);
      return number.longValueExact();
    }
    String type = schema.getLogicalType().getName();
    String given = fit(String.class, value);
    LogicalType kind =
        type.equals("date")
            ? LogicalType.DATE
            : type.startsWith("time-") ? LogicalType.TIME : LogicalType.TIMESTAMP;
    Instant instant = TemporalFormat.iso(kind, null).parse(given);
    if (instant == null) {
      throw new Unfit();
    }
    if (kind == LogicalType.DATE) {
      varint(Math.floorDiv(instant.getEpochSecond(), 86_400L), out);
      return DateTimeFormatter.ISO_LOCAL_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }
    long each = type.endsWith("millis") ? 1_000_000 : type.endsWith("micros") ? 1_000 : 1;
    if (kind == LogicalType.TIME) {
      long nanos = instant.atOffset(ZoneOffset.UTC).toLocalTime().toNanoOfDay();
      varint(nanos / each, out);
      return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(nanos / each * each));
    }
    BigInteger units =
        BigInteger.valueOf(instant.getEpochSecond())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(instant.getNano() / each * each))
            .divide(BigInteger.valueOf(each));
    require(units.bitLength() < 64);
    varint(units.longValueExact(), out);
    Instant kept = instant.minusNanos(instant.getNano() % each);
    String text = kept.toString();
    return type.startsWith("local") ? text.substring(0, text.length() - 1) : text;
  }

  private Object bytes(@Nullable Object value, Schema schema, ByteArrayOutputStream out)
      throws Unfit {
    byte[] bytes;
    Object written;
    boolean isFixed = schema.getType() == Schema.Type.FIXED;
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal type) {
      BigDecimal number = decimal(value).setScale(type.getScale(), RoundingMode.HALF_EVEN);
      bytes = number.unscaledValue().toByteArray();
      int size = isFixed ? schema.getFixedSize() : bytes.length + random.nextInt(3);
      require(size >= bytes.length);
      byte[] padded = new byte[size];
      java.util.Arrays.fill(padded, (byte) (number.signum() < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, padded, size - bytes.length, bytes.length);
      bytes = padded;
      written = number;
    } else if (isFixed && schema.getLogicalType() != null) {
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      bytes =
          ByteBuffer.allocate(16)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      written = uuid.toString();
    } else {
      bytes = fit(String.class, value).getBytes(ISO_8859_1);
      written = new String(bytes, ISO_8859_1);
      require(!isFixed || bytes.length == schema.getFixedSize());
    }
    if (!isFixed) {
      varint(bytes.length, out);
    }
    out.writeBytes(bytes);
    return written;
  }
}
