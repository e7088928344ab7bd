package dev.surety.validation.rule.compiled;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.type.Node;
import dev.surety.validation.type.Numbers;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.Unreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills slots from a decoded record, by the conversions that CEL for Java is shown: the reference
 * for decoders that fill slots from bytes. Not thread-safe.
 */
public final class SlotFiller {
  private final SlotPlan plan;
  private final Node root;
  private final Slots slots;
  private byte[] text = new byte[256];
  private int used;

  /** For the record type that the slots were made for. */
  public SlotFiller(SlotPlan plan, Node root) {
    this.plan = plan;
    this.root = root;
    this.slots = plan.newSlots();
  }

  /**
   * The slots, until the next call.
   *
   * @param record as decoders give it: Map, List, String, Long, BigDecimal, Boolean or null
   */
  public Slots fill(@Nullable Object record) {
    used = 0;
    slots.reset(text);
    if (record != null) {
      value(plan.root(), root, record);
    }
    slots.bytes = text;
    return slots;
  }

  private void value(Capture capture, Node node, @Nullable Object value) {
    int slot = capture.slot();
    if (value == null) {
      if (slot != Capture.NONE) {
        slots.setNull(slot);
      }
      return;
    }
    if (value instanceof Map<?, ?> map && !(node.shape() instanceof Shape.Mapping)) {
      members(capture, node, map);
    }
    if (slot == Capture.NONE) {
      return;
    }
    switch (capture.kind()) {
      case PRESENCE -> slots.setPresent(slot);
      case LIST -> list(capture, node, value);
      case MAP -> map(capture, node, value);
      case BOOLEAN, LONG, DOUBLE, STRING, TIMESTAMP, DYNAMIC -> scalar(capture, node, value);
    }
  }

  private void members(Capture capture, Node node, Map<?, ?> map) {
    capture
        .members()
        .forEach(
            (name, member) -> {
              if (map.containsKey(name)) {
                value(member, member(node, name), map.get(name));
              }
            });
  }

  private static Node member(Node node, String name) {
    Node member = node.shape() instanceof Shape.Struct struct ? struct.members().get(name) : null;
    return member == null ? Place.ANY : member;
  }

  private void list(Capture capture, Node node, Object value) {
    int slot = capture.slot();
    if (!(value instanceof List<?> items)) {
      slots.setUnreadable(slot);
      return;
    }
    Node item = node.shape() instanceof Shape.Array array ? array.items() : Place.DOUBLE;
    Capture inside = capture.items();
    slots.openList(slot);
    for (Object each : items) {
      slots.nextRow(slot);
      if (inside != null) {
        value(inside, item, each);
      }
    }
    slots.closeList(slot);
  }

  private void map(Capture capture, Node node, Object value) {
    int slot = capture.slot();
    if (!(value instanceof Map<?, ?> entries) || !(node.shape() instanceof Shape.Mapping shape)) {
      slots.setUnreadable(slot);
      return;
    }
    Capture inside = capture.items();
    slots.openList(slot);
    entries.forEach(
        (key, each) -> {
          if (each == null) {
            return;
          }
          slots.nextRow(slot);
          if (capture.key() != Capture.NONE) {
            string(capture.key(), (String) key);
          }
          if (inside != null) {
            value(inside, shape.value(), each);
          }
        });
    slots.closeList(slot);
  }

  private void scalar(Capture capture, Node node, Object value) {
    int slot = capture.slot();
    BigDecimal number = Numbers.decimal(value);
    Kind kind = capture.kind();
    if (value instanceof String string) {
      if (kind == Kind.STRING || kind == Kind.DYNAMIC) {
        string(slot, string);
      } else {
        moment(slot, node, string);
      }
    } else if (value instanceof Boolean truth && (kind == Kind.BOOLEAN || kind == Kind.DYNAMIC)) {
      slots.setBoolean(slot, truth);
    } else if (number != null && kind == Kind.DOUBLE) {
      slots.setDouble(slot, number.doubleValue());
    } else if (number != null && kind == Kind.LONG) {
      whole(slot, value, number);
    } else if (value instanceof Map && kind == Kind.DYNAMIC) {
      slots.setPresent(slot);
    } else {
      slots.setUnreadable(slot);
    }
  }

  private void whole(int slot, Object value, BigDecimal number) {
    // 1e999999 would be a number of a million digits.
    boolean fits =
        value instanceof Long
            || ((long) number.precision() - number.scale() <= 19 && Numbers.isInteger(number));
    BigDecimal bounded = fits ? number : BigDecimal.ZERO;
    if (!fits || bounded.toBigInteger().bitLength() > 63 || value == Unreadable.VALUE) {
      slots.setUnreadable(slot);
    } else {
      slots.setLong(slot, bounded.longValue());
    }
  }

  private void moment(int slot, Node node, String text) {
    Instant instant =
        node.shape() instanceof Shape.Temporal temporal ? temporal.format().parse(text) : null;
    if (instant == null) {
      slots.setUnreadable(slot);
    } else {
      slots.setTimestamp(slot, instant.getEpochSecond(), instant.getNano());
    }
  }

  private void string(int slot, String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    if (used + utf8.length > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, used + utf8.length));
    }
    System.arraycopy(utf8, 0, text, used, utf8.length);
    slots.setString(slot, used, used + utf8.length);
    used += utf8.length;
  }
}
