package dev.surety.validation.fast.text;

import dev.surety.contract.pattern.Table;

/** A pattern as a deterministic automaton. */
public final class TableCheck implements TextCheck {
  /** The start's and an accepting state's numbers are multiples of the number of classes. */
  private final short[] next;

  private final byte[] asciiClasses = new byte[128];
  private final int classCount;
  private final boolean[] accepting;
  private final boolean[] certain;
  private final Table table;

  public static final int MAX_STATES = 300;

  /** Classes that a byte can number. */
  public static final int MAX_CLASSES = 100;

  public TableCheck(Table table) {
    this.table = table;
    classCount = table.classCount();
    for (int c = 0; c < 128; c++) {
      asciiClasses[c] = (byte) table.classOf(c);
    }
    int states = table.states();
    next = new short[states * classCount];
    accepting = new boolean[states];
    certain = new boolean[states];
    for (int state = 0; state < states; state++) {
      accepting[state] = table.accepts(state);
      certain[state] = table.isCertain(state);
      for (int each = 0; each < classCount; each++) {
        next[state * classCount + each] = (short) table.next(state, each);
      }
    }
  }

  @Override
  public boolean holds(byte[] b, int from, int to) {
    int state = 0;
    int at = from;
    while (at < to) {
      if (certain[state]) {
        return true;
      }
      int c = b[at];
      int pointClass;
      if (c >= 0) {
        pointClass = asciiClasses[c];
        at++;
      } else {
        int length = Utf8Text.sequence(b, at);
        pointClass = table.classOf(Utf8Text.point(b, at, length));
        at += length;
      }
      state = next[state * classCount + pointClass];
      if (state < 0) {
        return false;
      }
    }
    return accepting[state];
  }
}
