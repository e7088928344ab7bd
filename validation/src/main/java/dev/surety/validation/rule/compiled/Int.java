package dev.surety.validation.rule.compiled;

/** An expression of type int. When it has no value it sets {@link Slots#fault}. */
abstract class Int {
  abstract long eval(Slots s);

  static final class Constant extends Int {
    final long value;

    Constant(long value) {
      this.value = value;
    }

    @Override
    long eval(Slots s) {
      return value;
    }
  }

  static final class Read extends Int {
    private final Cell cell;

    Read(Cell cell) {
      this.cell = cell;
    }

    @Override
    long eval(Slots s) {
      int state = cell.state(s);
      if (state != Slots.LONG) {
        s.fail(Truth.fault(state));
        return 0;
      }
      return cell.value(s);
    }
  }

  /** An operator of CEL; overflow and division by zero are errors. */
  enum Operator {
    ADD("_+_"),
    SUBTRACT("_-_"),
    MULTIPLY("_*_"),
    DIVIDE("_/_"),
    MODULO("_%_");

    private final String function;

    Operator(String function) {
      this.function = function;
    }

    static Operator of(String function) throws Outside {
      for (Operator operator : values()) {
        if (operator.function.equals(function)) {
          return operator;
        }
      }
      throw new Outside("it uses " + function + " on integers");
    }
  }

  static final class Arithmetic extends Int {
    private final Operator operator;
    private final Int left;
    private final Int right;

    Arithmetic(Operator operator, Int left, Int right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    long eval(Slots s) {
      long a = left.eval(s);
      long b = right.eval(s);
      return switch (operator) {
        case ADD -> add(s, a, b);
        case SUBTRACT -> subtract(s, a, b);
        case MULTIPLY -> multiply(s, a, b);
        case DIVIDE -> isUndefined(s, a, b) ? 0 : a / b;
        case MODULO -> isUndefined(s, a, b) ? 0 : a % b;
      };
    }

    private static long add(Slots s, long a, long b) {
      long sum = a + b;
      if (((a ^ sum) & (b ^ sum)) < 0) {
        s.fail(Truth.ERROR);
      }
      return sum;
    }

    private static long subtract(Slots s, long a, long b) {
      long difference = a - b;
      if (((a ^ b) & (a ^ difference)) < 0) {
        s.fail(Truth.ERROR);
      }
      return difference;
    }

    private static long multiply(Slots s, long a, long b) {
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      if (high != low >> 63) {
        s.fail(Truth.ERROR);
      }
      return low;
    }

    private static boolean isUndefined(Slots s, long a, long b) {
      if (b == 0 || (b == -1 && a == Long.MIN_VALUE)) {
        s.fail(Truth.UNSURE);
        return true;
      }
      return false;
    }
  }

  static final class Negate extends Int {
    private final Int of;

    Negate(Int of) {
      this.of = of;
    }

    @Override
    long eval(Slots s) {
      long value = of.eval(s);
      if (value == Long.MIN_VALUE) {
        s.fail(Truth.ERROR);
      }
      return -value;
    }
  }

  static final class Choice extends Int {
    private final Bool condition;
    private final Int yes;
    private final Int no;

    Choice(Bool condition, Int yes, Int no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    long eval(Slots s) {
      // The condition takes the faults of its own operands; one from before must stay.
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

  /** {@code size(string)}, in code points. */
  static final class Length extends Int {
    private final Str text;

    Length(Str text) {
      this.text = text;
    }

    @Override
    long eval(Slots s) {
      byte[] bytes = text.eval(s);
      return Bytes.codePoints(bytes, s.start, s.end);
    }
  }

  /** {@code size(list)} and {@code size(map)}. */
  static final class Size extends Int {
    private final Cell list;

    Size(Cell list) {
      this.list = list;
    }

    @Override
    long eval(Slots s) {
      int state = list.state(s);
      if (state != Slots.LIST) {
        s.fail(Truth.fault(state));
        return 0;
      }
      long range = list.value(s);
      return (long) (int) range - (int) (range >>> 32);
    }
  }

  /** {@code int(double)}: towards zero. */
  static final class Truncate extends Int {
    private static final double TOO_LARGE = 0x1p63;

    private final Real of;

    Truncate(Real of) {
      this.of = of;
    }

    @Override
    long eval(Slots s) {
      double value = of.eval(s);
      if (!(Math.abs(value) < TOO_LARGE)) {
        s.fail(Truth.UNSURE);
      }
      return (long) value;
    }
  }
}
