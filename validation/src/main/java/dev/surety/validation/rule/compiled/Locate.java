package dev.surety.validation.rule.compiled;

/** Finds the row of an item by its index or of an entry by its key, and puts it in a register. */
abstract class Locate {
  /** The list or map is there, and has no such item or entry. */
  static final int NOT_THERE = -1;

  final Cell list;
  final int register;

  Locate(Cell list, int register) {
    this.list = list;
    this.register = register;
  }

  /** {@link Truth#TRUE} when it is found; {@link #NOT_THERE}; else why the list has no value. */
  final int locate(Slots s) {
    int state = list.state(s);
    if (state != Slots.LIST) {
      return Truth.fault(state);
    }
    long range = list.value(s);
    return find(s, (int) (range >>> 32), (int) range);
  }

  abstract int find(Slots s, int from, int to);

  static final class ByIndex extends Locate {
    private final long index;

    ByIndex(Cell list, int register, long index) {
      super(list, register);
      this.index = index;
    }

    @Override
    int find(Slots s, int from, int to) {
      if (index < 0 || index >= to - from) {
        return NOT_THERE;
      }
      s.registers[register] = from + (int) index;
      return Truth.TRUE;
    }
  }

  static final class ByKey extends Locate {
    private final int keys;
    private final byte[] key;

    ByKey(Cell map, int register, int keySlot, byte[] key) {
      super(map, register);
      this.keys = keySlot - Captures.FIRST_COLUMN;
      this.key = key;
    }

    @Override
    int find(Slots s, int from, int to) {
      if (!s.spend(to - from)) {
        return Truth.UNSURE;
      }
      int none = NOT_THERE;
      for (int row = from; row < to; row++) {
        if (s.columnStates[keys][row] != Slots.STRING) {
          none = Truth.UNSURE;
          continue;
        }
        long range = s.columnValues[keys][row];
        if (Bytes.equal(s.bytes, (int) (range >>> 32), (int) range, key, 0, key.length)) {
          s.registers[register] = row;
          return Truth.TRUE;
        }
      }
      return none;
    }
  }
}
