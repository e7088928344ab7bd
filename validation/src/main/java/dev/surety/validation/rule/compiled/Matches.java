package dev.surety.validation.rule.compiled;

import dev.surety.contract.pattern.Table;

/** {@code text.matches('pattern')}: a deterministic automaton over the text's UTF-8. */
final class Matches extends Bool {
  private static final int ASCII = 128;

  private final Str text;
  private final Table table;
  private final int[] asciiClasses = new int[ASCII];

  Matches(Str text, Table table) {
    this.text = text;
    this.table = table;
    for (int c = 0; c < ASCII; c++) {
      asciiClasses[c] = table.classOf(c);
    }
  }

  @Override
  int eval(Slots s) {
    byte[] bytes = text.eval(s);
    return s.fault != 0 ? s.takeFault() : Truth.of(occurs(bytes, s.start, s.end));
  }

  private boolean occurs(byte[] bytes, int from, int to) {
    int state = 0;
    int at = from;
    while (at < to) {
      if (table.isCertain(state)) {
        return true;
      }
      int lead = bytes[at];
      int pointClass;
      if (lead >= 0) {
        pointClass = asciiClasses[lead];
        at++;
      } else {
        int length = lead >= (byte) 0xf0 ? 4 : lead >= (byte) 0xe0 ? 3 : 2;
        pointClass = table.classOf(point(bytes, at, length));
        at += length;
      }
      state = table.next(state, pointClass);
      if (state == Table.DEAD) {
        return false;
      }
    }
    return table.accepts(state);
  }

  private static int point(byte[] bytes, int at, int length) {
    int point = bytes[at] & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      point = point << 6 | (bytes[at + i] & 0x3f);
    }
    return point;
  }
}
