package dev.surety.job;

import java.util.ArrayList;
import java.util.List;

/**
 * What a person needs of a stack trace: the messages, outermost first, without Flink's frame around
 * them.
 */
final class FailureText {
  private static final int MAX_LENGTH = 600;
  private static final String CAUSED_BY = "Caused by: ";

  private FailureText() {}

  /** The last two causes of a printed stack trace. */
  static String of(String stackTrace) {
    List<String> causes = new ArrayList<>();
    stackTrace
        .lines()
        .filter(line -> !line.startsWith("\t") && !line.isBlank())
        .map(line -> line.startsWith(CAUSED_BY) ? line.substring(CAUSED_BY.length()) : line)
        .map(FailureText::withoutPackage)
        .forEach(causes::add);
    List<String> last = causes.subList(Math.max(0, causes.size() - 2), causes.size());
    String text = String.join("; caused by ", last);
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }

  private static String withoutPackage(String line) {
    int colon = line.indexOf(':');
    String className = colon < 0 ? line : line.substring(0, colon);
    int dot = className.lastIndexOf('.');
    return className.contains(" ") || dot < 0 ? line : line.substring(dot + 1);
  }
}
