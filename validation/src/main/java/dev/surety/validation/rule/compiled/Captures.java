package dev.surety.validation.rule.compiled;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The slots in the making. */
final class Captures {
  /** The table of one row: the record itself. */
  static final int RECORD = 0;

  /** Slots of lists' tables are numbered from here. */
  static final int FIRST_COLUMN = 1 << 16;

  private final Capture root = new Capture(this, RECORD);
  private final Map<String, Integer> headers = new LinkedHashMap<>();
  private final List<Integer> columnTables = new ArrayList<>();
  private final Map<Integer, Integer> tableOfList = new LinkedHashMap<>();
  private int recordSlots;
  private int keySlot = Capture.NONE;
  private int registers;

  Capture root() {
    return root;
  }

  int newSlot(int table) {
    if (table == RECORD) {
      return recordSlots++;
    }
    columnTables.add(table);
    return FIRST_COLUMN + columnTables.size() - 1;
  }

  int newTable(int listSlot) {
    int table = tableOfList.size() + 1;
    tableOfList.put(listSlot, table);
    return table;
  }

  int header(String name) {
    return headers.computeIfAbsent(name, any -> recordSlots++);
  }

  int key() {
    if (keySlot == Capture.NONE) {
      keySlot = recordSlots++;
    }
    return keySlot;
  }

  /** Where an evaluation keeps the row that a variable stands for. */
  int newRegister() {
    return registers++;
  }

  SlotPlan plan() {
    return new SlotPlan(root, headers, keySlot, recordSlots, columnTables, tableOfList, registers);
  }
}
