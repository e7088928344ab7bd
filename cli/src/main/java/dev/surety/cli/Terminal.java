package dev.surety.cli;

/** What standard output is connected to. */
final class Terminal {
  private static final int DEFAULT_WIDTH = 120;

  private Terminal() {}

  /** Whether a person watches standard output: then lines may be rewritten in place. */
  static boolean isInteractive() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** Columns; the launcher asks the terminal and sets COLUMNS. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? DEFAULT_WIDTH : Math.max(40, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return DEFAULT_WIDTH;
    }
  }
}
