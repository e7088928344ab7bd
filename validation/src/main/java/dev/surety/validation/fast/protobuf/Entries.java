package dev.surety.validation.fast.protobuf;

import org.jspecify.annotations.Nullable;

/** The entries of a map that stand together, each with its key first and its value behind it. */
final class Entries extends Payload {
  private final Payload key;
  private final int keyTag;
  private final boolean textKey;
  private final Payload value;
  private final int valueTag;
  private final int tag;
  private final int least;
  private final int most;
  private final @Nullable Rows rows;

  /** Tags: of an entry, and of key and value in it. */
  record Tags(int entry, int key, int value) {}

  Entries(
      Tags tags,
      Payload key,
      boolean textKey,
      Payload value,
      int least,
      int most,
      @Nullable Rows rows) {
    this.tag = tags.entry();
    this.keyTag = tags.key();
    this.valueTag = tags.value();
    this.key = key;
    this.textKey = textKey;
    this.value = value;
    this.least = least;
    this.most = most;
    this.rows = rows;
  }

  @Override
  int read(byte[] b, int from, int end, Wire wire) {
    if (++wire.depth > wire.maxDepth) {
      return Wire.UNKNOWN;
    }
    if (rows != null) {
      rows.open();
    }
    int keys = wire.openKeys();
    int at = from;
    int count = 0;
    while (true) {
      at = entry(b, at, end, wire, keys);
      if (at < 0) {
        return Wire.UNKNOWN;
      }
      count++;
      int behind = behindTag(b, at);
      if (behind < 0 || behind > end) {
        break;
      }
      at = behind;
    }
    wire.forgetKeys(keys);
    if (rows != null) {
      rows.close();
    }
    wire.depth--;
    return count >= least && count <= most ? at : Wire.UNKNOWN;
  }

  private int behindTag(byte[] b, int at) {
    if (tag < 0x80) {
      return b[at] == tag ? at + 1 : -1;
    }
    return b[at] == (byte) (tag | 0x80) && b[at + 1] == tag >>> 7 ? at + 2 : -1;
  }

  private int entry(byte[] b, int from, int end, Wire wire, int keys) {
    int at = wire.length(b, from, end);
    int to = (int) wire.value;
    if (at < 0 || at >= to || b[at] != keyTag) {
      return Wire.UNKNOWN;
    }
    if (rows != null) {
      rows.next();
    }
    int keyStart = at + 1;
    at = key.read(b, keyStart, to, wire);
    if (at < 0 || at >= to || b[at] != valueTag) {
      return Wire.UNKNOWN;
    }
    // Of two entries with one key the last counts: that matters where entries are counted or read.
    boolean mustDiffer = least > 1 || rows != null;
    if (mustDiffer && !wire.isNewKey(b, keyStart, at, keys)) {
      return Wire.UNKNOWN;
    }
    if (rows != null) {
      int text = textKey ? wire.length(b, keyStart, to) : keyStart;
      rows.key(text, at, textKey);
    }
    return value.read(b, at + 1, to, wire) == to ? to : Wire.UNKNOWN;
  }

  @Override
  void captureDefault() {
    if (rows != null) {
      rows.open();
      rows.close();
    }
  }
}
