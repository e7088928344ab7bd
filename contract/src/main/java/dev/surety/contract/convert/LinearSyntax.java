package dev.surety.contract.convert;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Whether a pattern of a schema can be one of a contract, which runs in linear time. */
final class LinearSyntax {
  private static final int MAX_REPEAT = 1000;
  private static final int MAX_LENGTH = 5000;
  private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?\\}");
  private static final Pattern NOT_ECMA =
      Pattern.compile("\\(\\?[^:<]|\\\\[AzZQEGhHRXNae]|[*+?}][+]|[*+}][*]");

  private static final Pattern ESCAPED_MARK = Pattern.compile("\\\\[^A-Za-z0-9]");
  private static final Pattern CLASS = Pattern.compile("\\[[^\\]]*+\\]");

  private LinearSyntax() {}

  /** Why it cannot; null when it can, as far as this can tell. */
  static @Nullable String refusal(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      return "the pattern is longer than " + MAX_LENGTH + " characters";
    }
    String bare = structure(pattern);
    if (bare.contains("(?=")
        || bare.contains("(?!")
        || bare.contains("(?<=")
        || bare.contains("(?<!")) {
      return "lookaround cannot be matched in linear time";
    }
    if (bare.matches("(?s).*\\\\[1-9k].*")) {
      return "a backreference cannot be matched in linear time";
    }
    if (NOT_ECMA.matcher(bare).find()) {
      return "the pattern is not one of ECMA-262";
    }
    var repeat = REPEAT.matcher(bare);
    while (repeat.find()) {
      String most = repeat.group(2) == null || repeat.group(2).isEmpty() ? "0" : repeat.group(2);
      if (Math.max(Integer.parseInt(repeat.group(1)), Integer.parseInt(most)) > MAX_REPEAT) {
        return "a repetition of more than " + MAX_REPEAT + " takes too much memory";
      }
    }
    try {
      Pattern.compile(pattern);
      return null;
    } catch (PatternSyntaxException e) {
      return "the pattern is not valid: " + e.getDescription();
    }
  }

  /** The pattern with one letter for each escaped mark and each class: what is left is syntax. */
  private static String structure(String pattern) {
    return CLASS.matcher(ESCAPED_MARK.matcher(pattern).replaceAll("_")).replaceAll("_");
  }
}
