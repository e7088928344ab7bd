package dev.surety.validation.fast.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.fast.number.NumberBounds;
import dev.surety.validation.fast.text.Words;
import dev.surety.validation.reference.ProtobufValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A whole number with its bounds. */
final class Whole extends Payload {
  private final FieldDescriptor field;
  private final Node node;
  private final FieldDescriptor.Type type;
  private final @Nullable Slot slot;
  private final long least;
  private final long greatest;
  private final long step;

  /** The enumerated ones, sorted; null when all are allowed. */
  private final long @Nullable [] allowed;

  /**
   * @param allowed the enumerated ones that keep the other constraints
   */
  Whole(FieldDescriptor field, Node node, long @Nullable [] allowed, @Nullable Slot slot) {
    this.field = field;
    this.node = node;
    this.type = field.getType();
    this.slot = slot;
    this.allowed = allowed;
    Shape.Numeric shape = node.shape() instanceof Shape.Numeric numeric ? numeric : null;
    least = shape == null ? Long.MIN_VALUE : NumberBounds.least(shape, 0);
    greatest = shape == null ? Long.MAX_VALUE : NumberBounds.greatest(shape, 0);
    step = shape == null ? 1 : NumberBounds.step(shape.multipleOf(), 0);
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    int to;
    long bits;
    switch (type) {
      case FIXED64, SFIXED64 -> {
        to = at + 8;
        bits = Words.load(b, at);
      }
      case FIXED32, SFIXED32 -> {
        to = at + 4;
        bits = Words.load4(b, at);
      }
      default -> {
        to = at + 1;
        bits = b[at];
        if (bits < 0) {
          to = wire.varint(b, at);
          bits = wire.value;
        }
      }
    }
    return to < 0 || !holds(bits) ? Wire.UNKNOWN : to;
  }

  private boolean holds(long bits) {
    long value =
        switch (type) {
          case INT32, SFIXED32 -> (int) bits;
          case UINT32, FIXED32 -> bits & 0xffff_ffffL;
          case SINT32 -> (int) bits >>> 1 ^ -((int) bits & 1);
          case SINT64 -> bits >>> 1 ^ -(bits & 1);
          default -> bits;
        };
    boolean unsigned = type == FieldDescriptor.Type.UINT64 || type == FieldDescriptor.Type.FIXED64;
    if (unsigned && value < 0) {
      return beyondLong(bits);
    }
    if (value < least || value > greatest || !isMultiple(value) || !isAllowed(value)) {
      return false;
    }
    if (slot != null) {
      slot.whole(value);
    }
    return true;
  }

  private boolean beyondLong(long bits) {
    if (slot != null) {
      slot.present();
    }
    return ProtobufValues.accepts(node, field, bits);
  }

  private boolean isMultiple(long value) {
    return step == 1 || (step == NumberBounds.ONLY_ZERO ? value == 0 : value % step == 0);
  }

  private boolean isAllowed(long value) {
    return allowed == null || Arrays.binarySearch(allowed, value) >= 0;
  }

  @Override
  void captureDefault() {
    if (slot != null) {
      slot.whole(0);
    }
  }
}
