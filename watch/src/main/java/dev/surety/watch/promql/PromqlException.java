package dev.surety.watch.promql;

/** An expression cannot be read, or uses what is not supported here. */
public final class PromqlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  PromqlException(int position, String message) {
    super(message);
    this.position = position;
  }

  /** Index in the expression of the first character that is wrong. */
  public int position() {
    return position;
  }
}
