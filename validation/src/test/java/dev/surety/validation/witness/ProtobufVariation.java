package dev.surety.validation.witness;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value as a message in one of the ways in which producers do, or damages it. What the
 * message has no field for, or no value, is left out.
 */
final class ProtobufVariation {
  private final Random random;
  private final Style style;

  /** How messages are written. */
  enum Style {
    /** By number, lists packed, defaults left out. */
    PLAIN,
    /** Fields in any order, with some that nobody knows; defaults written. */
    SHUFFLED,
    /** Lists not packed. */
    UNPACKED,
    /** Fields several times, messages in pieces, numbers in more bytes than they need. */
    ODD
  }

  private ProtobufVariation(Random random, Style style) {
    this.random = random;
    this.style = style;
  }

  static byte[] write(Descriptor type, Map<?, ?> value, Style style, Random random) {
    try {
      return new ProtobufVariation(random, style).message(type, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes, cuts or adds a few bytes. */
  static byte[] damage(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, at);
        default -> {
          byte[] longer = new byte[bytes.length + 1];
          System.arraycopy(bytes, 0, longer, 0, at);
          longer[at] = (byte) random.nextInt();
          System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }

  private byte[] message(Descriptor type, Map<?, ?> value) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (FieldDescriptor field : type.getFields()) {
      Object member = value.get(field.getName());
      if (member != null) {
        parts.add(field(field, member));
        if (style == Style.ODD && random.nextInt(12) == 0) {
          parts.add(field(field, member));
        }
      }
    }
    if (style == Style.SHUFFLED) {
      if (random.nextInt(3) == 0) {
        parts.add(unknown());
      }
      Collections.shuffle(parts, random);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }

  private byte[] unknown() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    switch (random.nextInt(4)) {
      case 0 -> out.writeUInt64(900, random.nextLong());
      case 1 -> out.writeFixed32(901, random.nextInt());
      case 2 -> out.writeString(902, "unknown");
      default -> {
        out.writeTag(903, WireFormat.WIRETYPE_START_GROUP);
        out.writeInt64(3, 4);
        out.writeTag(903, WireFormat.WIRETYPE_END_GROUP);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  private byte[] field(FieldDescriptor field, Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    if (field.isMapField()) {
      if (value instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          entry(field, entry, out);
        }
      }
    } else if (field.isRepeated()) {
      if (value instanceof List<?> list) {
        items(field, list, out);
      }
    } else {
      byte[] payload = payload(field, value);
      boolean isDefault = payload != null && isZero(payload) && !field.hasPresence();
      if (payload != null && (!isDefault || style == Style.SHUFFLED)) {
        tag(field, out);
        out.writeRawBytes(payload);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static boolean isZero(byte[] payload) {
    for (byte b : payload) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static void tag(FieldDescriptor field, CodedOutputStream out) throws IOException {
    out.writeTag(field.getNumber(), field.getLiteType().getWireType());
  }

  private void items(FieldDescriptor field, List<?> list, CodedOutputStream out)
      throws IOException {
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    boolean packed = field.isPackable() && style != Style.UNPACKED;
    for (Object item : list) {
      byte[] payload = item == null ? null : payload(field, item);
      if (payload != null && packed) {
        run.write(payload);
      } else if (payload != null) {
        tag(field, out);
        out.writeRawBytes(payload);
      }
    }
    if (run.size() > 0) {
      out.writeByteArray(field.getNumber(), run.toByteArray());
    }
  }

  private void entry(FieldDescriptor field, Map.Entry<?, ?> entry, CodedOutputStream out)
      throws IOException {
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    byte[] key = payload(keyField, key(keyField, (String) entry.getKey()));
    byte[] value = entry.getValue() == null ? null : payload(valueField, entry.getValue());
    if (key == null || value == null) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream inner = CodedOutputStream.newInstance(bytes);
    boolean valueFirst = style == Style.ODD && random.nextInt(4) == 0;
    if (valueFirst) {
      tag(valueField, inner);
      inner.writeRawBytes(value);
    }
    tag(keyField, inner);
    inner.writeRawBytes(key);
    if (!valueFirst) {
      tag(valueField, inner);
      inner.writeRawBytes(value);
    }
    inner.flush();
    out.writeByteArray(field.getNumber(), bytes.toByteArray());
  }

  private static Object key(FieldDescriptor field, String text) {
    if (field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN) {
      return Boolean.valueOf(text);
    }
    boolean number = text.matches("-?[0-9]{1,18}");
    return field.getJavaType() != FieldDescriptor.JavaType.STRING && number
        ? (Object) Long.valueOf(text)
        : text;
  }

  /** What stands behind the tag; null when the field cannot hold the value. */
  private byte @Nullable [] payload(FieldDescriptor field, Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    boolean done =
        switch (field.getJavaType()) {
          case STRING -> value instanceof String text && text(text, out);
          case BYTE_STRING -> value instanceof String text && base64(text, out);
          case BOOLEAN -> value instanceof Boolean truth && bool(truth, out);
          case ENUM -> value instanceof String text && symbol(field, text, out);
          case FLOAT, DOUBLE -> value instanceof Number number && real(field, number, out);
          case INT, LONG -> value instanceof Number number && whole(field, number, out);
          case MESSAGE -> inner(field.getMessageType(), value, out);
        };
    out.flush();
    return done ? bytes.toByteArray() : null;
  }

  private static boolean text(String text, CodedOutputStream out) throws IOException {
    out.writeStringNoTag(text);
    return true;
  }

  private static boolean base64(String text, CodedOutputStream out) throws IOException {
    try {
      out.writeByteArrayNoTag(Base64.getDecoder().decode(text));
      return true;
    } catch (IllegalArgumentException e) {
      // The generator also makes texts that are none.
      return false;
    }
  }

  private boolean bool(boolean truth, CodedOutputStream out) throws IOException {
    out.writeUInt64NoTag(truth ? 1 : 0);
    return true;
  }

  private boolean symbol(FieldDescriptor field, String name, CodedOutputStream out)
      throws IOException {
    EnumValueDescriptor value = field.getEnumType().findValueByName(name);
    int number = value == null ? random.nextInt(9) : value.getNumber();
    varint(number, out);
    return true;
  }

  private static boolean real(FieldDescriptor field, Number number, CodedOutputStream out)
      throws IOException {
    if (field.getType() == FieldDescriptor.Type.FLOAT) {
      out.writeFloatNoTag(number.floatValue());
    } else {
      out.writeDoubleNoTag(number.doubleValue());
    }
    return true;
  }

  private boolean whole(FieldDescriptor field, Number number, CodedOutputStream out)
      throws IOException {
    BigDecimal exact =
        number instanceof BigDecimal big ? big : BigDecimal.valueOf(number.longValue());
    if (exact.precision() - exact.scale() > 18) {
      return false;
    }
    long value = exact.longValue();
    switch (field.getType()) {
      case SINT32, SINT64 -> varint(value << 1 ^ value >> 63, out);
      case FIXED64, SFIXED64 -> out.writeFixed64NoTag(value);
      case FIXED32, SFIXED32 -> out.writeFixed32NoTag((int) value);
      default -> varint(value, out);
    }
    return true;
  }

  private void varint(long value, CodedOutputStream out) throws IOException {
    if (style == Style.ODD && value >= 0 && value < 128 && random.nextInt(4) == 0) {
      out.writeRawBytes(new byte[] {(byte) (value | 0x80), (byte) 0x80, 0});
    } else {
      out.writeUInt64NoTag(value);
    }
  }

  private boolean inner(Descriptor type, Object value, CodedOutputStream out) throws IOException {
    switch (type.getFullName()) {
      case "google.protobuf.Timestamp" -> {
        return value instanceof String text && timestamp(text, out);
      }
      case "google.protobuf.Value" -> {
        out.writeByteArrayNoTag(any(type, value));
        return true;
      }
      default -> {
        if (value instanceof Map<?, ?> map) {
          out.writeByteArrayNoTag(message(type, map));
          return true;
        }
        return false;
      }
    }
  }

  private static byte[] any(Descriptor type, Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    if (value instanceof String text) {
      out.writeString(type.findFieldByName("string_value").getNumber(), text);
    } else if (value instanceof Boolean truth) {
      out.writeBool(type.findFieldByName("bool_value").getNumber(), truth);
    } else if (value instanceof Number number) {
      out.writeDouble(type.findFieldByName("number_value").getNumber(), number.doubleValue());
    } else {
      out.writeBytes(type.findFieldByName("list_value").getNumber(), ByteString.EMPTY);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private boolean timestamp(String text, CodedOutputStream out) throws IOException {
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      // The generator also makes texts that are none.
      instant = Instant.ofEpochSecond(random.nextInt());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream inner = CodedOutputStream.newInstance(bytes);
    if (instant.getEpochSecond() != 0) {
      inner.writeInt64(1, instant.getEpochSecond());
    }
    if (instant.getNano() != 0) {
      inner.writeInt32(2, instant.getNano());
    }
    inner.flush();
    out.writeByteArrayNoTag(bytes.toByteArray());
    return true;
  }
}
