package dev.surety.validation.rule.compiled;

import java.util.List;

/** The rows that a macro goes over: those of a list, perhaps filtered. */
final class Items {
  private final Cell list;
  private final int register;
  private final Bool[] filters;

  Items(Cell list, int register, List<Bool> filters) {
    this.list = list;
    this.register = register;
    this.filters = filters.toArray(Bool[]::new);
  }

  boolean isFiltered() {
    return filters.length > 0;
  }

  /** 0, or why there is no list. */
  int open(Slots s) {
    int state = list.state(s);
    if (state != Slots.LIST) {
      return Truth.fault(state);
    }
    long range = list.value(s);
    int size = (int) range - (int) (range >>> 32);
    return s.spend(size * (filters.length + 1)) ? 0 : Truth.UNSURE;
  }

  /** First row in the upper half, the row after the last in the lower. */
  long range(Slots s) {
    return list.value(s);
  }

  /** Makes a row the one that the variable stands for: whether all filters keep it. */
  int keeps(Slots s, int row) {
    s.registers[register] = row;
    for (Bool filter : filters) {
      int kept = filter.eval(s);
      if (kept != Truth.TRUE) {
        return kept;
      }
    }
    return Truth.TRUE;
  }
}
