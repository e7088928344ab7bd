package dev.surety.cli;

/** What standard output is connected to. */
final class Terminal {
  private static final int DEFAULT_WIDTH = 120;
  private static final int DEFAULT_HELP_WIDTH = 80;
  private static final int LEAST_HELP_WIDTH = 60;

  private Terminal() {}

  /** Whether a person watches standard output: then lines may be rewritten in place. */
  static boolean isInteractive() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** Columns of a live line. */
  static int width() {
    return Math.max(40, columns(DEFAULT_WIDTH));
  }

  /** Columns of a help text: lines that are too long are hard to read. */
  static int helpWidth() {
    return Math.max(LEAST_HELP_WIDTH, Math.min(DEFAULT_WIDTH, columns(DEFAULT_HELP_WIDTH)));
  }

  /** The launcher asks the terminal and sets COLUMNS. */
  private static int columns(int otherwise) {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null || columns.isEmpty() ? otherwise : Integer.parseInt(columns);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
