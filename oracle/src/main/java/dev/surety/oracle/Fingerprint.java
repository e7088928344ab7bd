package dev.surety.oracle;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit fingerprints of what must stay byte for byte. Every step is a bijection of the state for a
 * given input and of the input for a given state, so inputs of equal length that differ in a single
 * word always differ in their fingerprint; others collide with a chance of about 2⁻⁶⁴.
 */
final class Fingerprint {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9FB21C651E98DF25L;
  private static final long OF_NULL = 0x5BD1E995A3C59AC3L;
  private static final long SEED = 0x27D4EB2F165667C5L;

  private Fingerprint() {}

  /** Of bytes; null and empty differ. */
  static long of(byte @Nullable [] bytes) {
    return bytes == null ? OF_NULL : Random64.mix(absorb(SEED, bytes));
  }

  /** Of the first {@code count} headers: their order, names and values. */
  static long of(Iterable<Header> headers, int count) {
    long state = step(SEED, count);
    int left = count;
    for (Header header : headers) {
      if (left-- == 0) {
        break;
      }
      state = absorb(state, header.key().getBytes(StandardCharsets.UTF_8));
      byte[] value = header.value();
      state = value == null ? step(state, OF_NULL) : absorb(state, value);
    }
    return Random64.mix(state);
  }

  private static long absorb(long from, byte[] bytes) {
    long state = step(from, bytes.length);
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      state = step(state, (long) WORD.get(bytes, at));
    }
    long rest = 0;
    for (; at < bytes.length; at++) {
      rest = rest << 8 | (bytes[at] & 0xFF);
    }
    return step(state, rest);
  }

  private static long step(long state, long word) {
    long mixed = (state ^ word) * FACTOR;
    return mixed ^ (mixed >>> 29);
  }
}
