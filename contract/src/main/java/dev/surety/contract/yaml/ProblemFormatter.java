package dev.surety.contract.yaml;

import dev.surety.contract.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows problems to people and to programs. Control characters, which could steer a terminal, are
 * shown as a replacement character.
 */
public final class ProblemFormatter {
  /** How much of a long line is shown, in characters. */
  private static final int MAX_WIDTH = 160;

  private ProblemFormatter() {}

  /** All problems one below the other, each with its source line and a caret. */
  public static String format(List<Problem> problems) {
    return problems.stream().map(ProblemFormatter::format).collect(Collectors.joining());
  }

  /** One problem with its source line and a caret; ends with a line break. */
  public static String format(Problem problem) {
    StringBuilder text = new StringBuilder();
    text.append(clean(problem.at().toString())).append(": ").append(severity(problem));
    text.append('[').append(problem.code()).append("]: ").append(clean(problem.message()));
    text.append('\n');
    if (!problem.sourceLine().isBlank()) {
      appendSource(problem, text);
    }
    if (!problem.help().isEmpty()) {
      text.append("   help: ").append(clean(problem.help())).append('\n');
    }
    return text.toString();
  }

  private static void appendSource(Problem problem, StringBuilder text) {
    int[] line = problem.sourceLine().codePoints().toArray();
    int caret = problem.at().column() - 1;
    int from = line.length > MAX_WIDTH ? Math.max(0, caret - MAX_WIDTH / 2) : 0;
    int to = Math.min(line.length, from + MAX_WIDTH);
    String shown = from < to ? new String(line, from, to - from) : "";
    String number = String.format(Locale.ROOT, "%5d", problem.at().line());
    text.append(number).append(" | ").append(clean(shown)).append('\n');
    text.append(" ".repeat(number.length())).append(" | ");
    // A tab stays a tab below the source line, so that the caret stands right whatever its width.
    for (int i = from; i < caret; i++) {
      text.append(i < line.length && line[i] == '\t' ? '\t' : ' ');
    }
    text.append("^\n");
  }

  /** The problem's fields by name, for {@code --format json}. */
  public static Map<String, Object> toMap(Problem problem) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", severity(problem));
    fields.put("code", problem.code());
    fields.put("file", problem.at().file());
    fields.put("line", problem.at().line());
    fields.put("column", problem.at().column());
    fields.put("message", problem.message());
    fields.put("help", problem.help());
    return fields;
  }

  private static String severity(Problem problem) {
    return problem.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String clean(String text) {
    return text.codePoints()
        .map(c -> isHarmless(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Neither a control character nor one that changes the direction of the text around it. */
  private static boolean isHarmless(int c) {
    int type = Character.getType(c);
    return c == '\t'
        || (type != Character.CONTROL
            && type != Character.FORMAT
            && type != Character.SURROGATE
            && type != Character.LINE_SEPARATOR
            && type != Character.PARAGRAPH_SEPARATOR);
  }
}
