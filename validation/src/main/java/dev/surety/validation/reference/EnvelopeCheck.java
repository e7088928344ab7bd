package dev.surety.validation.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.contract.EnvelopePart.Encoding;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.PartPlan;
import dev.surety.validation.type.JsonEquality;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Numbers;
import dev.surety.validation.type.Quote;
import dev.surety.validation.type.Unreadable;
import dev.surety.validation.type.Utf8;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a record's key and headers to {@code surety.key} and {@code surety.headers}. Of several
 * headers of one name the last counts, and one without a value is absent, as in {@link Claim}.
 */
final class EnvelopeCheck {
  private final RecordInput input;
  private final Limits limits;
  private final Findings findings;

  EnvelopeCheck(RecordInput input, Limits limits, Findings findings) {
    this.input = input;
    this.limits = limits;
    this.findings = findings;
  }

  /** Checks a record; {@code decoded} is not complete when it has no value that can be read. */
  void check(ObjectPlan object, Decoded decoded) {
    PartPlan key = object.key();
    byte[] bytes = input.key();
    if (key != null && bytes != null) {
      key(key, bytes, decoded);
    }
    object.headers().forEach(this::header);
  }

  private void header(PartPlan part) {
    byte[] bytes = header(part.node().name());
    if (bytes != null) {
      Read read = read(part, bytes);
      if (read.good()) {
        new RecordWalk(findings, part).check(part.node(), read.value());
      }
    } else if (part.node().required()) {
      String message = "The header is required, and is absent.";
      findings.addOutside(ViolationCode.REQUIRED_MISSING, part, message);
    }
  }

  private byte @Nullable [] header(String name) {
    for (int i = input.headerCount() - 1; i >= 0; i--) {
      if (input.headerName(i).equals(name)) {
        return input.headerValue(i);
      }
    }
    return null;
  }

  private void key(PartPlan part, byte[] bytes, Decoded decoded) {
    Read read = read(part, bytes);
    if (!read.good()) {
      return;
    }
    new RecordWalk(findings, part).check(part.node(), read.value());
    List<String> property = part.property();
    if (property.isEmpty() || !decoded.complete() || findings.touches(property)) {
      return;
    }
    Object expected = decoded.value();
    for (String step : property) {
      expected = expected instanceof Map<?, ?> map ? map.get(step) : null;
    }
    boolean equal =
        part.encoding() == Encoding.TEXT
            ? isTextOf(expected, new String(bytes, UTF_8))
            : JsonEquality.key(read.value()).equals(JsonEquality.key(expected));
    if (!equal && expected != Unreadable.VALUE) {
      findings.addOutside(
          ViolationCode.KEY_MISMATCH,
          part,
          mismatch(part.node(), read.value(), property, expected));
    }
  }

  private static String mismatch(
      Node node, @Nullable Object key, List<String> property, @Nullable Object expected) {
    String name = String.join(".", property);
    if (expected == null) {
      return "The record has a key, and its property " + name + " has no value.";
    }
    boolean shown = !node.classified() && !(expected instanceof Map || expected instanceof List);
    return shown
        ? "The key " + quoted(key) + " is not " + quoted(expected) + ", the property " + name + "."
        : "The key does not equal the property " + name + ".";
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String text ? Quote.text(text) : Quote.escape(String.valueOf(value));
  }

  /**
   * Whether a text is the one text of a value. Of the ways to write a number only one counts:
   * partitions are chosen by the bytes of keys, so two ways would lie on two partitions.
   */
  private static boolean isTextOf(@Nullable Object value, String text) {
    BigDecimal number = Numbers.decimal(value);
    if (number == null) {
      boolean scalar = value instanceof String || value instanceof Boolean;
      return scalar && String.valueOf(value).equals(text);
    }
    BigDecimal written = MapKeys.number(text);
    boolean plain =
        text.indexOf('e') < 0
            && text.indexOf('E') < 0
            && !text.equals("-0")
            && !(text.indexOf('.') >= 0 && text.endsWith("0"));
    return plain && written != null && written.compareTo(number) == 0;
  }

  /** A value that was read; not good when its bytes are no value, which is reported then. */
  private record Read(boolean good, @Nullable Object value) {
    static final Read NOTHING = new Read(false, null);
  }

  private Read read(PartPlan part, byte[] bytes) {
    return switch (part.encoding()) {
      case TEXT -> text(part, bytes);
      case JSON -> json(part, bytes);
      case INT -> binary(part, bytes, Integer.BYTES, "an int");
      case LONG -> binary(part, bytes, Long.BYTES, "a long");
    };
  }

  private Read text(PartPlan part, byte[] bytes) {
    int invalid = Utf8.firstInvalid(bytes);
    if (invalid >= 0) {
      String message = "The bytes are not UTF-8: byte offset " + invalid + ".";
      findings.addOutside(ViolationCode.INVALID_ENCODING, part, message);
      return Read.NOTHING;
    }
    return new Read(true, MapKeys.value(part.node(), new String(bytes, UTF_8)));
  }

  private Read json(PartPlan part, byte[] bytes) {
    Findings own = new Findings(1);
    Decoded decoded = JsonDecoder.decode(bytes, limits, own);
    if (own.isEmpty()) {
      return new Read(decoded.complete(), decoded.value());
    }
    findings.addOutside(own, part);
    return Read.NOTHING;
  }

  private Read binary(PartPlan part, byte[] bytes, int size, String what) {
    if (bytes.length != size) {
      String message =
          "Expected " + what + " of " + size + " bytes, found " + bytes.length + " bytes.";
      findings.addOutside(ViolationCode.WRONG_TYPE, part, message);
      return Read.NOTHING;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Read(true, size == Integer.BYTES ? (long) buffer.getInt() : buffer.getLong());
  }
}
