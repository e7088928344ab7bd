package dev.surety.contract.yaml;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** A YAML scalar. What it is follows the core schema of YAML 1.2: {@code NO} is a string. */
public final class YamlScalar implements YamlNode {
  /** What a scalar is. */
  public enum Kind {
    STRING,
    INTEGER,
    /** A number with a fraction or an exponent, {@code .inf} or {@code .nan}. */
    NUMBER,
    BOOLEAN,
    NULL
  }

  /** How a scalar is written. Only a plain one can be something else than a string. */
  public enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    /** {@code |} */
    LITERAL,
    /** {@code >} */
    FOLDED
  }

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++|0o[0-7]++|0x[0-9a-fA-F]++");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  // A number that is longer than this has no use, and its arithmetic takes time.
  private static final int MAX_NUMBER_LENGTH = 200;
  private static final int MAX_EXPONENT = 1000;

  private static final Source NO_SOURCE = new Source("", "");
  private static final Position NOWHERE = new Position("", 1, 1);

  private final Source source;
  private final Position at;
  private final String value;
  private final Style style;
  private final Kind kind;

  YamlScalar(Source source, Position at, String value, Style style) {
    this.source = requireNonNull(source, "source");
    this.at = requireNonNull(at, "at");
    this.value = requireNonNull(value, "value");
    this.style = requireNonNull(style, "style");
    this.kind = style == Style.PLAIN ? resolve(value) : Kind.STRING;
  }

  /** A string that stands in no file. */
  public static YamlScalar of(String value) {
    Style style = resolve(value) == Kind.STRING ? Style.PLAIN : Style.DOUBLE_QUOTED;
    return new YamlScalar(NO_SOURCE, NOWHERE, value, style);
  }

  /** A number that stands in no file. */
  public static YamlScalar of(BigDecimal value) {
    return new YamlScalar(NO_SOURCE, NOWHERE, value.toString(), Style.PLAIN);
  }

  /** A boolean that stands in no file. */
  public static YamlScalar of(boolean value) {
    return new YamlScalar(NO_SOURCE, NOWHERE, Boolean.toString(value), Style.PLAIN);
  }

  private static Kind resolve(String value) {
    return switch (value) {
      case "", "~", "null", "Null", "NULL" -> Kind.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Kind.BOOLEAN;
      default -> {
        if (INTEGER.matcher(value).matches()) {
          yield Kind.INTEGER;
        }
        yield NUMBER.matcher(value).matches() || NOT_FINITE.matcher(value).matches()
            ? Kind.NUMBER
            : Kind.STRING;
      }
    };
  }

  @Override
  public Position at() {
    return at;
  }

  /** The scalar as text, after unescaping; for a number or boolean as it is written. */
  public String value() {
    return value;
  }

  public Style style() {
    return style;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isString() {
    return kind == Kind.STRING;
  }

  public boolean isNull() {
    return kind == Kind.NULL;
  }

  /** The value together with the place of each of its characters. */
  public Text text() {
    return ScalarText.of(source, this);
  }

  /** The value of a boolean; empty for anything else. */
  public Optional<Boolean> booleanValue() {
    return kind == Kind.BOOLEAN
        ? Optional.of(value.charAt(0) == 't' || value.charAt(0) == 'T')
        : Optional.empty();
  }

  /**
   * The exact value of a finite number of at most 200 characters whose exponent lies within ±1000;
   * empty for anything else.
   */
  public Optional<BigDecimal> number() {
    if ((kind != Kind.INTEGER && kind != Kind.NUMBER) || value.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    if (value.startsWith("0x")) {
      return Optional.of(new BigDecimal(new BigInteger(value.substring(2), 16)));
    }
    if (value.startsWith("0o")) {
      return Optional.of(new BigDecimal(new BigInteger(value.substring(2), 8)));
    }
    if (NOT_FINITE.matcher(value).matches() || exponentIsTooLarge()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(value));
  }

  private boolean exponentIsTooLarge() {
    int e = Math.max(value.indexOf('e'), value.indexOf('E'));
    return e >= 0
        && new BigInteger(value.substring(e + 1)).abs().compareTo(BigInteger.valueOf(MAX_EXPONENT))
            > 0;
  }

  @Override
  public String describe() {
    return switch (kind) {
      case STRING -> "a string";
      case INTEGER -> "an integer";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "empty";
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
