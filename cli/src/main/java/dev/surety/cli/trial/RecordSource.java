package dev.surety.cli.trial;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records that follow one another in a stream. */
public interface RecordSource {
  /** The stream holds something else than it should. */
  final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** The next record, in its own array; null at the end. */
  byte @Nullable [] next() throws IOException, Unreadable;

  /** Whether the last one had more bytes than the limit; then it is given empty. */
  boolean isTooLong();

  /** Whether the last one is none: a line of white space. */
  boolean isBlank();

  /** Bytes of the stream that were read so far. */
  long bytesRead();
}
