package dev.surety.contract.yaml;

import dev.surety.contract.yaml.YamlScalar.Kind;
import dev.surety.contract.yaml.YamlScalar.Style;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Writes scalars so that readers of YAML 1.1 and of 1.2 read the same. */
final class ScalarStyle {
  /** What YAML 1.1 reads as something else than a string: booleans, null, numbers, dates, marks. */
  private static final Pattern NOT_A_STRING_IN_1_1 =
      Pattern.compile(
          "(?i:y|n|yes|no|on|off|true|false|null|~)"
              + "|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0o?[0-7_]+"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?"
              + "|[-+]?(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(?i:inf|nan)"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \\t].*)?"
              + "|<<|=");

  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";
  private static final Pattern EXPONENT = Pattern.compile("([-+]?[0-9.]+)[eE]([-+]?)([0-9]+)");

  private ScalarStyle() {}

  /** A scalar in one line. */
  static String inline(YamlScalar scalar, boolean inFlow) {
    return switch (scalar.kind()) {
      case NULL -> "null";
      case BOOLEAN -> scalar.booleanValue().orElseThrow().toString();
      case INTEGER -> integer(scalar);
      case NUMBER -> number(scalar.value());
      case STRING ->
          scalar.style() == Style.SINGLE_QUOTED || scalar.style() == Style.DOUBLE_QUOTED
              ? quoted(scalar.value())
              : string(scalar.value(), inFlow);
    };
  }

  /** A key: one that is not a string stays what it is, and quotes stay only where needed. */
  static String key(YamlScalar key, boolean inFlow) {
    return key.kind() == Kind.STRING ? string(key.value(), inFlow) : key.value();
  }

  private static String string(String value, boolean inFlow) {
    return isPlain(value, inFlow) ? value : quoted(value);
  }

  private static boolean isPlain(String value, boolean inFlow) {
    return !value.isEmpty()
        && value.codePoints().allMatch(ScalarStyle::isHarmless)
        && value.strip().equals(value)
        && INDICATORS.indexOf(value.charAt(0)) < 0
        && !value.startsWith("...")
        && !value.contains(": ")
        && !value.endsWith(":")
        && !value.contains(" #")
        && !(inFlow && value.chars().anyMatch(c -> ",[]{}".indexOf(c) >= 0))
        && !NOT_A_STRING_IN_1_1.matcher(value).matches();
  }

  /** A character that needs no escape, and no line break. */
  private static boolean isHarmless(int c) {
    return StreamReader.isPrintable(c)
        && (c >= ' ' && c != 0x85 && c != 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF);
  }

  private static String quoted(String value) {
    if (!value.codePoints().allMatch(ScalarStyle::isHarmless)) {
      return escaped(value);
    }
    boolean needsEscape = value.indexOf('"') >= 0 || value.indexOf('\\') >= 0;
    return needsEscape ? "'" + value.replace("'", "''") + "'" : '"' + value + '"';
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                  if (isHarmless(c)) {
                    text.appendCodePoint(c);
                  } else {
                    text.append(String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
                  }
                }
              }
            });
    return text.append('"').toString();
  }

  /** A leading zero means octal in YAML 1.1, and {@code 0o} means nothing there. */
  private static String integer(YamlScalar scalar) {
    String value = scalar.value();
    boolean isAmbiguous = value.matches("[-+]?0[0-9o].*") || value.startsWith("0x");
    return isAmbiguous
        ? scalar.number().map(number -> number.toBigInteger().toString()).orElse(value)
        : value;
  }

  /** YAML 1.1 reads an exponent only behind a point, and only with a sign. */
  private static String number(String value) {
    var exponent = EXPONENT.matcher(value);
    if (!exponent.matches()) {
      return value.startsWith(".") && value.length() > 1 && Character.isDigit(value.charAt(1))
          ? "0" + value
          : value;
    }
    String digits = exponent.group(1);
    String sign = exponent.group(2).isEmpty() ? "+" : exponent.group(2);
    if (!digits.contains(".")) {
      digits += ".0";
    } else if (digits.endsWith(".")) {
      digits += "0";
    }
    return digits + "e" + sign + exponent.group(3);
  }

  /** Whether a text of several lines can stand below a {@code |} as it is. */
  static boolean isLiteral(String value) {
    return value.indexOf('\n') >= 0
        && !value.isBlank()
        && value.codePoints().allMatch(c -> c == '\n' || c == '\t' || isHarmless(c));
  }

  /** What stands behind {@code |} or {@code >} for a text. */
  static String blockHeader(String value, String firstLine) {
    String indentation = firstLine.isEmpty() || firstLine.matches("(?s)[ \\t].*") ? "2" : "";
    String chomping = "-";
    if (value.endsWith("\n")) {
      chomping = value.endsWith("\n\n") ? "+" : "";
    }
    return indentation + chomping;
  }
}
