package dev.surety.validation.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What values of Avro's logical types are to a contract: what JSON would have in their place. See
 * {@code docs/decisions/0013-avro-values.md}.
 */
public final class AvroValues {
  /** As many as the thousand digits that a number of JSON may have. */
  public static final int MAX_DECIMAL_BYTES = 415;

  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private AvroValues() {}

  /** Logical types of numbers that are dates, times or timestamps. */
  public enum Temporal {
    DATE(0),
    TIME_MILLIS(1_000),
    TIME_MICROS(1_000_000),
    TIMESTAMP_MILLIS(1_000),
    TIMESTAMP_MICROS(1_000_000),
    TIMESTAMP_NANOS(1_000_000_000),
    LOCAL_TIMESTAMP_MILLIS(1_000),
    LOCAL_TIMESTAMP_MICROS(1_000_000),
    LOCAL_TIMESTAMP_NANOS(1_000_000_000);

    private final int perSecond;

    Temporal(int perSecond) {
      this.perSecond = perSecond;
    }

    /** How many units a second has; 0 where the unit is a day. */
    public int perSecond() {
      return perSecond;
    }

    /** Whether it is a day and a time. */
    public boolean isTimestamp() {
      return compareTo(TIMESTAMP_MILLIS) >= 0;
    }

    /** Whether it is a timestamp without an offset. */
    public boolean isLocal() {
      return compareTo(LOCAL_TIMESTAMP_MILLIS) >= 0;
    }
  }

  /** What a number of this type is beside a number; null when it is one only. */
  public static @Nullable Temporal temporal(Schema schema) {
    LogicalType type = schema.getLogicalType();
    if (type == null) {
      return null;
    }
    return switch (type.getName()) {
      case "date" -> Temporal.DATE;
      case "time-millis" -> Temporal.TIME_MILLIS;
      case "time-micros" -> Temporal.TIME_MICROS;
      case "timestamp-millis" -> Temporal.TIMESTAMP_MILLIS;
      case "timestamp-micros" -> Temporal.TIMESTAMP_MICROS;
      case "timestamp-nanos" -> Temporal.TIMESTAMP_NANOS;
      case "local-timestamp-millis" -> Temporal.LOCAL_TIMESTAMP_MILLIS;
      case "local-timestamp-micros" -> Temporal.LOCAL_TIMESTAMP_MICROS;
      case "local-timestamp-nanos" -> Temporal.LOCAL_TIMESTAMP_NANOS;
      default -> null;
    };
  }

  /**
   * A number of an int or long: itself, or the text in ISO 8601 of the date or time that it is. A
   * number that is no time of day stays one.
   */
  public static Object ofNumber(Schema schema, long value) {
    Temporal temporal = temporal(schema);
    if (temporal == null) {
      return value;
    }
    if (temporal == Temporal.DATE) {
      return LocalDate.ofEpochDay(value).toString();
    }
    if (!temporal.isTimestamp()) {
      return time(temporal, value);
    }
    long seconds = Math.floorDiv(value, (long) temporal.perSecond());
    long rest = Math.floorMod(value, (long) temporal.perSecond());
    String text =
        Instant.ofEpochSecond(seconds, rest * (1_000_000_000 / temporal.perSecond())).toString();
    return temporal.isLocal() ? text.substring(0, text.length() - 1) : text;
  }

  private static Object time(Temporal temporal, long value) {
    long nanosEach = temporal == Temporal.TIME_MILLIS ? NANOS_PER_MILLI : 1_000;
    return value < 0 || value >= NANOS_PER_DAY / nanosEach
        ? (Object) value
        : DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(value * nanosEach));
  }

  /** Whether the bytes are a decimal number. */
  public static boolean isDecimal(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.Decimal;
  }

  /** The number in bytes of that type; no bytes are zero. */
  public static BigDecimal decimal(Schema schema, byte[] value) {
    int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
    return new BigDecimal(value.length == 0 ? BigInteger.ZERO : new BigInteger(value), scale);
  }

  /** Whether the bytes are a UUID. */
  public static boolean isUuid(Schema schema) {
    return schema.getType() == Schema.Type.FIXED
        && schema.getFixedSize() == 16
        && schema.getLogicalType() != null
        && schema.getLogicalType().getName().equals("uuid");
  }

  /** The text of a UUID of sixteen bytes. */
  public static String uuid(byte[] value) {
    String hex = HexFormat.of().formatHex(value);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }
}
