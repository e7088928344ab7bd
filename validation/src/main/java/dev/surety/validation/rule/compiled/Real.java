package dev.surety.validation.rule.compiled;

/** An expression of type double. When it has no value it sets {@link Slots#fault}. */
abstract class Real {
  abstract double eval(Slots s);

  static final class Constant extends Real {
    final double value;

    Constant(double value) {
      this.value = value;
    }

    @Override
    double eval(Slots s) {
      return value;
    }
  }

  static final class Read extends Real {
    private final Cell cell;

    Read(Cell cell) {
      this.cell = cell;
    }

    @Override
    double eval(Slots s) {
      int state = cell.state(s);
      if (state != Slots.DOUBLE) {
        s.fail(Truth.fault(state));
        return 0;
      }
      return Double.longBitsToDouble(cell.value(s));
    }
  }

  static final class Arithmetic extends Real {
    private final Int.Operator operator;
    private final Real left;
    private final Real right;

    Arithmetic(Int.Operator operator, Real left, Real right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    double eval(Slots s) {
      double a = left.eval(s);
      double b = right.eval(s);
      return switch (operator) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
        case MODULO -> throw new IllegalStateException("CEL has no remainder of doubles");
      };
    }
  }

  static final class Negate extends Real {
    private final Real of;

    Negate(Real of) {
      this.of = of;
    }

    @Override
    double eval(Slots s) {
      return -of.eval(s);
    }
  }

  static final class Choice extends Real {
    private final Bool condition;
    private final Real yes;
    private final Real no;

    Choice(Bool condition, Real yes, Real no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    double eval(Slots s) {
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

  /** {@code double(int)}, and an integer that is compared with a double. */
  static final class OfInt extends Real {
    /** Up to here each integer is a double. */
    private static final long EXACT = 1L << 53;

    private final Int of;
    private final boolean exactly;

    /** {@code exactly}: whether an integer that would be rounded has no value. */
    OfInt(Int of, boolean exactly) {
      this.of = of;
      this.exactly = exactly;
    }

    @Override
    double eval(Slots s) {
      long value = of.eval(s);
      if (exactly && (value > EXACT || value < -EXACT)) {
        s.fail(Truth.UNSURE);
      }
      return (double) value;
    }
  }
}
