package dev.surety.validation.fast.avro;

import dev.surety.validation.fast.text.FixedRuns;
import dev.surety.validation.fast.text.PlainText;
import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.fast.text.Utf8Text;
import dev.surety.validation.fast.text.Words;
import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import org.jspecify.annotations.Nullable;

/** Values without parts. */
final class Scalars {
  private Scalars() {}

  /** Null, where it is allowed. */
  static final class Null extends Part {
    @Override
    int read(byte[] b, int at, Input in, int depth) {
      in.isNull = true;
      return at;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      slots.setNull(slot);
    }
  }

  /** A boolean. */
  static final class Bool extends Part {
    @Override
    int read(byte[] b, int at, Input in, int depth) {
      in.number = b[at];
      return (b[at] & 0xfe) == 0 ? at + 1 : UNKNOWN;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      switch (kind) {
        case BOOLEAN, DYNAMIC -> slots.setBoolean(slot, in.number != 0);
        default -> super.capture(slots, slot, kind, in);
      }
    }
  }

  /** A whole number within bounds, a multiple of a step. */
  static final class Whole extends Part {
    private final long least;
    private final long greatest;
    private final long step;

    Whole(long least, long greatest, long step) {
      this.least = least;
      this.greatest = greatest;
      this.step = step;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = in.number(b, at);
      long number = in.number;
      return number >= least && number <= greatest && (step == 1 || isMultiple(number, step))
          ? end
          : UNKNOWN;
    }

    static boolean isMultiple(long number, long step) {
      return step == 0 ? number == 0 : number % step == 0;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      switch (kind) {
        case LONG -> slots.setLong(slot, in.number);
        case DOUBLE -> slots.setDouble(slot, in.number);
        default -> super.capture(slots, slot, kind, in);
      }
    }
  }

  /** A float or double within bounds. */
  static final class Real extends Part {
    private final boolean isDouble;
    private final double least;
    private final double greatest;

    /** Up to here whole numbers are written as they are; 0 when the number need not be whole. */
    private final double wholeTo;

    Real(boolean isDouble, double least, double greatest, double wholeTo) {
      this.isDouble = isDouble;
      this.least = least;
      this.greatest = greatest;
      this.wholeTo = wholeTo;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      double real =
          isDouble
              ? Double.longBitsToDouble(Words.load(b, at))
              : Float.intBitsToFloat(Words.load4(b, at));
      in.real = real;
      // Not a number is neither.
      boolean good = real >= least && real <= greatest;
      if (wholeTo != 0) {
        good &= Math.abs(real) <= wholeTo && real == Math.rint(real);
      }
      return good ? at + (isDouble ? 8 : 4) : UNKNOWN;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      switch (kind) {
        case LONG -> {
          if (wholeTo != 0) {
            slots.setLong(slot, (long) in.real);
          } else {
            slots.setUnreadable(slot);
          }
        }
        // The decimal digits of a float are another double than the float is.
        case DOUBLE ->
            slots.setDouble(
                slot, isDouble ? in.real : Double.parseDouble(Float.toString((float) in.real)));
        default -> super.capture(slots, slot, kind, in);
      }
    }
  }

  /** Bytes: a text of one character for each. */
  static final class Bytes extends Part {
    private final int size;
    private final int least;
    private final int most;

    /** {@code size}: of all of them; -1 when a length stands before them. */
    Bytes(int size, int least, int most) {
      this.size = size;
      this.least = least;
      this.most = most;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end;
      if (size < 0) {
        end = in.range(b, at);
        if (end < 0) {
          return UNKNOWN;
        }
      } else {
        if (size > in.limit - at) {
          return UNKNOWN;
        }
        end = at + size;
        in.from = at;
        in.to = end;
      }
      int length = end - in.from;
      return length >= least && length <= most ? end : UNKNOWN;
    }
  }

  /** A string of a check; the usual checks have parts of their own, which call them directly. */
  static Part text(TextCheck check) {
    if (check instanceof FixedRuns runs) {
      return new Fixed(runs);
    }
    return check instanceof PlainText plain ? new Plain(plain) : new Text(check);
  }

  /** A string of one length. */
  static final class Fixed extends Text {
    private final FixedRuns runs;

    Fixed(FixedRuns runs) {
      super(runs);
      this.runs = runs;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = in.range(b, at);
      return end >= 0 && runs.holds(b, in.from, end) ? end : UNKNOWN;
    }
  }

  /** A string of a length and a pattern or format. */
  static final class Plain extends Text {
    private final PlainText plain;

    Plain(PlainText plain) {
      super(plain);
      this.plain = plain;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = in.range(b, at);
      return end >= 0 && plain.holds(b, in.from, end) ? end : UNKNOWN;
    }
  }

  /** A string. */
  static class Text extends Part {
    private final @Nullable TextCheck check;

    /** {@code check}: null when any text is right. */
    Text(@Nullable TextCheck check) {
      this.check = check;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = in.range(b, at);
      if (end < 0) {
        return UNKNOWN;
      }
      boolean good =
          check == null ? Utf8Text.points(b, in.from, end) >= 0 : check.holds(b, in.from, end);
      return good ? end : UNKNOWN;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      switch (kind) {
        case STRING, DYNAMIC -> slots.setString(slot, in.from, in.to);
        case TIMESTAMP -> {
          if (in.moment.end == in.to) {
            slots.setTimestamp(slot, in.moment.seconds, in.moment.nanos);
          } else {
            slots.setUnreadable(slot);
          }
        }
        default -> super.capture(slots, slot, kind, in);
      }
    }
  }

  /** An enum's symbol. */
  static final class Symbol extends Part {
    private final boolean[] allowed;
    private final int[] starts;

    /** {@code starts}: where the symbols stand in the buffer, and where the last one ends. */
    Symbol(boolean[] allowed, int[] starts) {
      this.allowed = allowed;
      this.starts = starts;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = in.number(b, at);
      long index = in.number;
      return index >= 0 && index < allowed.length && allowed[(int) index] ? end : UNKNOWN;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      switch (kind) {
        case STRING, DYNAMIC ->
            slots.setString(slot, starts[(int) in.number], starts[(int) in.number + 1]);
        default -> super.capture(slots, slot, kind, in);
      }
    }
  }

  /** A decimal of at most eight bytes. */
  static final class Decimal extends Part {
    private static final double[] POWERS = {
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
      1e17, 1e18
    };

    private static final long EXACT_DOUBLES = 1L << 53;

    private final Part bytes;
    private final int scale;
    private final long least;
    private final long greatest;
    private final long step;

    /** Ten to the scale, where the number must be whole; else 1. */
    private final long one;

    Decimal(Part bytes, int scale, long least, long greatest, long step, long one) {
      this.bytes = bytes;
      this.scale = scale;
      this.least = least;
      this.greatest = greatest;
      this.step = step;
      this.one = one;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = bytes.read(b, at, in, depth);
      int length = in.to - in.from;
      if (end < 0 || length > 8) {
        return UNKNOWN;
      }
      long digits =
          length == 0 ? 0 : Long.reverseBytes(Words.load(b, in.from)) >> (64 - 8 * length);
      in.number = digits;
      boolean good =
          digits >= least
              && digits <= greatest
              && (step == 1 || Whole.isMultiple(digits, step))
              && (one == 1 || digits % one == 0);
      return good ? end : UNKNOWN;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      boolean isExact = in.number < EXACT_DOUBLES && in.number > -EXACT_DOUBLES;
      if (kind == Kind.DOUBLE && isExact) {
        slots.setDouble(slot, in.number / POWERS[scale]);
      } else if (kind == Kind.LONG && (one != 1 || scale == 0)) {
        slots.setLong(slot, in.number / one);
      } else {
        super.capture(slots, slot, kind, in);
      }
    }
  }

  /** A date, time or timestamp that is a number of units; 0 units a second are days. */
  static final class Moment extends Part {
    private static final int SECONDS_PER_DAY = 86_400;

    private final long least;
    private final long greatest;
    private final int perSecond;

    Moment(long least, long greatest, int perSecond) {
      this.least = least;
      this.greatest = greatest;
      this.perSecond = perSecond;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = in.number(b, at);
      return in.number >= least && in.number <= greatest ? end : UNKNOWN;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      if (kind != Kind.TIMESTAMP) {
        super.capture(slots, slot, kind, in);
      } else if (perSecond == 0) {
        slots.setTimestamp(slot, in.number * SECONDS_PER_DAY, 0);
      } else {
        long rest = Math.floorMod(in.number, (long) perSecond);
        slots.setTimestamp(
            slot,
            Math.floorDiv(in.number, (long) perSecond),
            (int) rest * (1_000_000_000 / perSecond));
      }
    }
  }
}
