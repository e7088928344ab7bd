package dev.surety.validation.rule.compiled;

import java.util.Arrays;

/** Functions of strings that are true or false. */
final class Texts {
  private Texts() {}

  /** {@code startsWith}, {@code endsWith} and {@code contains}. */
  static final class Part extends Bool {
    /** Where the part must be. */
    enum Where {
      START,
      END,
      ANYWHERE
    }

    private final Where where;
    private final Str text;
    private final Str part;

    Part(Where where, Str text, Str part) {
      this.where = where;
      this.text = text;
      this.part = part;
    }

    @Override
    int eval(Slots s) {
      byte[] a = text.eval(s);
      int from = s.start;
      int to = s.end;
      byte[] b = part.eval(s);
      if (s.fault != 0) {
        return s.takeFault();
      }
      int length = s.end - s.start;
      if (length > to - from) {
        return Truth.FALSE;
      }
      return switch (where) {
        case START -> Truth.of(Arrays.equals(a, from, from + length, b, s.start, s.end));
        case END -> Truth.of(Arrays.equals(a, to - length, to, b, s.start, s.end));
        case ANYWHERE -> Bytes.contains(a, from, to, b, s.start, s.end);
      };
    }
  }

  /** {@code text in ['a', 'b']}. */
  static final class OneOf extends Bool {
    private final Str text;
    private final byte[][] allowed;

    OneOf(Str text, byte[][] allowed) {
      this.text = text;
      this.allowed = allowed;
    }

    @Override
    int eval(Slots s) {
      byte[] a = text.eval(s);
      if (s.fault != 0) {
        return s.takeFault();
      }
      for (byte[] one : allowed) {
        if (Bytes.equal(a, s.start, s.end, one, 0, one.length)) {
          return Truth.TRUE;
        }
      }
      return Truth.FALSE;
    }
  }

  /** {@code number in [1, 2]}. */
  static final class OneOfNumbers extends Bool {
    private final Int number;
    private final long[] allowed;

    OneOfNumbers(Int number, long[] allowed) {
      this.number = number;
      this.allowed = allowed;
    }

    @Override
    int eval(Slots s) {
      long value = number.eval(s);
      if (s.fault != 0) {
        return s.takeFault();
      }
      for (long one : allowed) {
        if (value == one) {
          return Truth.TRUE;
        }
      }
      return Truth.FALSE;
    }
  }

  /** A value of no declared type compared with a text: another type is not equal, no error. */
  static final class DynamicEquals extends Bool {
    private final Cell cell;
    private final byte[][] texts;
    private final int equal;

    DynamicEquals(Cell cell, byte[][] texts, boolean equal) {
      this.cell = cell;
      this.texts = texts;
      this.equal = Truth.of(equal);
    }

    @Override
    int eval(Slots s) {
      int state = cell.state(s);
      if (state == Slots.STRING) {
        long range = cell.value(s);
        byte[] bytes = cell.bytes(s);
        for (byte[] text : texts) {
          if (Bytes.equal(bytes, (int) (range >>> 32), (int) range, text, 0, text.length)) {
            return equal;
          }
        }
        return 1 - equal;
      }
      return state == Slots.BOOLEAN ? 1 - equal : Truth.fault(state);
    }
  }
}
