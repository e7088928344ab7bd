package dev.surety.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Finds in a server's log the lines that say why it ended. */
final class LogReason {
  private static final int TAIL_BYTES = 256 * 1024;
  private static final int LINES = 4;
  private static final int LINE_CHARS = 400;
  private static final Pattern TELLING =
      Pattern.compile(
          "\\b(ERROR|FATAL|SEVERE)\\b|\\blevel=error\\b|^Caused by: |^Error\\b|Exception: |Error: ");
  private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. )");

  private LogReason() {}

  /** The last telling lines of the log, or a word on why there are none. */
  static String of(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      int size = (int) Math.min(TAIL_BYTES, file.length());
      byte[] tail = new byte[size];
      file.seek(file.length() - size);
      file.readFully(tail);
      return of(new String(tail, UTF_8));
    } catch (IOException e) {
      return "its log cannot be read (" + e.getMessage() + ")";
    }
  }

  /** The last telling lines of the text; its last lines when none stands out. */
  static String of(String text) {
    List<String> lines =
        text.lines()
            .flatMap(LogLine::readable)
            .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).find())
            .map(String::strip)
            .toList();
    List<String> telling = lines.stream().filter(line -> TELLING.matcher(line).find()).toList();
    List<String> last = lastOf(telling.isEmpty() ? lines : telling);
    return last.isEmpty() ? "it printed nothing" : String.join("\n  ", last);
  }

  private static List<String> lastOf(List<String> lines) {
    Deque<String> last = new ArrayDeque<>();
    for (String line : lines) {
      String shortened =
          line.length() <= LINE_CHARS ? line : line.substring(0, LINE_CHARS) + " ...";
      if (last.contains(shortened)) {
        continue;
      }
      last.addLast(shortened);
      if (last.size() > LINES) {
        last.removeFirst();
      }
    }
    return List.copyOf(last);
  }
}
