package dev.surety.validation.fast.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.fast.text.Words;
import dev.surety.validation.reference.ProtobufValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.NumberFormat;
import dev.surety.validation.type.Shape;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A double or float. A contract speaks of the decimal that JSON has for it, which grows with the
 * number: so the bounds are the least and the greatest number whose decimal is within them.
 */
final class Real extends Payload {
  private static final double EXACT = 1L << 53;

  private final FieldDescriptor field;
  private final Node node;
  private final boolean single;
  private final boolean whole;
  private final boolean simple;
  private final double least;
  private final double greatest;
  private final @Nullable Slot slot;

  Real(FieldDescriptor field, Node node, @Nullable Slot slot) {
    this.field = field;
    this.node = node;
    this.slot = slot;
    this.single = field.getType() == FieldDescriptor.Type.FLOAT;
    Shape.Numeric shape = node.shape() instanceof Shape.Numeric numeric ? numeric : null;
    this.whole = shape != null && shape.integer();
    this.simple = node.allowed().keys().isEmpty() && (shape == null || shape.multipleOf() == null);
    double from = -Double.MAX_VALUE;
    double to = Double.MAX_VALUE;
    if (shape != null) {
      boolean bounded = shape.format() != NumberFormat.UNBOUNDED;
      from = Math.max(from, least(bounded ? shape.format().least() : null, false));
      from = Math.max(from, least(shape.minimum(), false));
      from = Math.max(from, least(shape.exclusiveMinimum(), true));
      to = Math.min(to, -mirrored(bounded ? shape.format().greatest() : null, false));
      to = Math.min(to, -mirrored(shape.maximum(), false));
      to = Math.min(to, -mirrored(shape.exclusiveMaximum(), true));
    }
    this.least = from;
    this.greatest = to;
  }

  /** The decimals of a number and of its negative differ in the sign only. */
  private double mirrored(@Nullable BigDecimal greatest, boolean exclusive) {
    return least(greatest == null ? null : greatest.negate(), exclusive);
  }

  private double least(@Nullable BigDecimal bound, boolean exclusive) {
    if (bound == null) {
      return Double.NEGATIVE_INFINITY;
    }
    double at = single ? bound.floatValue() : bound.doubleValue();
    double greatest = single ? Float.MAX_VALUE : Double.MAX_VALUE;
    at = Math.max(-greatest, Math.min(greatest, at));
    while (at > -greatest && isWithin(down(at), bound, exclusive)) {
      at = down(at);
    }
    while (!isWithin(at, bound, exclusive)) {
      if (at >= greatest) {
        return Double.POSITIVE_INFINITY;
      }
      at = up(at);
    }
    return at;
  }

  private double down(double at) {
    return single ? Math.nextDown((float) at) : Math.nextDown(at);
  }

  private double up(double at) {
    return single ? Math.nextUp((float) at) : Math.nextUp(at);
  }

  private boolean isWithin(double at, BigDecimal bound, boolean exclusive) {
    int order = decimal(at).compareTo(bound);
    return exclusive ? order > 0 : order >= 0;
  }

  private BigDecimal decimal(double at) {
    return new BigDecimal(single ? Float.toString((float) at) : Double.toString(at));
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    long bits = single ? Words.load4(b, at) : Words.load(b, at);
    double value = single ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    if (!(value >= least && value <= greatest)) {
      // Not a number, too, which JSON has a text for.
      return Wire.UNKNOWN;
    }
    boolean decided = simple && (!whole || (Math.rint(value) == value && Math.abs(value) < EXACT));
    if (!decided && !ProtobufValues.accepts(node, field, bits)) {
      return Wire.UNKNOWN;
    }
    if (slot != null) {
      slot.real(written(value));
    }
    return at + (single ? 4 : 8);
  }

  /** The double that JSON's decimal of a float means; floats in rules are rare. */
  private double written(double value) {
    return !single || Math.rint(value) == value && Math.abs(value) < (1 << 24)
        ? value
        : Double.parseDouble(Float.toString((float) value));
  }

  @Override
  void captureDefault() {
    if (slot != null) {
      slot.real(0);
    }
  }
}
