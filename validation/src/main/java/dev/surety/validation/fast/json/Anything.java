package dev.surety.validation.fast.json;

/** Any value. */
final class Anything extends Check {
  private final int depth;
  private final int maxDepth;

  /**
   * @param depth of the object or array around it
   */
  Anything(boolean nullable, int depth, int maxDepth) {
    super(nullable);
    this.depth = depth;
    this.maxDepth = maxDepth;
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    return b[at] == 'n' ? scanNull(b, at) : Syntax.value(b, at, scan, depth, maxDepth);
  }
}
