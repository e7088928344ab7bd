package dev.surety.validation.rule.compiled;

import dev.surety.validation.type.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values that expressions read of one record. Filled by a decoder, then read by {@link
 * CompiledRule}s; used again for the next record after {@link #reset}. Not thread-safe.
 *
 * <p>A slot that is not set is absent. A decoder sets each slot at most once for a record (and
 * row); it fills the slots of a list's items between {@link #nextRow} and the next {@link #nextRow}
 * or {@link #closeList} of that list. Nothing is allocated, except when a list has more items than
 * any before.
 */
public final class Slots {
  /** More items of all lists of one capture are not kept; then nothing is sure of the record. */
  static final int MAX_ROWS = 10_000;

  static final byte ABSENT = 0;
  static final byte NULL = 1;
  static final byte UNREADABLE = 2;
  // A value that can be read; has() is true of these and of UNREADABLE.
  static final byte PRESENT = 3;
  static final byte BOOLEAN = 4;
  static final byte LONG = 5;
  static final byte DOUBLE = 6;
  static final byte STRING = 7;
  static final byte TIMESTAMP = 8;
  static final byte LIST = 9;

  private static final byte[] NO_BYTES = {};

  private final SlotPlan plan;
  private final int[][] columnsOfTable;
  private final int[] rows;

  // What evaluators read. A string is its range, start in the upper half; a list its rows.
  final byte[] states;
  final long[] values;
  final int[] nanos;
  final byte[][] columnStates;
  final long[][] columnValues;
  final int[][] columnNanos;
  final byte[][] outside;
  byte[] bytes = NO_BYTES;

  /** The row that each variable of a macro stands for. */
  final int[] registers;

  /** Why the last operand has no value: {@link Truth#ERROR} or {@link Truth#UNSURE}, else 0. */
  int fault;

  /** The last string's range. */
  int start;

  int end;

  /** The last timestamp's or duration's nanoseconds, 0 to 999,999,999. */
  int nano;

  private int steps;
  private boolean beyond;
  long nowSeconds;
  int nowNanos;
  boolean nowKnown;

  Slots(SlotPlan plan) {
    this.plan = plan;
    this.rows = new int[plan.tables()];
    this.states = new byte[plan.recordSlots()];
    this.values = new long[plan.recordSlots()];
    this.nanos = new int[plan.recordSlots()];
    this.outside = new byte[plan.recordSlots()][];
    this.columnStates = new byte[plan.columns()][8];
    this.columnValues = new long[plan.columns()][8];
    this.columnNanos = new int[plan.columns()][8];
    this.registers = new int[plan.registers()];
    this.columnsOfTable = new int[plan.tables()][];
    for (int table = 0; table < plan.tables(); table++) {
      columnsOfTable[table] = plan.columnsOf(table);
    }
    Arrays.fill(outside, NO_BYTES);
  }

  /**
   * Forgets the record before.
   *
   * @param bytes where the ranges of {@link #setString(int, int, int)} lie
   */
  public void reset(byte[] bytes) {
    this.bytes = bytes;
    Arrays.fill(states, ABSENT);
    if (rows.length > 1) {
      Arrays.fill(rows, 0);
    }
    beyond = false;
    nowKnown = false;
  }

  /**
   * The instant of judging, which {@code now} reads; without it the clock is read, once a record.
   */
  public void setNow(long epochSeconds, int nanoOfSecond) {
    nowSeconds = epochSeconds;
    nowNanos = nanoOfSecond;
    nowKnown = true;
  }

  /** The value is null. */
  public void setNull(int slot) {
    put(slot, NULL, 0);
  }

  /** The value is there and not null, and more is not asked for. */
  public void setPresent(int slot) {
    put(slot, PRESENT, 0);
  }

  /** The value is there and not null, and cannot be held; what reads it is unsure. */
  public void setUnreadable(int slot) {
    put(slot, UNREADABLE, 0);
  }

  /** A boolean. */
  public void setBoolean(int slot, boolean value) {
    put(slot, BOOLEAN, value ? 1 : 0);
  }

  /** A whole number; one written {@code 1.0} or {@code 1e3} too. */
  public void setLong(int slot, long value) {
    put(slot, LONG, value);
  }

  /** A number, rounded correctly; infinite beyond the range of double. */
  public void setDouble(int slot, double value) {
    // The reference path reads numbers as decimals, which have no negative zero.
    put(slot, DOUBLE, Double.doubleToRawLongBits(value + 0.0));
  }

  /** A string without escapes: its well-formed UTF-8 without the quotes, in the record's bytes. */
  public void setString(int slot, int start, int end) {
    put(slot, STRING, ((long) start << 32) | end);
  }

  /** A date or timestamp. */
  public void setTimestamp(int slot, long epochSeconds, int nanoOfSecond) {
    put(slot, TIMESTAMP, epochSeconds);
    if (slot < Captures.FIRST_COLUMN) {
      nanos[slot] = nanoOfSecond;
    } else {
      int column = slot - Captures.FIRST_COLUMN;
      columnNanos[column][rows[plan.tableOf(column)] - 1] = nanoOfSecond;
    }
  }

  /** The text of a header or key, which is not in the record's bytes; null for none. */
  public void setOutside(int slot, byte @Nullable [] utf8) {
    if (utf8 == null) {
      states[slot] = NULL;
    } else if (Utf8.firstInvalid(utf8) >= 0) {
      states[slot] = UNREADABLE;
    } else {
      outside[slot] = utf8;
      values[slot] = utf8.length;
      states[slot] = STRING;
    }
  }

  /** Whether the slot holds the string of these bytes. */
  public boolean isString(int slot, byte[] utf8) {
    if (states[slot] != STRING) {
      return false;
    }
    int from = (int) (values[slot] >>> 32);
    return Arrays.equals(bytes, from, (int) values[slot], utf8, 0, utf8.length);
  }

  /** Whether the slot holds this whole number. */
  public boolean isLong(int slot, long value) {
    return states[slot] == LONG && values[slot] == value;
  }

  /** A list or map begins. */
  public void openList(int slot) {
    put(slot, UNREADABLE, (long) rows[plan.tableInside(slot)] << 32);
  }

  /** An item or entry of the list begins; what is set of it until the next one is its own. */
  public void nextRow(int listSlot) {
    int table = plan.tableInside(listSlot);
    if (rows[table] == MAX_ROWS) {
      beyond = true;
      rows[table]--;
    }
    int row = rows[table]++;
    for (int column : columnsOfTable[table]) {
      if (columnStates[column].length == row) {
        columnStates[column] = Arrays.copyOf(columnStates[column], row * 2);
        columnValues[column] = Arrays.copyOf(columnValues[column], row * 2);
        columnNanos[column] = Arrays.copyOf(columnNanos[column], row * 2);
      }
      columnStates[column][row] = ABSENT;
    }
  }

  /** The last entry of a map was none: its value is null, which counts as absent. */
  public void dropRow(int mapSlot) {
    rows[plan.tableInside(mapSlot)]--;
  }

  /** A list or map ends. */
  public void closeList(int slot) {
    int end = rows[plan.tableInside(slot)];
    if (slot < Captures.FIRST_COLUMN) {
      states[slot] = LIST;
      values[slot] |= end;
      return;
    }
    int column = slot - Captures.FIRST_COLUMN;
    int row = rows[plan.tableOf(column)] - 1;
    columnStates[column][row] = LIST;
    columnValues[column][row] |= end;
  }

  private void put(int slot, byte state, long value) {
    if (slot < Captures.FIRST_COLUMN) {
      states[slot] = state;
      values[slot] = value;
    } else {
      putInRow(slot - Captures.FIRST_COLUMN, state, value);
    }
  }

  private void putInRow(int column, byte state, long value) {
    int row = rows[plan.tableOf(column)] - 1;
    columnStates[column][row] = state;
    columnValues[column][row] = value;
  }

  /** Makes {@code now} known; to the millisecond, so that nothing is allocated. */
  void readClock() {
    long millis = System.currentTimeMillis();
    setNow(Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000);
  }

  void beginEvaluation() {
    fault = 0;
    steps = 0;
  }

  /** Counts steps over lists; false when there are too many to be sure that CEL allows them. */
  boolean spend(int more) {
    steps += more;
    if (steps > MAX_ROWS) {
      beyond = true;
      steps = MAX_ROWS;
    }
    return !beyond;
  }

  /** Whether a bound was exceeded: then nothing is sure. */
  boolean isBeyond() {
    return beyond;
  }

  /** An operand has no value. */
  void fail(int truth) {
    fault = Math.max(fault, truth);
  }

  int takeFault() {
    int taken = fault;
    fault = 0;
    return taken;
  }
}
