package dev.surety.validation.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.Limits;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.type.AvroValues;
import dev.surety.validation.type.Unreadable;
import dev.surety.validation.type.Utf8;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding (1.12) by the schema that it was written with, strictly: a number within
 * its bits, a text in UTF-8, a block as long as it says. Whatever is wrong is a finding. Values
 * become what {@link AvroValues} says; a map's second entry of one key is a finding, and the first
 * is kept.
 */
final class AvroDecoder implements RecordDecoder {
  /**
   * Values that take no bytes (nulls, empty records) and that a record may have beside as many as
   * it has bytes: a few bytes could say that there are quintillions.
   */
  static final int MAX_EMPTY = 100_000;

  private final Schema writer;

  AvroDecoder(Schema writer) {
    this.writer = writer;
  }

  @Override
  public Decoded decode(byte[] bytes, Limits limits, Findings findings) {
    if (bytes.length > limits.maxBytes()) {
      findings.add(
          ViolationCode.TOO_LARGE,
          "maxBytes",
          List.of(),
          "The value has " + bytes.length + " bytes; the limit is " + limits.maxBytes() + ".");
      return Decoded.NOTHING;
    }
    return new Reading(bytes, limits, findings).record(writer);
  }

  /** Where the value that begins at a position ends; -1 when it cannot be read to its end. */
  int end(byte[] bytes, int from, Limits limits) {
    Reading reading = new Reading(bytes, limits, new Findings(1));
    reading.at = from;
    try {
      reading.value(writer, 0);
      return reading.at;
    } catch (Stop e) {
      return -1;
    }
  }

  /** Nothing more of the value can be read. The finding has been reported. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("stop", null, false, false);
    }
  }

  /** One value. */
  private static final class Reading {
    private final byte[] bytes;
    private final Limits limits;
    private final Findings findings;
    private final Path path = new Path();
    private int at;
    private long empty;

    Reading(byte[] bytes, Limits limits, Findings findings) {
      this.bytes = bytes;
      this.limits = limits;
      this.findings = findings;
    }

    Decoded record(Schema schema) {
      try {
        Object value = value(schema, 0);
        if (at < bytes.length) {
          findings.add(
              ViolationCode.TRAILING_DATA,
              "avro",
              List.of(),
              "Something follows the value at byte offset " + at + ".");
          return Decoded.NOTHING;
        }
        return new Decoded(true, value);
      } catch (Stop e) {
        return Decoded.NOTHING;
      }
    }

    private void add(ViolationCode code, String message) {
      findings.add(code, "avro", path.snapshot(), message);
    }

    private Stop malformed(String what) {
      add(
          ViolationCode.MALFORMED_AVRO,
          "The value is not of the writer's schema: " + what + " at byte offset " + at + ".");
      return new Stop();
    }

    private Stop truncated() {
      return malformed("it is truncated");
    }

    private @Nullable Object value(Schema schema, int depth) throws Stop {
      return switch (schema.getType()) {
        case NULL -> {
          countEmpty();
          yield null;
        }
        case BOOLEAN -> bool();
        case INT -> AvroValues.ofNumber(schema, integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
        case LONG -> AvroValues.ofNumber(schema, integer(Long.MIN_VALUE, Long.MAX_VALUE));
        case FLOAT -> number(Float.intBitsToFloat((int) little(4)));
        case DOUBLE -> number(Double.longBitsToDouble(little(8)));
        case STRING -> text();
        case BYTES -> bytes(schema, length());
        case FIXED -> bytes(schema, schema.getFixedSize());
        case ENUM -> symbol(schema);
        case RECORD -> object(schema, depth + 1);
        case ARRAY -> array(schema.getElementType(), depth + 1);
        case MAP -> map(schema.getValueType(), depth + 1);
        case UNION -> value(branch(schema), depth);
      };
    }

    private void countEmpty() throws Stop {
      if (++empty > (long) MAX_EMPTY + bytes.length) {
        add(
            ViolationCode.TOO_MANY_VALUES,
            "The value has more nulls and records than the limit, which is "
                + MAX_EMPTY
                + " and one for each byte.");
        throw new Stop();
      }
    }

    private boolean bool() throws Stop {
      need(1);
      byte value = bytes[at];
      if (value != 0 && value != 1) {
        throw malformed("a boolean is " + value);
      }
      at++;
      return value == 1;
    }

    private void need(int count) throws Stop {
      if (bytes.length - at < count) {
        throw truncated();
      }
    }

    /** A number in zigzag of at most ten bytes. */
    private long integer(long least, long greatest) throws Stop {
      long bits = 0;
      int from = at;
      for (int shift = 0; ; shift += 7) {
        need(1);
        byte next = bytes[at++];
        if (shift == 63 && (next & 0xfe) != 0) {
          at = from;
          throw malformed("a number has more than 64 bits");
        }
        bits |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          break;
        }
      }
      long value = (bits >>> 1) ^ -(bits & 1);
      if (value < least || value > greatest) {
        at = from;
        throw malformed("a number has more than 32 bits");
      }
      return value;
    }

    private long little(int count) throws Stop {
      need(count);
      long bits = 0;
      for (int i = count - 1; i >= 0; i--) {
        bits = bits << 8 | (bytes[at + i] & 0xff);
      }
      at += count;
      return bits;
    }

    private Object number(double value) {
      return finite(value) ? new BigDecimal(Double.toString(value)) : Unreadable.VALUE;
    }

    private Object number(float value) {
      return finite(value) ? new BigDecimal(Float.toString(value)) : Unreadable.VALUE;
    }

    private boolean finite(double value) {
      if (Double.isFinite(value)) {
        return true;
      }
      add(ViolationCode.NOT_FINITE, "The number is NaN or infinite.");
      return false;
    }

    private int length() throws Stop {
      long length = integer(Long.MIN_VALUE, Long.MAX_VALUE);
      if (length < 0) {
        throw malformed("a length is negative");
      }
      if (length > bytes.length - at) {
        throw truncated();
      }
      return (int) length;
    }

    private byte[] take(int length) throws Stop {
      need(length);
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    private Object text() throws Stop {
      byte[] text = take(length());
      int invalid = Utf8.firstInvalid(text);
      if (invalid < 0) {
        return new String(text, UTF_8);
      }
      add(ViolationCode.INVALID_ENCODING, "The text is not UTF-8 at its byte " + invalid + ".");
      return Unreadable.VALUE;
    }

    private Object bytes(Schema schema, int length) throws Stop {
      if (length == 0) {
        countEmpty();
      }
      byte[] value = take(length);
      if (AvroValues.isDecimal(schema)) {
        return decimal(schema, value);
      }
      return AvroValues.isUuid(schema) ? AvroValues.uuid(value) : new String(value, ISO_8859_1);
    }

    private Object decimal(Schema schema, byte[] value) {
      if (value.length > AvroValues.MAX_DECIMAL_BYTES) {
        add(
            ViolationCode.NUMBER_TOO_LONG,
            "The number has "
                + value.length
                + " bytes; the limit is "
                + AvroValues.MAX_DECIMAL_BYTES
                + ".");
        return Unreadable.VALUE;
      }
      return AvroValues.decimal(schema, value);
    }

    private String symbol(Schema schema) throws Stop {
      List<String> symbols = schema.getEnumSymbols();
      return symbols.get(index(symbols.size(), "an enum has no symbol "));
    }

    private Schema branch(Schema union) throws Stop {
      List<Schema> branches = union.getTypes();
      return branches.get(index(branches.size(), "a union has no branch "));
    }

    private int index(int count, String complaint) throws Stop {
      int from = at;
      long index = integer(Long.MIN_VALUE, Long.MAX_VALUE);
      if (index < 0 || index >= count) {
        at = from;
        throw malformed(complaint + index);
      }
      return (int) index;
    }

    private void checkDepth(int depth) throws Stop {
      if (depth > limits.maxDepth()) {
        add(
            ViolationCode.TOO_DEEP,
            "Objects and arrays are nested more than "
                + limits.maxDepth()
                + " deep at byte offset "
                + at
                + ".");
        throw new Stop();
      }
    }

    private Map<String, @Nullable Object> object(Schema schema, int depth) throws Stop {
      checkDepth(depth);
      countEmpty();
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (Schema.Field field : schema.getFields()) {
        path.push(field.name());
        members.put(field.name(), value(field.schema(), depth));
        path.pop();
      }
      return members;
    }

    private List<@Nullable Object> array(Schema items, int depth) throws Stop {
      checkDepth(depth);
      List<@Nullable Object> list = new ArrayList<>();
      for (long left = block(); left > 0; left = block()) {
        int end = blockEnd;
        for (; left > 0; left--) {
          path.push(list.size());
          list.add(value(items, depth));
          path.pop();
        }
        closeBlock(end);
      }
      return list;
    }

    private Map<String, @Nullable Object> map(Schema values, int depth) throws Stop {
      checkDepth(depth);
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      for (long left = block(); left > 0; left = block()) {
        int end = blockEnd;
        for (; left > 0; left--) {
          entry(values, depth, entries);
        }
        closeBlock(end);
      }
      return entries;
    }

    private void entry(Schema values, int depth, Map<String, @Nullable Object> entries)
        throws Stop {
      byte[] key = take(length());
      if (Utf8.firstInvalid(key) >= 0) {
        // Nothing could name the entry.
        throw malformed("a map's key before it is not UTF-8");
      }
      String name = new String(key, UTF_8);
      path.push(name);
      Object value = value(values, depth);
      if (entries.containsKey(name)) {
        add(ViolationCode.DUPLICATE_KEY, "The map has this key more than once.");
      } else {
        entries.put(name, value);
      }
      path.pop();
    }

    /** Where the block ends that was opened last; -1 when it does not say so. */
    private int blockEnd;

    /** How many items the next block has; 0 at the end. */
    private long block() throws Stop {
      long count = integer(Long.MIN_VALUE, Long.MAX_VALUE);
      blockEnd = -1;
      if (count >= 0) {
        return count;
      }
      if (count == Long.MIN_VALUE) {
        throw malformed("a block has too many items");
      }
      int length = length();
      blockEnd = at + length;
      return -count;
    }

    private void closeBlock(int end) throws Stop {
      if (end >= 0 && end != at) {
        throw malformed("a block has another length than it says");
      }
    }
  }
}
