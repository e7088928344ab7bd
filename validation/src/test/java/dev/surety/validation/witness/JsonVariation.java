package dev.surety.validation.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes a value as JSON in one of the ways in which producers do, or damages it. */
final class JsonVariation {
  private static final String ALPHABET = "{}[]\",:\\u0019eE+-.tfn \n\0\u00ff\u0080@zZT";

  private final Random random;
  private final Style style;
  private final StringBuilder out = new StringBuilder();

  /** How JSON is written. */
  enum Style {
    COMPACT,
    SPACED,
    PRETTY,
    SHUFFLED,
    /** Escapes where none are needed, numbers with zeros and exponents. */
    ODD
  }

  private JsonVariation(Random random, Style style) {
    this.random = random;
    this.style = style;
  }

  static byte[] write(@Nullable Object value, Style style, Random random) {
    JsonVariation variation = new JsonVariation(random, style);
    variation.value(value, 0);
    return variation.out.toString().getBytes(UTF_8);
  }

  private void value(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
      if (style == Style.SHUFFLED) {
        Collections.shuffle(entries, random);
      }
      sequence('{', '}', depth, entries, entry -> member(entry, depth + 1));
    } else if (value instanceof List<?> list) {
      sequence('[', ']', depth, list, item -> value(item, depth + 1));
    } else if (value instanceof BigDecimal number) {
      out.append(number(number));
    } else if (value instanceof String text) {
      string(text);
    } else {
      out.append(value);
    }
  }

  private <T> void sequence(
      char open,
      char close,
      int depth,
      List<T> parts,
      java.util.function.Consumer<? super T> write) {
    out.append(open);
    for (int i = 0; i < parts.size(); i++) {
      out.append(i > 0 ? "," : "");
      newLine(depth + 1, i > 0);
      write.accept(parts.get(i));
    }
    if (!parts.isEmpty()) {
      newLine(depth, false);
    }
    out.append(close);
  }

  private void newLine(int depth, boolean separates) {
    if (style == Style.PRETTY) {
      out.append('\n').append("  ".repeat(depth));
    } else if (style == Style.SPACED && separates) {
      out.append(' ');
    } else if (style == Style.ODD && random.nextInt(8) == 0) {
      out.append(random.nextBoolean() ? "\t" : "\r\n ");
    }
  }

  private void member(Map.Entry<?, ?> entry, int depth) {
    string(String.valueOf(entry.getKey()));
    out.append(style == Style.PRETTY || style == Style.SPACED ? ": " : ":");
    value(entry.getValue(), depth);
  }

  private String number(BigDecimal number) {
    boolean plain = number.precision() <= 40 && Math.abs(number.scale()) <= 40;
    if (plain && style == Style.ODD) {
      return switch (random.nextInt(5)) {
        case 0 -> number.setScale(Math.max(number.scale(), 0) + 2).toPlainString();
        case 1 -> number.movePointLeft(2).toPlainString() + "e2";
        case 2 ->
            number.unscaledValue()
                + "E"
                + (number.scale() > 0 ? "-" : "+")
                + Math.abs(number.scale());
        default -> number.toPlainString();
      };
    }
    return plain ? number.toPlainString() : number.toString();
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean odd = style == Style.ODD && random.nextInt(12) == 0;
      if (c < ' ' || odd) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    out.append('"');
  }

  /** Changes bytes here and there. */
  static byte[] damage(byte[] json, Random random) {
    byte[] bytes = json.clone();
    for (int n = random.nextInt(3); n >= 0 && bytes.length > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, at);
        case 3 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 4 -> {
          // A part twice: members, items, digits.
          int length = Math.min(1 + random.nextInt(24), bytes.length - at);
          byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + length);
          System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
          bytes = longer;
        }
        default -> {
          int length = Math.min(1 + random.nextInt(6), bytes.length - at);
          byte[] shorter = java.util.Arrays.copyOf(bytes, bytes.length - length);
          System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
          bytes = shorter;
        }
      }
    }
    return bytes;
  }
}
