package dev.surety.cli.trial;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream as bytes. A line ends with a line feed; a carriage return before it is
 * white space of JSON and stays. No more than the greatest line is ever held in memory.
 */
public final class LineSource implements RecordSource {
  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long read;
  private byte[] line = new byte[1024];
  private int length;
  private boolean tooLong;

  /** The lines of a stream, of which none may have more bytes than the limit. */
  public LineSource(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  @Override
  public byte @Nullable [] next() throws IOException, Unreadable {
    if (read == 0 && startsWith(GZIP)) {
      throw new Unreadable("this is compressed with gzip; unpack it first: gunzip -c FILE | …");
    }
    length = 0;
    tooLong = false;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int feed = at;
      while (feed < end && buffer[feed] != '\n') {
        feed++;
      }
      append(feed);
      if (feed < end) {
        at = feed + 1;
        break;
      }
      at = end;
    }
    return any ? Arrays.copyOf(line, length) : null;
  }

  private void append(int to) {
    int more = to - at;
    if (tooLong || (long) length + more > maxBytes) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + more > line.length) {
      line =
          Arrays.copyOf(line, (int) Math.min(maxBytes, Math.max(2L * line.length, length + more)));
    }
    System.arraycopy(buffer, at, line, length, more);
    length += more;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer));
    read += end;
    return end > 0;
  }

  @Override
  public boolean isTooLong() {
    return tooLong;
  }

  @Override
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return !tooLong;
  }

  @Override
  public long bytesRead() {
    return read;
  }

  /** The first bytes, without taking them: to know another kind of file by its magic. */
  boolean startsWith(byte[] magic) throws IOException {
    if (at == end) {
      fill();
    }
    return end - at >= magic.length
        && Arrays.equals(buffer, at, at + magic.length, magic, 0, magic.length);
  }
}
