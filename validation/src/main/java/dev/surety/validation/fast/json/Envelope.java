package dev.surety.validation.fast.json;

import dev.surety.contract.EnvelopePart.Encoding;
import dev.surety.validation.RecordInput;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.PartPlan;
import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of key and headers. Each is written into a buffer as the JSON value that it means,
 * and a check of values reads it there; one of an unusual form is left to the reference.
 */
public final class Envelope {
  /** Longer ones are left to the reference, as are longer numbers than it reads. */
  private static final int MAX_TEXT = 512;

  private static final int MAX_NUMBER = 100;

  private final @Nullable Part key;
  private final Part[] headers;
  private final int property;
  private final boolean complete;

  /**
   * For a record type.
   *
   * @param property the slot of the property that the key must equal
   */
  public Envelope(ObjectPlan object, int property, int maxDepth) {
    this.key = object.key() == null ? null : new Part(object.key(), maxDepth);
    this.headers =
        object.headers().stream().map(part -> new Part(part, maxDepth)).toArray(Part[]::new);
    this.property = property;
    boolean text = object.key() == null || object.key().encoding() != Encoding.JSON;
    this.complete = property(object).isEmpty() || (property != Capture.NONE && text);
  }

  /** The property that the key must equal; empty for none. */
  public static List<String> property(ObjectPlan object) {
    return object.key() == null ? List.of() : object.key().property();
  }

  /** Whether keys are compared here. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Whether key and headers surely are what they must be.
   *
   * @param slots of the record, which was read
   */
  public boolean accepts(RecordInput input, Slots slots) {
    byte[] keyBytes = key == null ? null : input.key();
    if (key != null && keyBytes != null) {
      if (!key.accepts(keyBytes)
          || (property != Capture.NONE && !key.equalsProperty(keyBytes, property, slots))) {
        return false;
      }
    }
    for (Part header : headers) {
      if (!header.acceptsHeader(input)) {
        return false;
      }
    }
    return true;
  }

  private static final class Part {
    private final Scan scan = new Scan();
    private final byte[] text = new byte[MAX_TEXT + TextCheck.PADDING];
    private final PartPlan plan;
    private final Check check;
    private final boolean quoted;

    Part(PartPlan plan, int maxDepth) {
      this.plan = plan;
      Slots none = RuleProgram.compile(plan.node(), List.of()).slots().newSlots();
      this.check = new PlanCompiler(scan, maxDepth, none).outside(plan.node());
      Shape shape = plan.node().shape();
      this.quoted = !(shape instanceof Shape.Numeric) && !(shape instanceof Shape.Bool);
    }

    /** Of several headers of a name the last counts; one without a value is absent. */
    boolean acceptsHeader(RecordInput input) {
      for (int i = input.headerCount() - 1; i >= 0; i--) {
        if (input.headerName(i).equals(plan.node().name())) {
          byte[] value = input.headerValue(i);
          return value == null ? !plan.node().required() : accepts(value);
        }
      }
      return !plan.node().required();
    }

    boolean accepts(byte[] value) {
      int length =
          switch (plan.encoding()) {
            case TEXT -> quoted ? writeQuoted(value) : write(value, MAX_NUMBER);
            case JSON -> write(value, MAX_TEXT);
            case INT, LONG -> writeInteger(value);
          };
      return length > 0 && check.scan(text, 0, scan) == length;
    }

    private int write(byte[] value, int most) {
      if (value.length > most) {
        return Check.UNKNOWN;
      }
      System.arraycopy(value, 0, text, 0, value.length);
      return end(value.length);
    }

    private int end(int length) {
      Arrays.fill(text, length, length + TextCheck.PADDING, (byte) 0);
      return length;
    }

    private int writeQuoted(byte[] value) {
      if (value.length > MAX_TEXT - 2) {
        return Check.UNKNOWN;
      }
      text[0] = '"';
      for (int i = 0; i < value.length; i++) {
        byte b = value[i];
        if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
          return Check.UNKNOWN;
        }
        text[i + 1] = b;
      }
      text[value.length + 1] = '"';
      return end(value.length + 2);
    }

    private int writeInteger(byte[] value) {
      if (value.length != size()) {
        return Check.UNKNOWN;
      }
      long number = integer(value);
      if (number == Long.MIN_VALUE) {
        return Check.UNKNOWN;
      }
      long left = Math.abs(number);
      int digits = 1;
      for (long rest = left / 10; rest > 0; rest /= 10) {
        digits++;
      }
      int length = number < 0 ? digits + 1 : digits;
      text[0] = '-';
      for (int at = length - 1; digits > 0; at--, digits--) {
        text[at] = (byte) ('0' + left % 10);
        left /= 10;
      }
      return end(length);
    }

    private int size() {
      return plan.encoding() == Encoding.INT ? Integer.BYTES : Long.BYTES;
    }

    /** Big-endian. */
    private static long integer(byte[] value) {
      long number = value[0];
      for (int i = 1; i < value.length; i++) {
        number = number << Byte.SIZE | (value[i] & 0xff);
      }
      return number;
    }

    boolean equalsProperty(byte[] value, int slot, Slots slots) {
      if (plan.encoding() != Encoding.TEXT) {
        return slots.isLong(slot, integer(value));
      }
      return slots.isString(slot, value) || isLong(value, slot, slots);
    }

    /** Whether it is a whole number in the one way to write it; of 18 digits at most. */
    private static boolean isLong(byte[] value, int slot, Slots slots) {
      int from = value.length > 0 && value[0] == '-' ? 1 : 0;
      int digits = value.length - from;
      if (digits < 1 || digits > 18 || (value[from] == '0' && value.length > 1)) {
        return false;
      }
      long number = 0;
      for (int i = from; i < value.length; i++) {
        if (value[i] < '0' || value[i] > '9') {
          return false;
        }
        number = number * 10 + (value[i] - '0');
      }
      return slots.isLong(slot, from == 0 ? number : -number);
    }
  }
}
