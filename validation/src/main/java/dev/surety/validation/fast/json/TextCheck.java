package dev.surety.validation.fast.json;

/** Something that a string must be; asked of strings of well-formed UTF-8 without escapes. */
interface TextCheck {
  /**
   * Whether the text surely is it. False also where that is not decided here.
   *
   * @param to position of the closing quote
   */
  boolean holds(byte[] b, int from, int to);
}
