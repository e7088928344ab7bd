package dev.surety.cli.status;

/** Text with escape sequences, which take no columns. */
final class AnsiText {
  private static final char ESCAPE = '\u001b';
  private static final String RESET = "\u001b[0m";

  private AnsiText() {}

  /** No more than so many columns; what is cut ends with an ellipsis. */
  static String cut(String text, int width) {
    StringBuilder cut = new StringBuilder();
    int columns = 0;
    boolean painted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        int end = text.indexOf('m', i);
        cut.append(text, i, end + 1);
        i = end;
        painted = true;
        continue;
      }
      if (columns == width - 1 && columnsFrom(text, i) > 1) {
        return cut.append('…').append(painted ? RESET : "").toString();
      }
      cut.append(Character.isISOControl(c) ? ' ' : c);
      columns++;
    }
    return cut.toString();
  }

  private static int columnsFrom(String text, int from) {
    int columns = 0;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == ESCAPE) {
        i = text.indexOf('m', i);
      } else {
        columns++;
      }
    }
    return columns;
  }
}
