package dev.surety.validation.type;

/** Texts of a record in messages: short, on one line, with nothing that a terminal would obey. */
public final class Quote {
  /** More code points than this are cut. */
  public static final int MAX_CODE_POINTS = 40;

  private Quote() {}

  /** The text in double quotes, escaped as in JSON and shortened. */
  public static String text(String text) {
    return '"' + escape(text) + '"';
  }

  /** The text escaped and shortened, without quotes. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(MAX_CODE_POINTS + 8);
    int at = 0;
    for (int n = 0; at < text.length() && n < MAX_CODE_POINTS; n++) {
      int point = text.codePointAt(at);
      append(point, out);
      at += Character.charCount(point);
    }
    return at < text.length() ? out.append('…').toString() : out.toString();
  }

  private static void append(int point, StringBuilder out) {
    switch (point) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isPlain(point)) {
          out.appendCodePoint(point);
        } else if (Character.isBmpCodePoint(point)) {
          out.append(String.format("\\u%04x", point));
        } else {
          out.append(
              String.format(
                  "\\u%04x\\u%04x",
                  (int) Character.highSurrogate(point), (int) Character.lowSurrogate(point)));
        }
      }
    }
  }

  /** Not a control, not invisible, not one that reorders a line. */
  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
