package dev.surety.validation.rule.compiled;

/** An expression of type bool. */
abstract class Bool {
  /** A {@link Truth}. */
  abstract int eval(Slots s);

  static final class Constant extends Bool {
    private final int value;

    Constant(boolean value) {
      this.value = Truth.of(value);
    }

    @Override
    int eval(Slots s) {
      return value;
    }
  }

  static final class Not extends Bool {
    private final Bool of;

    Not(Bool of) {
      this.of = of;
    }

    @Override
    int eval(Slots s) {
      return Truth.not(of.eval(s));
    }
  }

  static final class And extends Bool {
    private final Bool left;
    private final Bool right;

    And(Bool left, Bool right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int eval(Slots s) {
      int first = left.eval(s);
      return first == Truth.FALSE ? first : Truth.and(first, right.eval(s));
    }
  }

  static final class Or extends Bool {
    private final Bool left;
    private final Bool right;

    Or(Bool left, Bool right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int eval(Slots s) {
      int first = left.eval(s);
      return first == Truth.TRUE ? first : Truth.or(first, right.eval(s));
    }
  }

  /** {@code a ? b : c}. */
  static final class Choice extends Bool {
    private final Bool condition;
    private final Bool yes;
    private final Bool no;

    Choice(Bool condition, Bool yes, Bool no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    int eval(Slots s) {
      int chosen = condition.eval(s);
      return chosen == Truth.TRUE ? yes.eval(s) : chosen == Truth.FALSE ? no.eval(s) : chosen;
    }
  }

  /** {@code a == b} and {@code a != b} of booleans. */
  static final class Same extends Bool {
    private final Bool left;
    private final Bool right;
    private final int equal;

    Same(Bool left, Bool right, boolean equal) {
      this.left = left;
      this.right = right;
      this.equal = Truth.of(equal);
    }

    @Override
    int eval(Slots s) {
      int a = left.eval(s);
      int b = right.eval(s);
      if (a > Truth.TRUE || b > Truth.TRUE) {
        return Math.max(a, b);
      }
      return a == b ? equal : 1 - equal;
    }
  }

  static final class Read extends Bool {
    private final Cell cell;

    Read(Cell cell) {
      this.cell = cell;
    }

    @Override
    int eval(Slots s) {
      int state = cell.state(s);
      return state == Slots.BOOLEAN ? (int) cell.value(s) : Truth.fault(state);
    }
  }

  /** {@code has(object.field)}: the object itself must be there. */
  static final class Has extends Bool {
    private final Cell object;
    private final Cell field;

    Has(Cell object, Cell field) {
      this.object = object;
      this.field = field;
    }

    @Override
    int eval(Slots s) {
      int state = object.state(s);
      if (state != Slots.PRESENT) {
        return Truth.fault(state);
      }
      return Truth.of(field.state(s) >= Slots.UNREADABLE);
    }
  }

  /** {@code has(record.field)}: a record is always there. */
  static final class HasInRecord extends Bool {
    private final int slot;

    HasInRecord(int slot) {
      this.slot = slot;
    }

    @Override
    int eval(Slots s) {
      return Truth.of(s.states[slot] >= Slots.UNREADABLE);
    }
  }

  /** {@code key in map}. */
  static final class Finds extends Bool {
    private final Locate locate;

    Finds(Locate locate) {
      this.locate = locate;
    }

    @Override
    int eval(Slots s) {
      int found = locate.locate(s);
      return found == Locate.NOT_THERE ? Truth.FALSE : found;
    }
  }
}
