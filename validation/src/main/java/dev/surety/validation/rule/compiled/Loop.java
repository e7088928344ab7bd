package dev.surety.validation.rule.compiled;

/** {@code all}, {@code exists} and {@code exists_one} over a list or a map's keys. */
final class Loop extends Bool {
  /** Which macro. */
  enum Macro {
    ALL,
    EXISTS,
    EXISTS_ONE
  }

  private final Macro macro;
  private final Items items;
  private final Bool body;

  Loop(Macro macro, Items items, Bool body) {
    this.macro = macro;
    this.items = items;
    this.body = body;
  }

  @Override
  int eval(Slots s) {
    int fault = items.open(s);
    if (fault != 0) {
      return fault;
    }
    long range = items.range(s);
    return macro == Macro.EXISTS_ONE
        ? one(s, (int) (range >>> 32), (int) range)
        : every(s, (int) (range >>> 32), (int) range);
  }

  /** all is and, exists is or. */
  private int every(Slots s, int from, int to) {
    boolean all = macro == Macro.ALL;
    int decisive = all ? Truth.FALSE : Truth.TRUE;
    int result = 1 - decisive;
    for (int row = from; row < to; row++) {
      int kept = items.keeps(s, row);
      if (kept > Truth.TRUE) {
        return kept;
      }
      if (kept == Truth.TRUE && result != decisive) {
        int found = body.eval(s);
        result = all ? Truth.and(result, found) : Truth.or(result, found);
      }
      // A filter makes its whole list first, and an error in it is the result.
      if (result == decisive && !items.isFiltered()) {
        return result;
      }
    }
    return result;
  }

  private int one(Slots s, int from, int to) {
    int count = 0;
    for (int row = from; row < to; row++) {
      int kept = items.keeps(s, row);
      if (kept > Truth.TRUE) {
        return kept;
      }
      int found = kept == Truth.TRUE ? body.eval(s) : Truth.FALSE;
      if (found > Truth.TRUE) {
        return found;
      }
      count += found;
    }
    return Truth.of(count == 1);
  }

  /** {@code size(list.filter(…))}. */
  static final class Count extends Int {
    private final Items items;

    Count(Items items) {
      this.items = items;
    }

    @Override
    long eval(Slots s) {
      int before = s.takeFault();
      int count = 0;
      int fault = items.open(s);
      if (fault == 0) {
        long range = items.range(s);
        for (int row = (int) (range >>> 32); row < (int) range && fault == 0; row++) {
          int kept = items.keeps(s, row);
          if (kept > Truth.TRUE) {
            fault = kept;
          } else {
            count += kept;
          }
        }
      }
      s.fault = Math.max(before, fault);
      return count;
    }
  }
}
