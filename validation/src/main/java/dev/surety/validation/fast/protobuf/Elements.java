package dev.surety.validation.fast.protobuf;

import org.jspecify.annotations.Nullable;

/** The items of a repeated field: those that stand together, or one packed run of numbers. */
final class Elements extends Payload {
  private final Payload item;
  private final int tag;
  private final boolean packed;
  private final int least;
  private final int most;
  private final boolean unique;
  private final boolean distinct;
  private final @Nullable Rows rows;

  private Elements(Elements elements, Payload item) {
    this.item = item;
    this.tag = elements.tag;
    this.packed = elements.packed;
    this.least = elements.least;
    this.most = elements.most;
    this.unique = elements.unique;
    this.distinct = elements.distinct;
    this.rows = elements.rows;
  }

  /**
   * @param tag of each item, or of the run
   * @param packed whether this is the run
   */
  Elements(
      Payload item,
      int tag,
      boolean packed,
      int least,
      int most,
      boolean unique,
      @Nullable Rows rows) {
    this.item = item;
    this.tag = tag;
    this.packed = packed;
    this.least = least;
    this.most = most;
    this.unique = unique;
    this.distinct = unique && item instanceof Text;
    this.rows = rows;
  }

  Payload item() {
    return item;
  }

  /** The same of another reader of its items. */
  Elements with(Payload other) {
    return new Elements(this, other);
  }

  @Override
  int read(byte[] b, int from, int end, Wire wire) {
    if (++wire.depth > wire.maxDepth) {
      return Wire.UNKNOWN;
    }
    if (rows != null) {
      rows.open();
    }
    int at = packed ? run(b, from, end, wire) : items(b, from, end, wire);
    if (rows != null && at >= 0) {
      rows.close();
    }
    wire.depth--;
    return at;
  }

  private int items(byte[] b, int from, int end, Wire wire) {
    int at = from;
    int count = 0;
    int keys = wire.openKeys();
    int behindTag;
    do {
      if (rows != null) {
        rows.next();
      }
      int begin = at;
      at = item.read(b, at, end, wire);
      if (at < 0 || at > end || (distinct && !isNew(b, begin, at, wire, keys))) {
        return Wire.UNKNOWN;
      }
      count++;
      behindTag = behindTag(b, at);
      if (behindTag > 0 && behindTag <= end) {
        at = behindTag;
      }
    } while (at == behindTag);
    wire.forgetKeys(keys);
    return isRight(count) ? at : Wire.UNKNOWN;
  }

  /** Whether the text between two positions, behind its length, is new among the items. */
  private static boolean isNew(byte[] b, int begin, int end, Wire wire, int keys) {
    return wire.isNewKey(b, wire.length(b, begin, end), end, keys);
  }

  /** The position behind the field's tag, when the next field has it too; else -1. */
  private int behindTag(byte[] b, int at) {
    if (tag < 0x80) {
      return b[at] == tag ? at + 1 : -1;
    }
    return b[at] == (byte) (tag | 0x80) && b[at + 1] == tag >>> 7 ? at + 2 : -1;
  }

  private int run(byte[] b, int from, int end, Wire wire) {
    int at = wire.length(b, from, end);
    if (at < 0) {
      return Wire.UNKNOWN;
    }
    int to = (int) wire.value;
    int count = 0;
    while (at < to) {
      if (rows != null) {
        rows.next();
      }
      at = item.read(b, at, to, wire);
      if (at < 0) {
        return Wire.UNKNOWN;
      }
      count++;
    }
    return at == to && isRight(count) ? at : Wire.UNKNOWN;
  }

  /** Whether items differ is decided of texts only. */
  private boolean isRight(int count) {
    return count >= least && count <= most && !(unique && !distinct && count > 1);
  }

  @Override
  void captureDefault() {
    if (rows != null) {
      rows.open();
      rows.close();
    }
  }
}
