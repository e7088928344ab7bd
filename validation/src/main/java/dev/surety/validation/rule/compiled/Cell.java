package dev.surety.validation.rule.compiled;

/**
 * Where a value is read: a slot of the record, or a column at the row that a variable stands for.
 */
abstract class Cell {
  /** The slot's state; of a cell that cannot be found, one that is no value. */
  abstract int state(Slots s);

  /** The value; to be asked for after {@link #state}, which finds the row. */
  abstract long value(Slots s);

  abstract int nano(Slots s);

  /** The bytes that a string's range is of. */
  byte[] bytes(Slots s) {
    return s.bytes;
  }

  static final class OfRecord extends Cell {
    final int slot;

    OfRecord(int slot) {
      this.slot = slot;
    }

    @Override
    int state(Slots s) {
      return s.states[slot];
    }

    @Override
    long value(Slots s) {
      return s.values[slot];
    }

    @Override
    int nano(Slots s) {
      return s.nanos[slot];
    }
  }

  /** A header or the key. */
  static final class OutsideRecord extends Cell {
    private final int slot;

    OutsideRecord(int slot) {
      this.slot = slot;
    }

    @Override
    int state(Slots s) {
      return s.states[slot];
    }

    @Override
    long value(Slots s) {
      return s.values[slot];
    }

    @Override
    int nano(Slots s) {
      return 0;
    }

    @Override
    byte[] bytes(Slots s) {
      return s.outside[slot];
    }
  }

  static final class OfRow extends Cell {
    private final int column;
    private final int register;

    /** An item may be null, and null is a value there: it is not absent. */
    private final boolean item;

    OfRow(int slot, int register, boolean item) {
      this.column = slot - Captures.FIRST_COLUMN;
      this.register = register;
      this.item = item;
    }

    @Override
    int state(Slots s) {
      int state = s.columnStates[column][s.registers[register]];
      return item && state == Slots.NULL ? Slots.UNREADABLE : state;
    }

    @Override
    long value(Slots s) {
      return s.columnValues[column][s.registers[register]];
    }

    @Override
    int nano(Slots s) {
      return s.columnNanos[column][s.registers[register]];
    }
  }

  /** A cell of a row that must be found first: {@code lines[0].sku}, {@code labels['a'].b}. */
  static final class Located extends Cell {
    private final Locate locate;
    private final Cell cell;

    Located(Locate locate, Cell cell) {
      this.locate = locate;
      this.cell = cell;
    }

    @Override
    int state(Slots s) {
      int found = locate.locate(s);
      if (found == Truth.TRUE) {
        return cell.state(s);
      }
      return found == Truth.UNSURE ? Slots.UNREADABLE : Slots.ABSENT;
    }

    @Override
    long value(Slots s) {
      return cell.value(s);
    }

    @Override
    int nano(Slots s) {
      return cell.nano(s);
    }
  }
}
