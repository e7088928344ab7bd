package dev.surety.validation.rule.compiled;

/** {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >} and {@code >=} of two scalars. */
abstract class Compare extends Bool {
  /** How two values must lie to each other. */
  enum Relation {
    EQUAL("_==_"),
    NOT_EQUAL("_!=_"),
    LESS("_<_"),
    LESS_OR_EQUAL("_<=_"),
    GREATER("_>_"),
    GREATER_OR_EQUAL("_>=_");

    private final String function;

    Relation(String function) {
      this.function = function;
    }

    static Relation of(String function) {
      for (Relation relation : values()) {
        if (relation.function.equals(function)) {
          return relation;
        }
      }
      throw new IllegalArgumentException(function);
    }

    /** {@code order}: negative, zero or positive. */
    boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
  }

  final Relation relation;

  Compare(Relation relation) {
    this.relation = relation;
  }

  static final class Ints extends Compare {
    private final Int left;
    private final Int right;

    Ints(Relation relation, Int left, Int right) {
      super(relation);
      this.left = left;
      this.right = right;
    }

    @Override
    int eval(Slots s) {
      long a = left.eval(s);
      long b = right.eval(s);
      return s.fault != 0 ? s.takeFault() : Truth.of(relation.holds(Long.compare(a, b)));
    }
  }

  static final class Reals extends Compare {
    private final Real left;
    private final Real right;

    Reals(Relation relation, Real left, Real right) {
      super(relation);
      this.left = left;
      this.right = right;
    }

    @Override
    int eval(Slots s) {
      double a = left.eval(s);
      double b = right.eval(s);
      if (s.fault != 0) {
        return s.takeFault();
      }
      if (a < b) {
        return Truth.of(relation.holds(-1));
      }
      if (a > b) {
        return Truth.of(relation.holds(1));
      }
      // NaN, and zeros of two signs, which CEL for Java orders in one case and not in another.
      boolean same = a == b && Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
      return same ? Truth.of(relation.holds(0)) : Truth.UNSURE;
    }
  }

  static final class Strings extends Compare {
    private final Str left;
    private final Str right;

    Strings(Relation relation, Str left, Str right) {
      super(relation);
      this.left = left;
      this.right = right;
    }

    @Override
    int eval(Slots s) {
      byte[] a = left.eval(s);
      int from = s.start;
      int to = s.end;
      byte[] b = right.eval(s);
      if (s.fault != 0) {
        return s.takeFault();
      }
      if (relation == Relation.EQUAL) {
        return Truth.of(Bytes.equal(a, from, to, b, s.start, s.end));
      }
      if (relation == Relation.NOT_EQUAL) {
        return Truth.of(!Bytes.equal(a, from, to, b, s.start, s.end));
      }
      int order = Bytes.compare(a, from, to, b, s.start, s.end);
      return order == Bytes.UNSURE ? Truth.UNSURE : Truth.of(relation.holds(order));
    }
  }

  /** Timestamps, or durations. */
  static final class Times extends Compare {
    private final Time left;
    private final Time right;

    Times(Relation relation, Time left, Time right) {
      super(relation);
      this.left = left;
      this.right = right;
    }

    @Override
    int eval(Slots s) {
      long a = left.eval(s);
      int nano = s.nano;
      long b = right.eval(s);
      if (s.fault != 0) {
        return s.takeFault();
      }
      int order = a == b ? nano - s.nano : Long.compare(a, b);
      return Truth.of(relation.holds(order));
    }
  }
}
