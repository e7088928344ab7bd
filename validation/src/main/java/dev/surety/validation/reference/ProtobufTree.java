package dev.surety.validation.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.reference.ProtobufDecoder.Message;
import dev.surety.validation.type.Unreadable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Read messages as the values that Protobuf's JSON form has, under the names of the fields as the
 * {@code .proto} file has them: the choices of {@code contract import}. A field without presence
 * that was not sent has its default; one with presence that was not sent is absent; a list or map
 * that was not sent is empty.
 */
final class ProtobufTree {
  static final long LEAST_SECOND = -62_135_596_800L;
  static final long GREATEST_SECOND = 253_402_300_799L;
  private static final long GREATEST_DURATION = 315_576_000_000L;
  private static final int NANOS = 1_000_000_000;
  private static final String GOOGLE = "google.protobuf.";

  private static final Set<String> WRAPPERS =
      Set.of(
          "DoubleValue",
          "FloatValue",
          "Int64Value",
          "UInt64Value",
          "Int32Value",
          "UInt32Value",
          "BoolValue",
          "StringValue",
          "BytesValue");

  private final Findings findings;
  private final Path path;

  ProtobufTree(Findings findings, Path path) {
    this.findings = findings;
    this.path = path;
  }

  /** The name of a well-known type that is no object of its fields in JSON; empty for others. */
  static String special(Descriptor type) {
    String full = type.getFullName();
    if (!full.startsWith(GOOGLE)) {
      return "";
    }
    String name = full.substring(GOOGLE.length());
    return switch (name) {
      case "Timestamp", "Duration", "FieldMask", "Struct", "Value", "ListValue", "Any" -> name;
      default -> WRAPPERS.contains(name) ? "wrapper" : "";
    };
  }

  /** Whether the fields of the type are members of a JSON object, under their names. */
  static boolean showsNames(Descriptor type) {
    return special(type).isEmpty();
  }

  /** Whether the type is an object or array in JSON. */
  static boolean isContainer(Descriptor type) {
    String special = special(type);
    return special.isEmpty() || Set.of("Struct", "ListValue", "Any").contains(special);
  }

  /** The value of a message. */
  @Nullable Object value(Message message) {
    return switch (special(message.type)) {
      case "Timestamp" -> timestamp(message);
      case "Duration" -> duration(message);
      case "FieldMask" -> mask(message);
      case "Struct" -> message.get(1) == null ? Map.of() : map((Map<?, ?>) message.get(1));
      case "ListValue" -> message.get(1) == null ? List.of() : list((List<?>) message.get(1));
      case "Value" -> kind(message);
      case "Any" -> any(message);
      case "wrapper" -> {
        Object wrapped = message.get(1);
        yield wrapped == null ? defaultOf(message.type.findFieldByNumber(1)) : wrapped;
      }
      default -> object(message);
    };
  }

  private Map<String, @Nullable Object> object(Message message) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (FieldDescriptor field : message.type.getFields()) {
      Object read = message.fields.get(field);
      path.push(field.getName());
      if (read != null) {
        members.put(field.getName(), converted(read));
      } else if (field.isRepeated()) {
        members.put(field.getName(), field.isMapField() ? Map.of() : List.of());
      } else if (!field.hasPresence()) {
        members.put(field.getName(), defaultOf(field));
      } else if (field.isRequired()) {
        findings.add(
            ViolationCode.REQUIRED_MISSING,
            "protobuf",
            path.snapshot(),
            "The schema of the message requires the field, and it is absent.");
        members.put(field.getName(), Unreadable.VALUE);
      }
      path.pop();
    }
    return members;
  }

  private @Nullable Object converted(Object read) {
    if (read instanceof Message message) {
      return value(message);
    }
    if (read instanceof List<?> list) {
      return list(list);
    }
    return read instanceof Map<?, ?> map ? map(map) : read;
  }

  private List<@Nullable Object> list(List<?> read) {
    List<@Nullable Object> items = new ArrayList<>(read.size());
    for (Object item : read) {
      path.push(items.size());
      items.add(converted(item));
      path.pop();
    }
    return items;
  }

  private Map<String, @Nullable Object> map(Map<?, ?> read) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : read.entrySet()) {
      path.push(entry.getKey());
      entries.put((String) entry.getKey(), converted(entry.getValue()));
      path.pop();
    }
    return entries;
  }

  private @Nullable Object kind(Message value) {
    for (Map.Entry<FieldDescriptor, Object> field : value.fields.entrySet()) {
      return field.getKey().getNumber() == 1 ? null : converted(field.getValue());
    }
    return null;
  }

  private static Map<String, Object> any(Message any) {
    Object url = any.get(1);
    Object value = any.get(2);
    return Map.of("@type", url == null ? "" : url, "value", value == null ? "" : value);
  }

  private static String mask(Message mask) {
    Object paths = mask.get(1);
    List<String> names = new ArrayList<>();
    if (paths instanceof List<?> list) {
      list.forEach(name -> names.add(camel(name.toString())));
    }
    return String.join(",", names);
  }

  private static String camel(String path) {
    StringBuilder out = new StringBuilder();
    boolean capital = false;
    for (char c : path.toCharArray()) {
      if (c == '_') {
        capital = true;
      } else {
        out.append(capital ? Character.toUpperCase(c) : c);
        capital = false;
      }
    }
    return out.toString();
  }

  private Object timestamp(Message message) {
    long seconds = whole(message, 1);
    long nanos = whole(message, 2);
    if (seconds < LEAST_SECOND || seconds > GREATEST_SECOND || nanos < 0 || nanos >= NANOS) {
      findings.add(
          ViolationCode.INVALID_TIMESTAMP,
          "protobuf",
          path.snapshot(),
          "The timestamp is not between the years 1 and 9999, or has no valid nanoseconds.");
      return Unreadable.VALUE;
    }
    return Instant.ofEpochSecond(seconds, nanos).toString();
  }

  private Object duration(Message message) {
    long seconds = whole(message, 1);
    long nanos = whole(message, 2);
    boolean inRange = Math.abs(seconds) <= GREATEST_DURATION && Math.abs(nanos) < NANOS;
    if (!inRange
        || seconds == Long.MIN_VALUE
        || (seconds < 0 && nanos > 0)
        || (seconds > 0 && nanos < 0)) {
      findings.add(
          ViolationCode.INVALID_FORMAT,
          "protobuf",
          path.snapshot(),
          "The duration is beyond 10,000 years, or has no valid nanoseconds.");
      return Unreadable.VALUE;
    }
    String sign = seconds < 0 || nanos < 0 ? "-" : "";
    // Fractions have 0, 3, 6 or 9 digits.
    String digits =
        nanos == 0 ? "" : "." + String.format(java.util.Locale.ROOT, "%09d", Math.abs(nanos));
    while (digits.endsWith("000")) {
      digits = digits.substring(0, digits.length() - 3);
    }
    return sign + Math.abs(seconds) + digits + "s";
  }

  private static long whole(Message message, int number) {
    return message.get(number) instanceof Long value ? value : 0;
  }

  /** What a field without presence has when it was not sent. */
  static Object defaultOf(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG -> 0L;
      case FLOAT, DOUBLE -> BigDecimal.ZERO;
      case BOOLEAN -> false;
      case STRING, BYTE_STRING -> "";
      case ENUM -> field.getEnumType().getValues().get(0).getName();
      case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  /** A number from the 64 or 32 bits that are on the wire; unreadable when it is not finite. */
  static Object number(FieldDescriptor field, long bits) {
    return switch (field.getType()) {
      case DOUBLE -> real(Double.longBitsToDouble(bits), null);
      case FLOAT -> real(Float.intBitsToFloat((int) bits), Float.intBitsToFloat((int) bits));
      case INT32, SFIXED32 -> (long) (int) bits;
      case UINT32, FIXED32 -> bits & 0xffff_ffffL;
      case SINT32 -> (long) ((int) bits >>> 1 ^ -((int) bits & 1));
      case SINT64 -> bits >>> 1 ^ -(bits & 1);
      case UINT64, FIXED64 ->
          bits >= 0 ? (Object) bits : new BigDecimal(Long.toUnsignedString(bits));
      default -> bits;
    };
  }

  private static Object real(double value, @Nullable Float single) {
    return !Double.isFinite(value)
        ? Unreadable.VALUE
        : new BigDecimal(single == null ? Double.toString(value) : single.toString());
  }

  /**
   * The name of an enum's value; of a number that an open enum does not list the number, and null
   * when the enum is closed: then the field counts as one that nobody knows.
   */
  static @Nullable Object symbol(FieldDescriptor field, int number) {
    EnumValueDescriptor value = field.getEnumType().findValueByNumber(number);
    if (value != null) {
      return value.getName();
    }
    return field.getEnumType().isClosed() ? null : (Object) (long) number;
  }

  static String base64(byte[] bytes, int from, int to) {
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to));
  }

  /** Null when it is no well-formed UTF-8. */
  static @Nullable String text(byte[] bytes, int from, int to) {
    try {
      CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return text.toString();
    } catch (CharacterCodingException e) {
      // That is the answer.
      return null;
    }
  }
}
