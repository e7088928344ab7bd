package dev.surety.validation.rule.compiled;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be captured of a value and of what is inside of it: a tree beside the contract's
 * nodes, with a node for each value that some expression reads.
 *
 * <p>A decoder that comes to a value with a capture does this: when the value is null, {@link
 * Slots#setNull}; when it cannot be held (a string with escapes, an integer beyond 64 bits), {@link
 * Slots#setUnreadable}; else what {@link #kind} says. A capture without a slot has members only.
 */
public final class Capture {
  /** What a capture without a slot has for one. */
  public static final int NONE = -1;

  private final Captures owner;
  private final int table;
  private final Map<String, Capture> members = new LinkedHashMap<>();
  private int slot = NONE;
  private int key = NONE;
  private Kind kind = Kind.PRESENCE;
  private @Nullable Capture items;

  Capture(Captures owner, int table) {
    this.owner = owner;
    this.table = table;
  }

  /** The slot to fill; {@link #NONE} for an object of which only members are read. */
  public int slot() {
    return slot;
  }

  /** What the slot holds. */
  public Kind kind() {
    return kind;
  }

  /** Members of an object that are read, by name. */
  public Map<String, Capture> members() {
    return members;
  }

  /** Of a LIST each item, of a MAP each entry's value; null when only their number is read. */
  public @Nullable Capture items() {
    return items;
  }

  /** Of a MAP, the slot for each entry's key, a string; {@link #NONE} when keys are not read. */
  public int key() {
    return key;
  }

  /** The slot for a use; a use that needs the value turns a slot for its presence into one. */
  int slotFor(Kind use) {
    if (slot == NONE) {
      slot = owner.newSlot(table);
      kind = use;
    } else if (kind == Kind.PRESENCE) {
      kind = use;
    }
    if ((kind == Kind.LIST || kind == Kind.MAP) && items == null) {
      items = new Capture(owner, owner.newTable(slot));
    }
    return slot;
  }

  Capture member(String name) {
    return members.computeIfAbsent(name, any -> new Capture(owner, table));
  }

  /** The items of a list or map whose slot was asked for. */
  Capture item() {
    if (items == null) {
      throw new IllegalStateException("no list");
    }
    return items;
  }

  int keySlot() {
    if (key == NONE) {
      key = owner.newSlot(item().table);
    }
    return key;
  }

  boolean inTable() {
    return table != Captures.RECORD;
  }
}
