package dev.surety.validation.rule.compiled;

/**
 * An expression of type timestamp or duration: whole seconds, towards negative infinity, and in
 * {@link Slots#nano} the rest. When it has no value it sets {@link Slots#fault}.
 */
abstract class Time {
  /** Seconds of the years 1 to 9999, which is what CEL's timestamps may be. */
  private static final long FIRST = -62_135_596_800L;

  private static final long LAST = 253_402_300_799L;

  /** More than CEL allows a duration to be is left to CEL. */
  private static final long LONGEST = 9_000_000_000L;

  private static final int SECOND = 1_000_000_000;

  abstract long eval(Slots s);

  static final class Constant extends Time {
    final long seconds;
    final int nano;

    Constant(long seconds, int nano) {
      this.seconds = seconds;
      this.nano = nano;
    }

    @Override
    long eval(Slots s) {
      s.nano = nano;
      return seconds;
    }
  }

  static final class Read extends Time {
    private final Cell cell;

    Read(Cell cell) {
      this.cell = cell;
    }

    @Override
    long eval(Slots s) {
      int state = cell.state(s);
      if (state != Slots.TIMESTAMP) {
        s.fail(Truth.fault(state));
        return 0;
      }
      s.nano = cell.nano(s);
      return cell.value(s);
    }
  }

  static final class Now extends Time {
    @Override
    long eval(Slots s) {
      if (!s.nowKnown) {
        s.readClock();
      }
      s.nano = s.nowNanos;
      return s.nowSeconds;
    }
  }

  /** {@code a + b} and {@code a - b}; the result is a timestamp or a duration. */
  static final class Shift extends Time {
    private final Time left;
    private final Time right;
    private final boolean minus;
    private final boolean timestamp;

    Shift(Time left, Time right, boolean minus, boolean timestamp) {
      this.left = left;
      this.right = right;
      this.minus = minus;
      this.timestamp = timestamp;
    }

    @Override
    long eval(Slots s) {
      long seconds = left.eval(s);
      int nano = s.nano;
      long by = right.eval(s);
      nano += minus ? -s.nano : s.nano;
      seconds += minus ? -by : by;
      if (nano >= SECOND) {
        nano -= SECOND;
        seconds++;
      } else if (nano < 0) {
        nano += SECOND;
        seconds--;
      }
      boolean good = timestamp ? seconds >= FIRST && seconds <= LAST : isDuration(seconds, nano);
      if (!good) {
        s.fail(Truth.UNSURE);
      }
      s.nano = nano;
      return seconds;
    }
  }

  /** CEL for Java makes an error of a negative difference with a fraction of a second. */
  private static boolean isDuration(long seconds, int nano) {
    return seconds >= -LONGEST && seconds <= LONGEST && (seconds >= 0 || nano == 0);
  }

  static final class Choice extends Time {
    private final Bool condition;
    private final Time yes;
    private final Time no;

    Choice(Bool condition, Time yes, Time no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    long eval(Slots s) {
      int before = s.takeFault();
      int chosen = condition.eval(s);
      s.fault = before;
      if (chosen > Truth.TRUE) {
        s.fail(chosen);
        return 0;
      }
      return chosen == Truth.TRUE ? yes.eval(s) : no.eval(s);
    }
  }
}
