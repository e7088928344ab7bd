package dev.surety.cli.status;

/** Colours of a terminal, or none. */
public enum Style {
  /** Text alone. */
  PLAIN,
  /** With ANSI colours. */
  COLOUR;

  private static final String RESET = "\u001b[0m";

  String bold(String text) {
    return paint("1", text);
  }

  String red(String text) {
    return paint("1;31", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + RESET;
  }
}
