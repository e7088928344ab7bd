package dev.surety.validation.fast.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.reference.ProtobufValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.StringFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes, which in JSON are base64: of any bytes it is well-formed, and its length is known. */
final class Binary extends Payload {
  private static final Set<StringFormat> OF_ANY =
      Set.of(StringFormat.BASE64, StringFormat.BYTE, StringFormat.BINARY, StringFormat.PASSWORD);

  private final FieldDescriptor field;
  private final Node node;
  private final boolean simple;
  private final int least;
  private final int most;
  private final @Nullable Slot slot;

  Binary(FieldDescriptor field, Node node, @Nullable Slot slot) {
    this.field = field;
    this.node = node;
    this.slot = slot;
    Shape.Text shape = node.shape() instanceof Shape.Text text ? text : null;
    simple =
        node.allowed().keys().isEmpty()
            && (node.shape() instanceof Shape.Any
                || (shape != null
                    && shape.pattern() == null
                    && (shape.format() == null || OF_ANY.contains(shape.format()))));
    least = shape == null || shape.minLength() == null ? 0 : shape.minLength();
    most = shape == null || shape.maxLength() == null ? Integer.MAX_VALUE : shape.maxLength();
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    int from = wire.length(b, at, end);
    if (from < 0) {
      return Wire.UNKNOWN;
    }
    int to = (int) wire.value;
    int length = (to - from + 2) / 3 * 4;
    boolean right =
        simple
            ? length >= least && length <= most
            : ProtobufValues.accepts(node, field, b, from, to, 1);
    if (right && slot != null) {
      slot.present();
    }
    return right ? to : Wire.UNKNOWN;
  }

  @Override
  void captureDefault() {
    if (slot != null) {
      slot.present();
    }
  }
}
