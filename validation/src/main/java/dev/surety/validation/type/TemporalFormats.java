package dev.surety.validation.type;

import com.google.re2j.Pattern;
import dev.surety.contract.LogicalType;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Chooses the {@link TemporalFormat} that a contract's options ask for. */
public final class TemporalFormats {
  /** Illustrations that people write for ISO 8601, and that mean something else to the JDK. */
  private static final Pattern ISO_BY_ILLUSTRATION =
      Pattern.compile(
          "[yYu]{4}-MM-[dD]{2}|([yYu]{4}-MM-[dD]{2}T)?[hH]{2}:mm:ss([.,]?S+)?(Z|[XxZ]+)?");

  private TemporalFormats() {}

  /** Why a format cannot be used. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    Refused(String code, String message) {
      super(message);
      this.code = code;
    }

    /** The problem's code. */
    public String code() {
      return code;
    }
  }

  /**
   * A format, and what the author should know about it.
   *
   * @param warning null when there is nothing to warn of
   */
  public record Choice(TemporalFormat format, @Nullable String warning) {}

  /** The format for a pattern (null for the default), {@code timezone} and default zone. */
  public static Choice choose(
      LogicalType type, @Nullable String pattern, @Nullable Boolean timezone, ZoneId zone)
      throws Refused {
    if (pattern == null) {
      return new Choice(new IsoFormat(type, timezone, zone), null);
    }
    if (isIllustration(pattern)) {
      return new Choice(
          new IsoFormat(type, timezone, zone),
          "\""
              + pattern
              + "\" is not what it looks like as a JDK pattern (YYYY is the week-based year, DD the"
              + " day of the year, T needs quotes, Z is +0000); it is read as ISO 8601.");
    }
    refuseWeekYear(pattern);
    PatternFormat format;
    try {
      format = PatternFormat.of(type, pattern, timezone, zone);
    } catch (IllegalArgumentException e) {
      throw new Refused("format-syntax", "It is not a JDK date pattern: " + e.getMessage() + ".");
    }
    if (!format.isComplete()) {
      throw new Refused(
          "format-incomplete",
          "A "
              + type.odcsName()
              + (timezone == null ? "" : timezone ? " with an offset" : " without an offset")
              + " cannot be read with this pattern.");
    }
    return new Choice(format, null);
  }

  /** ISO 8601 for the type of a format, with or without an offset. */
  public static TemporalFormat iso(TemporalFormat format) {
    return TemporalFormat.iso(format.type(), null);
  }

  /**
   * The same format, but with a colon in the offset where the pattern letter Z wants none; null
   * when the pattern has no such offset. The standard's own example writes its bounds so.
   */
  public static @Nullable TemporalFormat withColonInOffset(TemporalFormat format) {
    if (!(format instanceof PatternFormat pattern)) {
      return null;
    }
    StringBuilder changed = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.pattern().length(); i++) {
      char c = pattern.pattern().charAt(i);
      quoted ^= c == '\'';
      changed.append(c == 'Z' && !quoted ? "xxx" : String.valueOf(c));
    }
    return changed.length() == pattern.pattern().length()
        ? null
        : PatternFormat.of(
            pattern.type(), changed.toString(), pattern.timezone(), pattern.defaultZone());
  }

  /** The zone of that name. */
  public static ZoneId zone(String name) throws Refused {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new Refused("unknown-timezone", "There is no time zone \"" + name + "\".");
    }
  }

  private static boolean isIllustration(String pattern) {
    boolean legal = !pattern.contains("YY") && !pattern.contains("DD") && pattern.indexOf('T') < 0;
    return !legal && ISO_BY_ILLUSTRATION.matches(pattern);
  }

  /** {@code YYYY-MM-dd} is right for most days and a year wrong around New Year. */
  private static void refuseWeekYear(String pattern) throws Refused {
    String letters = pattern.replaceAll("'[^']*'", "");
    if (letters.indexOf('Y') >= 0 && letters.indexOf('w') < 0) {
      throw new Refused(
          "format-week-year", "Y is the week-based year; the calendar year is written uuuu.");
    }
    if (letters.indexOf('D') >= 0 && letters.indexOf('M') >= 0) {
      throw new Refused(
          "format-day-of-year", "D is the day of the year; the day of the month is written dd.");
    }
  }
}
