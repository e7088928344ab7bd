package dev.surety.validation.fast.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.surety.validation.fast.text.NameSet;
import dev.surety.validation.fast.text.Words;
import java.math.BigDecimal;

/**
 * A hash of a value that is the same for equal values, so that items with different ones differ:
 * numbers without trailing zeros, members in any order. What has escapes has none. Reads JSON that
 * was checked before; reused.
 */
final class Fingerprint {
  private static final long STRING = 1;
  private static final long NUMBER = 2;
  private static final long OBJECT = 3;
  private static final long ARRAY = 4;
  private static final long LITERAL = 5;

  private final Scan scan;
  private byte[] b = {};
  private int at;
  private boolean known;

  Fingerprint(Scan scan) {
    this.scan = scan;
  }

  /** Whether the items of the array at {@code from}, which has some, surely differ. */
  boolean areDistinct(byte[] bytes, int from, int depth) {
    NameSet seen = scan.set(depth);
    b = bytes;
    at = from;
    known = true;
    do {
      at = Syntax.space(b, at + 1);
      if (!seen.add(value()) || !known) {
        return false;
      }
      at = Syntax.space(b, at);
    } while (b[at] == ',');
    return true;
  }

  private long value() {
    switch (b[at]) {
      case '"' -> {
        return string();
      }
      case '{' -> {
        return object();
      }
      case '[' -> {
        return array();
      }
      case 't', 'n' -> {
        at += 4;
        return Words.mix(LITERAL, b[at - 4]);
      }
      case 'f' -> {
        at += 5;
        return Words.mix(LITERAL, 'f');
      }
      default -> {
        return number();
      }
    }
  }

  private long string() {
    int from = at + 1;
    long scanned = Strings.scan(b, from);
    known &= (scanned & Strings.ESCAPED) == 0;
    at = (int) scanned + 1;
    return Words.mix(STRING, Words.hash(b, from, (int) scanned));
  }

  private long number() {
    int end = Decimals.scan(b, at, scan);
    if (end < 0) {
      return unusualNumber();
    }
    at = end;
    long mantissa = scan.mantissa;
    int scale = mantissa == 0 ? 0 : scan.scale;
    while (mantissa != 0 && mantissa % 10 == 0) {
      mantissa /= 10;
      scale--;
    }
    return Words.mix(NUMBER, Words.mix(mantissa, scale));
  }

  private long unusualNumber() {
    int end = Syntax.number(b, at);
    BigDecimal number = new BigDecimal(new String(b, at, end - at, US_ASCII)).stripTrailingZeros();
    at = end;
    boolean small = number.unscaledValue().bitLength() < Long.SIZE;
    long mantissa = small ? number.unscaledValue().longValue() : number.unscaledValue().hashCode();
    // Java 17 strips zero to the scale 0.
    return Words.mix(NUMBER, Words.mix(mantissa, number.scale()));
  }

  private long array() {
    long hash = ARRAY;
    at = Syntax.space(b, at + 1);
    while (known && b[at] != ']') {
      hash = Words.mix(hash, value());
      at = Syntax.space(b, at);
      if (b[at] == ',') {
        at = Syntax.space(b, at + 1);
      }
    }
    at++;
    return Words.mix(hash, ARRAY);
  }

  private long object() {
    long sum = OBJECT;
    at = Syntax.space(b, at + 1);
    while (known && b[at] != '}') {
      long name = string();
      at = Syntax.space(b, Syntax.space(b, at) + 1);
      sum += Words.mix(name, value());
      at = Syntax.space(b, at);
      if (b[at] == ',') {
        at = Syntax.space(b, at + 1);
      }
    }
    at++;
    return Words.mix(sum, OBJECT);
  }
}
