package dev.surety.validation.fast.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.reference.ProtobufValues;
import dev.surety.validation.type.Node;
import org.jspecify.annotations.Nullable;

/** A message that is decoded and judged by the reference's check of one value: for what is rare. */
final class Leaf extends Payload {
  private final FieldDescriptor field;
  private final Node node;
  private final @Nullable Slot slot;

  Leaf(FieldDescriptor field, Node node, @Nullable Slot slot) {
    this.field = field;
    this.node = node;
    this.slot = slot;
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    int from = wire.length(b, at, end);
    if (from < 0) {
      return Wire.UNKNOWN;
    }
    int to = (int) wire.value;
    int levels = wire.maxDepth - wire.depth;
    if (levels < 1 || !ProtobufValues.accepts(node, field, b, from, to, levels)) {
      return Wire.UNKNOWN;
    }
    if (slot != null) {
      slot.present();
    }
    return to;
  }
}
