package dev.surety.validation.type;

import dev.surety.validation.type.LinearPattern.Refused;
import java.util.Map;

/**
 * Rewrites an ECMA-262 pattern into RE2's syntax with the same meaning. Differences: {@code \s} and
 * {@code .} know Unicode's spaces and line ends, {@code $} is the end of input only, {@code
 * \}{@code uXXXX}, {@code \cX}, {@code [^]}, {@code []}, {@code [} inside a class, {@code
 * (?<name>}, {@code \p{Script=…}}.
 */
final class EcmaTranslator {
  private static final String SPACES =
      "\\t\\n\\x0b\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}"
          + "\\x{3000}\\x{feff}";
  private static final String NOT_SPACES =
      "\\x00-\\x08\\x0e-\\x1f\\x21-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}"
          + "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}"
          + "\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";

  /** RE2 knows general categories by their short names only. */
  private static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("Letter", "L"),
          Map.entry("Uppercase_Letter", "Lu"),
          Map.entry("Lowercase_Letter", "Ll"),
          Map.entry("Mark", "M"),
          Map.entry("Number", "N"),
          Map.entry("Decimal_Number", "Nd"),
          Map.entry("digit", "Nd"),
          Map.entry("Punctuation", "P"),
          Map.entry("Symbol", "S"),
          Map.entry("Currency_Symbol", "Sc"),
          Map.entry("Separator", "Z"),
          Map.entry("Space_Separator", "Zs"));

  private static final String SYNTAX_CHARACTERS = "^$\\.*+?()[]{}|/-";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  EcmaTranslator(String source) {
    this.source = source;
  }

  String translate() throws Refused {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> characterClass();
        case '(' -> group();
        case '^' -> replace("\\A");
        case '$' -> replace("\\z");
        case '.' -> replace("[^\\n\\r\\x{2028}\\x{2029}]");
        default -> copyCodePoint();
      }
    }
    return out.toString();
  }

  private void replace(String re2) {
    out.append(re2);
    at++;
  }

  private void copyCodePoint() {
    int point = source.codePointAt(at);
    out.appendCodePoint(point);
    at += Character.charCount(point);
  }

  private void group() throws Refused {
    if (source.startsWith("(?=", at) || source.startsWith("(?!", at)) {
      throw notLinear("lookahead");
    }
    if (source.startsWith("(?<=", at) || source.startsWith("(?<!", at)) {
      throw notLinear("lookbehind");
    }
    if (source.startsWith("(?<", at)) {
      int end = source.indexOf('>', at);
      if (end < 0) {
        throw syntax("The name of the group has no end.");
      }
      // Names do not matter where nothing refers to them.
      out.append('(');
      at = end + 1;
    } else if (source.startsWith("(?:", at)) {
      out.append("(?:");
      at += 3;
    } else if (source.startsWith("(?", at)) {
      throw syntax("ECMA-262 has no group that begins with these characters.");
    } else {
      replace("(");
    }
  }

  private void characterClass() throws Refused {
    boolean negated = source.startsWith("[^", at);
    int body = at + (negated ? 2 : 1);
    if (source.startsWith("]", body)) {
      out.append(negated ? "[\\x00-\\x{10ffff}]" : "[^\\x00-\\x{10ffff}]");
      at = body + 1;
      return;
    }
    int start = at;
    out.append(negated ? "[^" : "[");
    at = body;
    while (at < source.length() && source.charAt(at) != ']') {
      char c = source.charAt(at);
      switch (c) {
        case '\\' -> escape(true);
        case '[', '^', '&', '~' -> replace("\\" + c);
        default -> copyCodePoint();
      }
    }
    if (at >= source.length()) {
      at = start;
      throw syntax("The character class has no end.");
    }
    replace("]");
  }

  private void escape(boolean inClass) throws Refused {
    if (at + 1 >= source.length()) {
      throw syntax("The pattern ends in a backslash.");
    }
    char c = source.charAt(at + 1);
    switch (c) {
      case 'd', 'D', 'w', 'W', 'f', 'n', 'r', 't' -> copyEscape(c);
      case 'v' -> emit("\\x0b", 2);
      case 's' -> emit(inClass ? SPACES : "[" + SPACES + "]", 2);
      case 'S' -> emit(inClass ? NOT_SPACES : "[^" + SPACES + "]", 2);
      case 'b' -> emit(inClass ? "\\x08" : "\\b", 2);
      case 'B' -> {
        if (inClass) {
          throw syntax("\\B has no meaning in a character class.");
        }
        copyEscape(c);
      }
      case 'c' -> control();
      case 'x' -> codePoint(hex(at + 2, 2), 4);
      case 'u' -> unicode();
      case 'p', 'P' -> unicodeClass(c);
      case '0' -> zero();
      case 'k' -> throw notLinear("a backreference");
      default -> literal(c);
    }
  }

  private void copyEscape(char c) {
    emit("\\" + c, 2);
  }

  private void emit(String re2, int length) {
    out.append(re2);
    at += length;
  }

  private void literal(char c) throws Refused {
    if (c >= '1' && c <= '9') {
      throw notLinear("a backreference");
    }
    if (SYNTAX_CHARACTERS.indexOf(c) >= 0) {
      emit(c == '/' ? "/" : "\\" + c, 2);
    } else if (c < 0x80 && Character.isLetterOrDigit(c)) {
      throw syntax("ECMA-262 has no escape \\" + c + ".");
    } else {
      at++;
      if (c < 0x80 && c != '_') {
        out.append('\\');
      }
      copyCodePoint();
    }
  }

  private void control() throws Refused {
    char c = at + 2 < source.length() ? source.charAt(at + 2) : 0;
    if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
      throw syntax("\\c needs a letter.");
    }
    codePoint(c % 32, 3);
  }

  private void zero() throws Refused {
    if (at + 2 < source.length() && Character.isDigit(source.charAt(at + 2))) {
      throw syntax("Octal escapes are not ECMA-262.");
    }
    codePoint(0, 2);
  }

  private void unicode() throws Refused {
    if (source.startsWith("{", at + 2)) {
      int end = source.indexOf('}', at);
      if (end < 0 || end - at > 9) {
        throw syntax("\\u{ needs one to six hexadecimal digits and a closing brace.");
      }
      codePoint(hex(at + 3, end - at - 3), end + 1 - at);
      return;
    }
    int first = hex(at + 2, 4);
    if (Character.isHighSurrogate((char) first) && source.startsWith("\\u", at + 6)) {
      int second = hex(at + 8, 4);
      if (Character.isLowSurrogate((char) second)) {
        codePoint(Character.toCodePoint((char) first, (char) second), 12);
        return;
      }
    }
    codePoint(first, 6);
  }

  private void codePoint(int point, int length) throws Refused {
    if (point > Character.MAX_CODE_POINT) {
      throw syntax("There is no such code point.");
    }
    emit("\\x{" + Integer.toHexString(point) + "}", length);
  }

  private int hex(int from, int length) throws Refused {
    int value = 0;
    for (int i = from; i < from + length; i++) {
      int digit = i < source.length() ? Character.digit(source.charAt(i), 16) : -1;
      if (digit < 0 || source.charAt(i) > 'f') {
        throw syntax("The escape needs " + length + " hexadecimal digits.");
      }
      value = value * 16 + digit;
    }
    if (length == 0) {
      throw syntax("The escape needs hexadecimal digits.");
    }
    return value;
  }

  private void unicodeClass(char c) throws Refused {
    int end = source.indexOf('}', at);
    if (!source.startsWith("{", at + 2) || end < 0) {
      throw syntax("\\" + c + " needs a name in braces.");
    }
    String name = source.substring(at + 3, end);
    for (String prefix : new String[] {"Script=", "sc=", "General_Category=", "gc="}) {
      if (name.startsWith(prefix)) {
        name = name.substring(prefix.length());
        break;
      }
    }
    emit("\\" + c + "{" + CATEGORIES.getOrDefault(name, name) + "}", end + 1 - at);
  }

  private Refused syntax(String message) {
    return new Refused("pattern-syntax", at, message, "Patterns are ECMA-262 regular expressions.");
  }

  private Refused notLinear(String what) {
    return new Refused(
        "pattern-not-linear",
        at,
        "The pattern uses "
            + what
            + ", which cannot be matched in linear time: one hostile record could stop the pipeline.",
        "Write it without, or move the condition into a CEL rule such as"
            + " record.a.matches('…') && !record.a.matches('…').");
  }
}
