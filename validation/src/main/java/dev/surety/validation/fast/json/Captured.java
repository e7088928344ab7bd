package dev.surety.validation.fast.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A value that a rule reads: checked, and put into a slot. */
final class Captured extends Check {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  /** Whole numbers up to here are doubles too, so that one division rounds once. */
  private static final long EXACT_DOUBLES = 1L << 53;

  private final Check value;
  private final int slot;
  private final Kind kind;
  private final Shape shape;
  private final Slots slots;

  Captured(Check value, int slot, Kind kind, Shape shape, Slots slots) {
    super(value.nullable());
    this.value = value;
    this.slot = slot;
    this.kind = kind;
    this.shape = shape;
    this.slots = slots;
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    forget(scan);
    int end = value.scan(b, at, scan);
    if (end < 0) {
      return UNKNOWN;
    }
    capture(b, at, end, scan);
    return end;
  }

  /** What was read of another value must not be taken for this one's. */
  static void forget(Scan scan) {
    scan.numberEnd = 0;
    scan.moment.end = 0;
  }

  /** Puts a value that was checked, and ends at {@code end}, into the slot. */
  void capture(byte[] b, int at, int end, Scan scan) {
    if (b[at] == 'n') {
      slots.setNull(slot);
      return;
    }
    switch (kind) {
      case PRESENCE -> slots.setPresent(slot);
      case BOOLEAN -> slots.setBoolean(slot, b[at] == 't');
      case LONG -> captureLong(b, at, end, scan);
      case DOUBLE -> captureDouble(b, at, end, scan);
      case STRING -> captureString(slots, slot, b, at);
      case TIMESTAMP -> captureMoment(b, at, end, scan);
      case DYNAMIC -> captureDynamic(b, at);
      // Arrays and maps fill theirs themselves.
      case LIST, MAP -> {}
    }
  }

  Check value() {
    return value;
  }

  /** The same of another check of the value. */
  Captured with(Check other) {
    return new Captured(other, slot, kind, shape, slots);
  }

  private void captureLong(byte[] b, int at, int end, Scan scan) {
    if (scan.numberEnd == end) {
      long mantissa = scan.mantissa;
      slots.setLong(slot, scan.scale == 0 ? mantissa : mantissa / Decimals.POWERS[scan.scale]);
      return;
    }
    BigDecimal number = new BigDecimal(new String(b, at, end - at, US_ASCII)).stripTrailingZeros();
    // 10^19 is beyond 64 bits; a greater power is not written out.
    boolean small = (long) number.precision() - number.scale() < 20;
    if (small && number.toBigIntegerExact().bitLength() < Long.SIZE) {
      slots.setLong(slot, number.longValueExact());
    } else {
      slots.setUnreadable(slot);
    }
  }

  private void captureDouble(byte[] b, int at, int end, Scan scan) {
    long mantissa = scan.mantissa;
    if (scan.numberEnd == end && mantissa < EXACT_DOUBLES && mantissa > -EXACT_DOUBLES) {
      slots.setDouble(slot, mantissa / POWERS[scan.scale]);
    } else {
      slots.setDouble(slot, Double.parseDouble(new String(b, at, end - at, US_ASCII)));
    }
  }

  static void captureString(Slots slots, int slot, byte[] b, int at) {
    long scanned = Strings.scan(b, at + 1);
    if ((scanned & Strings.ESCAPED) == 0) {
      slots.setString(slot, at + 1, (int) scanned);
    } else {
      slots.setUnreadable(slot);
    }
  }

  private void captureMoment(byte[] b, int at, int end, Scan scan) {
    if (scan.moment.end == end - 1) {
      slots.setTimestamp(slot, scan.moment.seconds, scan.moment.nanos);
      return;
    }
    String text = Strings.text(b, at + 1, Strings.scan(b, at + 1));
    @Nullable Instant instant =
        shape instanceof Shape.Temporal temporal ? temporal.format().parse(text) : null;
    if (instant == null) {
      slots.setUnreadable(slot);
    } else {
      slots.setTimestamp(slot, instant.getEpochSecond(), instant.getNano());
    }
  }

  private void captureDynamic(byte[] b, int at) {
    switch (b[at]) {
      case '"' -> captureString(slots, slot, b, at);
      case 't' -> slots.setBoolean(slot, true);
      case 'f' -> slots.setBoolean(slot, false);
      case '{' -> slots.setPresent(slot);
      default -> slots.setUnreadable(slot);
    }
  }
}
