package dev.surety.validation.reference;

import dev.surety.validation.type.Node;
import dev.surety.validation.type.Numbers;
import dev.surety.validation.type.Shape;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Keys of maps: JSON writes all of them as texts. */
final class MapKeys {
  private static final int MAX_NUMBER_LENGTH = 100;

  private MapKeys() {}

  /** The key as a value of the key's type; the text itself when it is none, so that it fails. */
  static Object value(Node node, String key) {
    if (node.shape() instanceof Shape.Numeric && isJsonNumber(key)) {
      BigDecimal number = Numbers.parse(key);
      return number == null ? key : number;
    }
    if (node.shape() instanceof Shape.Bool && (key.equals("true") || key.equals("false"))) {
      return Boolean.valueOf(key);
    }
    return key;
  }

  /** The number that a text is, as JSON writes it; null when it is none. */
  static @Nullable BigDecimal number(String text) {
    return isJsonNumber(text) ? Numbers.parse(text) : null;
  }

  private static boolean isJsonNumber(String text) {
    int at = text.startsWith("-") ? 1 : 0;
    int digits = digits(text, at);
    if (digits == at || (digits - at > 1 && text.charAt(at) == '0')) {
      return false;
    }
    at = digits;
    if (at < text.length() && text.charAt(at) == '.') {
      digits = digits(text, at + 1);
      if (digits == at + 1) {
        return false;
      }
      at = digits;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean sign =
          at + 1 < text.length() && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-');
      int from = at + (sign ? 2 : 1);
      at = digits(text, from);
      if (at == from) {
        return false;
      }
    }
    return at == text.length() && at <= MAX_NUMBER_LENGTH;
  }

  /** Where the digits that begin at {@code at} end. */
  private static int digits(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
