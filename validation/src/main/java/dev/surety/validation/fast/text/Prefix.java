package dev.surety.validation.fast.text;

/**
 * A check of a text that says where the text ends, so that nobody needs to look for that before.
 */
public interface Prefix extends TextCheck {
  /**
   * Reads a text as far as it goes.
   *
   * @param to where it ends at the latest; where something else ends it, any greater position
   * @return where it ends; negative when it surely does not begin as it must, or is not decided
   *     here
   */
  int end(byte[] b, int from, int to);

  @Override
  default boolean holds(byte[] b, int from, int to) {
    return end(b, from, to) == to;
  }
}
