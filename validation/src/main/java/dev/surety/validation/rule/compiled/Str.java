package dev.surety.validation.rule.compiled;

/**
 * An expression of type string. It gives the bytes and sets {@link Slots#start} and {@link
 * Slots#end}; when it has no value it sets {@link Slots#fault} and gives an empty range.
 */
abstract class Str {
  private static final byte[] NOTHING = {};

  abstract byte[] eval(Slots s);

  private static byte[] nothing(Slots s, int fault) {
    s.fail(fault);
    s.start = 0;
    s.end = 0;
    return NOTHING;
  }

  static final class Constant extends Str {
    final byte[] value;

    Constant(byte[] value) {
      this.value = value;
    }

    @Override
    byte[] eval(Slots s) {
      s.start = 0;
      s.end = value.length;
      return value;
    }
  }

  static final class Read extends Str {
    private final Cell cell;

    Read(Cell cell) {
      this.cell = cell;
    }

    @Override
    byte[] eval(Slots s) {
      int state = cell.state(s);
      if (state != Slots.STRING) {
        return nothing(s, Truth.fault(state));
      }
      long range = cell.value(s);
      s.start = (int) (range >>> 32);
      s.end = (int) range;
      return cell.bytes(s);
    }
  }

  static final class Choice extends Str {
    private final Bool condition;
    private final Str yes;
    private final Str no;

    Choice(Bool condition, Str yes, Str no) {
      this.condition = condition;
      this.yes = yes;
      this.no = no;
    }

    @Override
    byte[] eval(Slots s) {
      int before = s.takeFault();
      int chosen = condition.eval(s);
      s.fault = before;
      if (chosen > Truth.TRUE) {
        return nothing(s, chosen);
      }
      return chosen == Truth.TRUE ? yes.eval(s) : no.eval(s);
    }
  }
}
