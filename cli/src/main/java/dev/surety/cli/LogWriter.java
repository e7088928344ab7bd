package dev.surety.cli;

import java.io.PrintWriter;
import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a command prints for a person, and logs it: each text that is printed as a line is one
 * line of the log, however many line breaks it has.
 */
final class LogWriter extends PrintWriter {
  private static final Logger LOG = LoggerFactory.getLogger("dev.surety.cli");

  /** What the answer to a failure begins with, see {@link Main}. */
  private static final String FAILURE = "surety: ";

  LogWriter() {
    super(new Lines());
  }

  @Override
  public void println(String text) {
    log(text);
  }

  @Override
  public void println(Object value) {
    log(String.valueOf(value));
  }

  private static void log(String text) {
    if (text.startsWith(FAILURE)) {
      LOG.error("{}", text.substring(FAILURE.length()).strip());
    } else if (!text.isBlank()) {
      LOG.info("{}", text.strip());
    }
  }

  /** For what is printed in pieces. */
  private static final class Lines extends Writer {
    private final StringBuilder line = new StringBuilder();

    @Override
    public void write(char[] text, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (text[i] == '\n') {
          log(line.toString());
          line.setLength(0);
        } else {
          line.append(text[i]);
        }
      }
    }

    @Override
    public void flush() {
      // A line is logged when it is whole.
    }

    @Override
    public void close() {
      log(line.toString());
      line.setLength(0);
    }
  }
}
