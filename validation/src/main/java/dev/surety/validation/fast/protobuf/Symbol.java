package dev.surety.validation.fast.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.type.Node;
import org.jspecify.annotations.Nullable;

/** A value of an enum; which ones are right is known before. Other numbers are not known here. */
final class Symbol extends Payload {
  private static final int MAX_NUMBER = 4096;

  private final boolean[] right;
  private final int[] starts;
  private final int[] ends;
  private final int first;
  private final @Nullable Slot slot;

  Symbol(FieldDescriptor field, Node node, @Nullable Slot slot, Wire wire) {
    this.slot = slot;
    this.first = field.getEnumType().getValues().get(0).getNumber();
    int size =
        1
            + field.getEnumType().getValues().stream()
                .mapToInt(EnumValueDescriptor::getNumber)
                .filter(number -> number <= MAX_NUMBER)
                .max()
                .orElse(0);
    right = new boolean[Math.max(1, size)];
    starts = new int[right.length];
    ends = new int[right.length];
    for (int number = 0; number < right.length; number++) {
      EnumValueDescriptor value = field.getEnumType().findValueByNumber(number);
      if (value != null && ValueCheck.accepts(node, value.getName())) {
        right[number] = true;
        if (slot != null) {
          byte[] name = value.getName().getBytes(UTF_8);
          starts[number] = wire.keep(name);
          ends[number] = starts[number] + name.length;
        }
      }
    }
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    int to = wire.varint(b, at);
    int number = (int) wire.value;
    if (to < 0 || number < 0 || number >= right.length || !right[number]) {
      return Wire.UNKNOWN;
    }
    if (slot != null) {
      slot.text(starts[number], ends[number]);
    }
    return to;
  }

  @Override
  void captureDefault() {
    if (slot != null) {
      if (first >= 0 && first < right.length && right[first]) {
        slot.text(starts[first], ends[first]);
      } else {
        slot.present();
      }
    }
  }
}
