package dev.surety.watch.promql;

/** A word of an expression. */
record Token(Kind kind, String text, int position) {
  enum Kind {
    NAME,
    NUMBER,
    DURATION,
    TEXT,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind != Kind.TEXT && text.equals(symbol);
  }
}
