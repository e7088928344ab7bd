package dev.surety.registry;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The path to a Protobuf message in its file, as records carry it: zigzag varints, the count first.
 * The first message, {@code [0]}, by far the most frequent, is the single byte 0.
 */
final class MessageIndexes {
  /** Protobuf compilers give up on nesting long before. */
  private static final int MOST = 64;

  private MessageIndexes() {}

  static byte[] encode(List<Integer> indexes) {
    if (indexes.isEmpty() || indexes.size() > MOST) {
      throw new IllegalArgumentException("a message is found by 1 to " + MOST + " indexes");
    }
    if (indexes.equals(List.of(0))) {
      return new byte[] {0};
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(indexes.size(), out);
    for (int index : indexes) {
      if (index < 0) {
        throw new IllegalArgumentException("an index is not negative");
      }
      write(index, out);
    }
    return out.toByteArray();
  }

  /** Reads from where the buffer stands, and leaves it behind. */
  static List<Integer> decode(ByteBuffer in) throws MalformedFrame {
    try {
      int count = read(in);
      if (count == 0) {
        return List.of(0);
      }
      if (count < 0 || count > MOST) {
        throw new MalformedFrame("the number of message indexes is " + count);
      }
      List<Integer> indexes = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        int index = read(in);
        if (index < 0) {
          throw new MalformedFrame("a message index is negative");
        }
        indexes.add(index);
      }
      return indexes;
    } catch (BufferUnderflowException e) {
      throw new MalformedFrame("the message indexes are cut off");
    }
  }

  private static void write(int value, ByteArrayOutputStream out) {
    int rest = (value << 1) ^ (value >> 31);
    while ((rest & ~0x7f) != 0) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static int read(ByteBuffer in) throws MalformedFrame {
    int raw = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = in.get();
      raw |= (next & 0x7f) << shift;
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new MalformedFrame("a message index is longer than five bytes");
  }

  /** A frame does not end as it should. */
  static final class MalformedFrame extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFrame(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
