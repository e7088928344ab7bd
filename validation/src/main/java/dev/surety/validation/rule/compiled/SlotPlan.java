package dev.surety.validation.rule.compiled;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the expressions of a record type read, as slots. Immutable once made; may be shared between
 * threads, each with {@link #newSlots} of its own.
 */
public final class SlotPlan {
  private final Capture root;
  private final Map<String, Integer> headers;
  private final int key;
  private final int recordSlots;
  private final int[] columnTables;
  private final int[] tableOfRecordSlot;
  private final int[] tableOfColumn;
  private final int tables;
  private final int registers;

  SlotPlan(
      Capture root,
      Map<String, Integer> headers,
      int key,
      int recordSlots,
      List<Integer> columnTables,
      Map<Integer, Integer> tableOfList,
      int registers) {
    this.root = root;
    this.headers = new LinkedHashMap<>(headers);
    this.key = key;
    this.recordSlots = recordSlots;
    this.columnTables = columnTables.stream().mapToInt(Integer::intValue).toArray();
    this.tableOfRecordSlot = new int[recordSlots];
    this.tableOfColumn = new int[columnTables.size()];
    this.tables = tableOfList.size() + 1;
    this.registers = registers;
    tableOfList.forEach(
        (slot, table) -> {
          if (slot < Captures.FIRST_COLUMN) {
            tableOfRecordSlot[slot] = table;
          } else {
            tableOfColumn[slot - Captures.FIRST_COLUMN] = table;
          }
        });
  }

  /** What to capture of the record. */
  public Capture root() {
    return root;
  }

  /** Slots of headers by name, to be filled with {@link Slots#setOutside}. */
  public Map<String, Integer> headers() {
    return headers;
  }

  /** The slot of the record's key; {@link Capture#NONE} when no expression reads it. */
  public int key() {
    return key;
  }

  /** Whether there is nothing to capture. */
  public boolean isEmpty() {
    return recordSlots == 0;
  }

  /** Slots for one thread. */
  public Slots newSlots() {
    return new Slots(this);
  }

  int recordSlots() {
    return recordSlots;
  }

  int columns() {
    return columnTables.length;
  }

  int tables() {
    return tables;
  }

  int registers() {
    return registers;
  }

  /** The table that a column is of. */
  int tableOf(int column) {
    return columnTables[column];
  }

  /** The table of the items of a list. */
  int tableInside(int slot) {
    return slot < Captures.FIRST_COLUMN
        ? tableOfRecordSlot[slot]
        : tableOfColumn[slot - Captures.FIRST_COLUMN];
  }

  int[] columnsOf(int table) {
    return java.util.stream.IntStream.range(0, columnTables.length)
        .filter(column -> columnTables[column] == table)
        .toArray();
  }
}
