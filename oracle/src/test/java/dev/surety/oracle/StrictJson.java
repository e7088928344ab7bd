package dev.surety.oracle;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A strict reader of JSON for these tests: slow, plain and dependent on nothing. */
final class StrictJson {
  /** Why a text is not read, by the defect that it would be. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    final Defect defect;

    Unreadable(Defect defect) {
      super(defect.label());
      this.defect = defect;
    }
  }

  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /** Objects as maps, arrays as lists, numbers as BigDecimal. */
  static @Nullable Object parse(byte[] bytes) throws Unreadable {
    StrictJson json = new StrictJson(decode(bytes));
    Object value = json.value();
    json.space();
    if (json.at < json.text.length()) {
      throw new Unreadable(Defect.TRAILING_BYTES);
    }
    return value;
  }

  private static String decode(byte[] bytes) throws Unreadable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // A document that was cut within a character is cut first of all.
      boolean isCut = bytes[bytes.length - 1] != '}';
      throw new Unreadable(isCut ? Defect.TRUNCATED_JSON : Defect.INVALID_UTF8);
    }
  }

  private @Nullable Object value() throws Unreadable {
    space();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() throws Unreadable {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    boolean repeats = false;
    expect('{');
    space();
    while (peek() != '}') {
      if (!members.isEmpty()) {
        expect(',');
        space();
      }
      String name = string();
      space();
      expect(':');
      Object value = value();
      repeats |= members.containsKey(name);
      members.put(name, value);
      space();
    }
    at++;
    if (repeats) {
      throw new Unreadable(Defect.DUPLICATE_KEY);
    }
    return members;
  }

  private List<@Nullable Object> array() throws Unreadable {
    List<@Nullable Object> items = new ArrayList<>();
    expect('[');
    space();
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
      space();
    }
    at++;
    return items;
  }

  private String string() throws Unreadable {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      if (next == '\\') {
        next = escaped();
      } else if (next < ' ') {
        throw new IllegalStateException("a control character in a string: " + text);
      }
      out.append(next);
    }
    at++;
    return out.toString();
  }

  private char escaped() throws Unreadable {
    char kind = peek();
    at++;
    if (kind == 'u') {
      if (at + 4 > text.length()) {
        throw new Unreadable(Defect.TRUNCATED_JSON);
      }
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    int index = "\"\\/bfnrt".indexOf(kind);
    if (index < 0) {
      throw new IllegalStateException("an unknown escape in " + text);
    }
    return "\"\\/\b\f\n\r\t".charAt(index);
  }

  private @Nullable Object literal(String literal, @Nullable Object value) throws Unreadable {
    for (int i = 0; i < literal.length(); i++) {
      expect(literal.charAt(i));
    }
    return value;
  }

  private BigDecimal number() throws Unreadable {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == text.length()) {
      throw new Unreadable(Defect.TRUNCATED_JSON);
    }
    String number = text.substring(from, at);
    if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw new IllegalStateException("no JSON number: " + number + " in " + text);
    }
    return new BigDecimal(number);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws Unreadable {
    if (at >= text.length()) {
      throw new Unreadable(Defect.TRUNCATED_JSON);
    }
    return text.charAt(at);
  }

  private void expect(char wanted) throws Unreadable {
    if (peek() != wanted) {
      throw new IllegalStateException("wanted " + wanted + " at " + at + " of " + text);
    }
    at++;
  }
}
