package dev.surety.validation.type;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of a contract: ECMA-262, unanchored, matched in linear time by RE2/J.
 *
 * <p>Matching is by code point, as with the {@code u} flag. What ECMA-262 has and a linear-time
 * engine cannot have (lookaround, backreferences) is refused.
 */
public final class LinearPattern {
  /** A greater program is refused; {@code [a-z]{1,1000}} needs about this many instructions. */
  public static final int MAX_PROGRAM_SIZE = 4_000;

  /**
   * RE2/J compiles groups inside of groups recursively: deep nesting would overflow the stack. All
   * parentheses are counted, quoted ones too, since no pattern needs as many.
   */
  private static final int MAX_GROUPS = 500;

  private final String source;
  private final Pattern pattern;

  private LinearPattern(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  /** Why a pattern cannot be used. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final int offset;
    private final String help;

    Refused(String code, int offset, String message, String help) {
      super(message);
      this.code = code;
      this.offset = offset;
      this.help = help;
    }

    /** The problem's code. */
    public String code() {
      return code;
    }

    /** Where in the pattern, in UTF-16 units from 0. */
    public int offset() {
      return offset;
    }

    /** What to write instead. */
    public String help() {
      return help;
    }
  }

  /** Compiles an ECMA-262 pattern. */
  public static LinearPattern compile(String ecma) throws Refused {
    return new LinearPattern(ecma, compileRe2(new EcmaTranslator(ecma).translate()));
  }

  /** Compiles a pattern in RE2's own syntax, which CEL uses. */
  public static Pattern compileRe2(String re2) throws Refused {
    if (re2.chars().filter(c -> c == '(').count() > MAX_GROUPS) {
      throw new Refused(
          "pattern-too-large",
          0,
          "The pattern has more than " + MAX_GROUPS + " groups.",
          "Write it with fewer parentheses.");
    }
    Pattern compiled;
    try {
      compiled = Pattern.compile(re2);
    } catch (PatternSyntaxException e) {
      throw new Refused(
          "pattern-syntax", 0, "The pattern is not valid: " + e.getDescription() + ".", "");
    }
    if (compiled.programSize() > MAX_PROGRAM_SIZE) {
      throw new Refused(
          "pattern-too-large",
          0,
          "The pattern compiles to "
              + compiled.programSize()
              + " instructions; the limit is "
              + MAX_PROGRAM_SIZE
              + ".",
          "Use smaller repetition counts; maxLength bounds a string's length.");
    }
    return compiled;
  }

  /** Whether the pattern occurs in the text. */
  public boolean find(String text) {
    return pattern.matcher(text).find();
  }

  /** The pattern as the contract has it. */
  @Override
  public String toString() {
    return source;
  }
}
