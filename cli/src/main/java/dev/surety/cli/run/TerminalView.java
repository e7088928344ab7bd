package dev.surety.cli.run;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Live lines for a person: on a terminal one line that is written anew, with notes above it, else a
 * line each.
 */
public final class TerminalView implements RunView {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final int SHOWN_RULES = 3;
  private final PrintStream out;
  private final boolean rewrites;
  private final int width;

  private TerminalView(PrintStream out, boolean rewrites, int width) {
    this.out = requireNonNull(out, "out");
    this.rewrites = rewrites;
    this.width = width;
  }

  /**
   * For a terminal.
   *
   * @param width its columns; a longer line is cut, because a wrapped one cannot be erased
   */
  public static TerminalView rewriting(PrintStream out, int width) {
    return new TerminalView(out, true, width);
  }

  /** For a file or a pipe. */
  public static TerminalView plain(PrintStream out) {
    return new TerminalView(out, false, Integer.MAX_VALUE);
  }

  @Override
  public void note(String sentence) {
    out.println(rewrites ? ERASE_LINE + sentence : sentence);
    out.flush();
  }

  @Override
  public void status(RunStatus status) {
    String line = LocalTime.now().format(CLOCK) + "  " + line(status);
    if (rewrites) {
      out.print(ERASE_LINE + (line.length() < width ? line : line.substring(0, width - 1)));
    } else {
      out.println(line);
    }
    out.flush();
  }

  @Override
  public void summary(RunStatus status, String sentence) {
    note(sentence);
    out.println(table(status));
    out.flush();
  }

  /** The live line without its clock. */
  static String line(RunStatus status) {
    String state =
        status.waitingFor().isEmpty() ? status.state() : "waiting for " + status.waitingFor();
    return "%s  %s rec/s  accepted %s  quarantined %s%s  lag %s  checkpoint %s"
        .formatted(
            state,
            number((long) status.recordsPerSecond()),
            number(status.accepted()),
            number(status.quarantined()),
            rules(status.quarantinedByRule()),
            status.lag() < 0 ? "?" : number(status.lag()),
            status.checkpoint() == 0
                ? "none yet"
                : status.checkpoint() + ", " + status.checkpointAgeMs() / 1000 + " s ago");
  }

  private static String rules(Map<String, Long> byRule) {
    if (byRule.isEmpty()) {
      return "";
    }
    List<Map.Entry<String, Long>> most = mostFirst(byRule);
    String shown =
        most.stream()
            .limit(SHOWN_RULES)
            .map(entry -> entry.getKey() + " " + number(entry.getValue()))
            .collect(Collectors.joining(", "));
    return " (" + shown + (most.size() > SHOWN_RULES ? ", …)" : ")");
  }

  private static String table(RunStatus status) {
    StringBuilder table = new StringBuilder();
    row(table, "accepted", status.accepted());
    row(table, "quarantined", status.quarantined());
    mostFirst(status.quarantinedByRule())
        .forEach(entry -> row(table, "  " + entry.getKey(), entry.getValue()));
    return table.toString().stripTrailing();
  }

  private static void row(StringBuilder table, String name, long count) {
    table.append(String.format(Locale.ROOT, "%-40s %,14d%n", name, count));
  }

  private static List<Map.Entry<String, Long>> mostFirst(Map<String, Long> byRule) {
    return byRule.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .toList();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
