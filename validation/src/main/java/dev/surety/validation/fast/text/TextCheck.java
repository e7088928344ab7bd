package dev.surety.validation.fast.text;

/**
 * Something that a string must be; asked of strings of well-formed UTF-8 that stand as they are: in
 * JSON without escapes. Behind the string there may be anything, and at least {@link #PADDING}
 * bytes: a check may read them, and answers the same whatever they are.
 */
public interface TextCheck {
  /** How many bytes there must be behind the end of a string. */
  int PADDING = 64;

  /**
   * Whether the text surely is it. False also where that is not decided here.
   *
   * @param to position behind the text; in JSON that of the closing quote
   */
  boolean holds(byte[] b, int from, int to);
}
