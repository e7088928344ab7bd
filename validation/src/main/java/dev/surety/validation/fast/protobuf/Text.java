package dev.surety.validation.fast.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.fast.text.Moments;
import dev.surety.validation.fast.text.PlainText;
import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.fast.text.Utf8Text;
import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A string. What its check does not know is asked of the reference, of this value alone. */
final class Text extends Payload {
  private final Node node;
  private final @Nullable TextCheck check;
  private final @Nullable Bounds bounds;
  private final @Nullable Slot slot;

  private Text(Node node, @Nullable TextCheck check, @Nullable Bounds bounds, @Nullable Slot slot) {
    this.node = node;
    this.check = check;
    this.bounds = bounds;
    this.slot = slot;
  }

  static Payload of(Node node, @Nullable Slot slot, Wire wire) {
    List<Object> allowed =
        node.allowed().keys().stream()
            .filter(value -> value instanceof String && ValueCheck.accepts(node, value))
            .toList();
    if (!node.allowed().keys().isEmpty()) {
      boolean temporal = slot != null && slot.isMoment();
      return allowed.isEmpty()
          ? NEVER
          : new Text(
              node,
              temporal ? null : PlainText.oneOf(allowed.stream().map(String.class::cast).toList()),
              null,
              slot);
    }
    if (node.shape() instanceof Shape.Temporal temporal) {
      return temporal(node, temporal, slot, wire);
    }
    if (node.shape() instanceof Shape.Any) {
      return new Text(node, (b, from, to) -> Utf8Text.points(b, from, to) >= 0, null, slot);
    }
    return node.shape() instanceof Shape.Text shape
        ? new Text(node, PlainText.of(shape, wire.moment).orElse(null), null, slot)
        : NEVER;
  }

  private static Payload temporal(Node node, Shape.Temporal shape, @Nullable Slot slot, Wire wire) {
    if (!shape.format().isIso()) {
      return new Text(node, null, null, slot);
    }
    Bounds bounds = new Bounds(shape);
    boolean needed = !bounds.isEmpty() || (slot != null && slot.isMoment());
    boolean utc = shape.format().defaultZone().normalized().equals(ZoneOffset.UTC);
    Moments moments =
        new Moments(shape.type(), shape.format().timezone(), needed, utc, wire.moment);
    return new Text(node, moments, bounds.isEmpty() ? null : bounds, slot);
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    int from = wire.length(b, at, end);
    if (from < 0) {
      return Wire.UNKNOWN;
    }
    int to = (int) wire.value;
    wire.moment.end = 0;
    if (check != null && check.holds(b, from, to)) {
      if (bounds != null && !bounds.hold(wire.moment.seconds, wire.moment.nanos)) {
        return Wire.UNKNOWN;
      }
    } else if (Utf8Text.points(b, from, to) < 0
        || !ValueCheck.accepts(node, new String(b, from, to - from, UTF_8))) {
      return Wire.UNKNOWN;
    }
    if (slot != null) {
      capture(slot, from, to, wire);
    }
    return to;
  }

  private static void capture(Slot slot, int from, int to, Wire wire) {
    if (slot.isMoment() && wire.moment.end == to && to > from) {
      slot.moment(wire.moment.seconds, wire.moment.nanos);
    } else {
      slot.text(from, to);
    }
  }

  @Override
  void captureDefault() {
    if (slot != null) {
      slot.text(0, 0);
    }
  }
}
