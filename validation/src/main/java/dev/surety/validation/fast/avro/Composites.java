package dev.surety.validation.fast.avro;

import dev.surety.validation.fast.text.NameSet;
import dev.surety.validation.fast.text.Words;
import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import org.jspecify.annotations.Nullable;

/** Values with parts. */
final class Composites {
  private static final long NULL_HASH = 0x5bd1e995L;

  private Composites() {}

  /** Where the items of an array, or the entries of a map, go that a rule reads. */
  record Rows(Slots slots, int slot, int key) {}

  /** One of several. */
  static final class Union extends Part {
    private final Part[] branches;

    Union(Part[] branches) {
      this.branches = branches;
    }

    @Override
    int read(byte[] b, int at, Input in, int depth) {
      int end = in.number(b, at);
      long index = in.number;
      return index >= 0 && index < branches.length && in.isWithin(end)
          ? branches[(int) index].read(b, end, in, depth)
          : UNKNOWN;
    }

    Part[] branches() {
      return branches;
    }

    /** Which of at most 64 branches begins behind the byte at {@code at}; or another number. */
    int index(byte[] b, int at, Input in) {
      int encoded = b[at];
      return at < in.limit && (encoded & 1) == 0 ? encoded >> 1 : UNKNOWN;
    }
  }

  /** An object; its fields are set once, as they may hold such an object again. */
  static final class Record extends Part {
    private Part[] fields = {};
    private int empty;

    /** {@code empty}: how many values of it take no bytes, itself included. */
    void fill(Part[] fields, int empty) {
      this.fields = fields;
      this.empty = empty;
    }

    Part[] fields() {
      return fields;
    }

    /** Whether it may begin at a depth; counts what takes no bytes. */
    boolean begins(Input in, int depth) {
      in.empty += empty;
      return depth < in.maxDepth && in.empty <= Input.MAX_EMPTY;
    }

    @Override
    int read(byte[] b, int from, Input in, int depth) {
      if (!begins(in, depth)) {
        return UNKNOWN;
      }
      int at = from;
      for (Part field : fields) {
        at = field.read(b, at, in, depth + 1);
        if (!in.isWithin(at)) {
          return UNKNOWN;
        }
      }
      in.isNull = false;
      return at;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      if (kind == Kind.DYNAMIC) {
        slots.setPresent(slot);
      } else {
        super.capture(slots, slot, kind, in);
      }
    }
  }

  /** An array or map: blocks of items, each behind its number of items and maybe its length. */
  abstract static class Blocks extends Part {
    final int least;
    final int most;
    final boolean takesBytes;
    final @Nullable Rows rows;

    /** {@code takesBytes}: whether every item has a byte at least. */
    Blocks(int least, int most, boolean takesBytes, @Nullable Rows rows) {
      this.least = least;
      this.most = most;
      this.takesBytes = takesBytes;
      this.rows = rows;
    }

    abstract int item(byte[] b, int at, Input in, int depth);

    @Override
    int read(byte[] b, int from, Input in, int depth) {
      if (depth >= in.maxDepth) {
        return UNKNOWN;
      }
      if (rows != null) {
        rows.slots.openList(rows.slot);
      }
      long count = 0;
      int at = from;
      while (true) {
        at = in.number(b, at);
        long left = in.number;
        if (!in.isWithin(at)) {
          return UNKNOWN;
        }
        if (left == 0) {
          break;
        }
        int end = UNKNOWN;
        if (left < 0) {
          left = -left;
          at = in.number(b, at);
          if (!in.isWithin(at) || in.number < 0 || in.number > in.limit - at) {
            return UNKNOWN;
          }
          end = at + (int) in.number;
        }
        // Many items that take no bytes are left to the reference.
        if (left < 0 || left > in.limit - at) {
          return UNKNOWN;
        }
        if (!takesBytes) {
          in.empty += (int) left;
          if (in.empty > Input.MAX_EMPTY) {
            return UNKNOWN;
          }
        }
        count += left;
        for (; left > 0; left--) {
          if (rows != null) {
            rows.slots.nextRow(rows.slot);
          }
          at = item(b, at, in, depth + 1);
          if (!in.isWithin(at)) {
            return UNKNOWN;
          }
        }
        if (end >= 0 && at != end) {
          return UNKNOWN;
        }
      }
      if (rows != null) {
        rows.slots.closeList(rows.slot);
      }
      in.isNull = false;
      return count >= least && count <= most ? at : UNKNOWN;
    }

    @Override
    void capture(Slots slots, int slot, Kind kind, Input in) {
      // The rows are there already.
      if (rows == null) {
        super.capture(slots, slot, kind, in);
      }
    }
  }

  /** An array. */
  static final class Array extends Blocks {
    private final Part items;

    Array(Part items, int least, int most, boolean takesBytes, @Nullable Rows rows) {
      super(least, most, takesBytes, rows);
      this.items = items;
    }

    Part items() {
      return items;
    }

    /** The same of other items. */
    Array with(Part other) {
      return new Array(other, least, most, takesBytes, rows);
    }

    @Override
    int item(byte[] b, int at, Input in, int depth) {
      return items.read(b, at, in, depth);
    }
  }

  /** An array of which no two items are equal: all scalars of one type, and maybe null. */
  static final class Distinct extends Blocks {
    private final Part items;
    private final boolean areTexts;

    /** {@code areTexts}: whether a range says which item it is, and not a number. */
    Distinct(
        Part items,
        boolean areTexts,
        int least,
        int most,
        boolean takesBytes,
        @Nullable Rows rows) {
      super(least, most, takesBytes, rows);
      this.items = items;
      this.areTexts = areTexts;
    }

    @Override
    int read(byte[] b, int from, Input in, int depth) {
      if (depth >= in.maxDepth) {
        return UNKNOWN;
      }
      in.set(depth);
      return super.read(b, from, in, depth);
    }

    @Override
    int item(byte[] b, int at, Input in, int depth) {
      in.isNull = false;
      int end = items.read(b, at, in, depth);
      if (!in.isWithin(end)) {
        return UNKNOWN;
      }
      long hash =
          in.isNull
              ? NULL_HASH
              : areTexts ? Words.hash(b, in.from, in.to) : Words.mix(in.number, 1);
      // Two of one hash may be equal.
      return in.openSet(depth - 1).add(hash) ? end : UNKNOWN;
    }
  }

  /** A map. */
  static final class Entries extends Blocks {
    private final Part keys;
    private final Part values;

    Entries(Part keys, Part values, int least, int most, @Nullable Rows rows) {
      super(least, most, true, rows);
      this.keys = keys;
      this.values = values;
    }

    @Override
    int read(byte[] b, int from, Input in, int depth) {
      if (depth >= in.maxDepth) {
        return UNKNOWN;
      }
      in.set(depth);
      return super.read(b, from, in, depth);
    }

    @Override
    int item(byte[] b, int from, Input in, int depth) {
      int at = keys.read(b, from, in, depth);
      if (!in.isWithin(at)) {
        return UNKNOWN;
      }
      NameSet names = in.openSet(depth - 1);
      // Two keys of one hash may be one.
      if (!names.add(Words.hash(b, in.from, in.to))) {
        return UNKNOWN;
      }
      if (rows == null) {
        return values.read(b, at, in, depth);
      }
      if (rows.key() != Capture.NONE) {
        rows.slots().setString(rows.key(), in.from, in.to);
      }
      in.isNull = false;
      int end = values.read(b, at, in, depth);
      if (in.isNull && end >= 0) {
        rows.slots().dropRow(rows.slot());
      }
      return end;
    }
  }
}
