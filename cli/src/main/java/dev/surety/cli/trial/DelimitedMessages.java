package dev.surety.cli.trial;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf messages that follow one another, each behind its length as a number of up to five bytes
 * of seven bits: what {@code writeDelimitedTo} writes. No more than the greatest message is ever
 * held in memory.
 */
public final class DelimitedMessages implements RecordSource {
  private static final int MAX_LENGTH_BYTES = 5;
  private static final byte[] NOTHING = {};

  private final InputStream in;
  private final int maxBytes;
  private long read;
  private boolean tooLong;

  /** The messages of a stream, which is best a buffered one. */
  public DelimitedMessages(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  @Override
  public byte @Nullable [] next() throws IOException, Unreadable {
    long from = read;
    long length = length();
    if (length < 0) {
      return null;
    }
    tooLong = length > maxBytes;
    if (tooLong) {
      skip(length, from);
      return NOTHING;
    }
    byte[] message = in.readNBytes((int) length);
    read += message.length;
    if (message.length < length) {
      throw cut(from, length, message.length);
    }
    return message;
  }

  /** The next length; -1 at the end of the stream. */
  private long length() throws IOException, Unreadable {
    long from = read;
    long length = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      int b = in.read();
      if (b < 0) {
        if (i == 0) {
          return -1;
        }
        throw new Unreadable("the input ends inside of a length, at byte " + from);
      }
      read++;
      length |= (long) (b & 0x7f) << (7 * i);
      if (b < 0x80) {
        return length;
      }
    }
    throw new Unreadable(
        "there is no length at byte " + from + ": this is no file of length-prefixed messages");
  }

  private void skip(long length, long from) throws IOException, Unreadable {
    try {
      in.skipNBytes(length);
      read += length;
    } catch (EOFException e) {
      throw cut(from, length, -1);
    }
  }

  private static Unreadable cut(long from, long length, int found) {
    return new Unreadable(
        "the message at byte "
            + from
            + " should have "
            + length
            + " bytes, and the input ends "
            + (found < 0 ? "before them" : "after " + found)
            + ": it is cut off, or no file of length-prefixed messages");
  }

  @Override
  public boolean isTooLong() {
    return tooLong;
  }

  @Override
  public boolean isBlank() {
    // An empty message is one: all of its fields have their defaults.
    return false;
  }

  @Override
  public long bytesRead() {
    return read;
  }
}
