package dev.surety.validation.fast.json;

import dev.surety.validation.fast.number.NumberBounds;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;

/**
 * A number with its bounds, exactly: for each scale that a number may have, the bounds and the step
 * are whole numbers to compare the mantissa with.
 */
final class Numeric extends Check {
  private final Node node;
  private final boolean integer;
  private final long[] least = new long[Decimals.MAX_SCALE + 1];
  private final long[] greatest = new long[Decimals.MAX_SCALE + 1];
  private final long[] steps = new long[Decimals.MAX_SCALE + 1];

  Numeric(Node node, Shape.Numeric shape, boolean nullable) {
    super(nullable);
    this.node = node;
    this.integer = shape.integer();
    for (int scale = 0; scale <= Decimals.MAX_SCALE; scale++) {
      least[scale] = NumberBounds.least(shape, scale);
      greatest[scale] = NumberBounds.greatest(shape, scale);
      steps[scale] = NumberBounds.step(shape.multipleOf(), scale);
    }
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    int at = Decimals.scan(b, from, scan);
    if (at < 0) {
      return b[from] == 'n' ? scanNull(b, from) : Leaf.scan(node, nullable(), b, from);
    }
    return holds(scan.mantissa, scan.scale) ? at : UNKNOWN;
  }

  private boolean holds(long mantissa, int scale) {
    if (mantissa < least[scale] || mantissa > greatest[scale]) {
      return false;
    }
    if (integer && scale > 0 && mantissa % Decimals.POWERS[scale] != 0) {
      return false;
    }
    long step = steps[scale];
    return step == 1 || (step == NumberBounds.ONLY_ZERO ? mantissa == 0 : mantissa % step == 0);
  }
}
