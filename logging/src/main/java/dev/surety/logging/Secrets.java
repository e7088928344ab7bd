package dev.surety.logging;

import java.util.regex.Pattern;

/**
 * Takes out of a text what may be a credential: users and passwords in URLs, and what stands behind
 * a word such as {@code password}. The last line of defence: nothing of ours puts them in.
 */
public final class Secrets {
  /** Possessive, so that no text can make it run long. */
  private static final Pattern USER_INFO = Pattern.compile("://[^/?#\\s@]*+@");

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)\\b([\\w.-]{0,40}(?:password|passwd|secret|api[_-]?key|access[_-]?token))"
              + "\"?\\s{0,3}[=:]\\s{0,3}(?:\"[^\"]*+\"|'[^']*+'|[^\\s,;&\"'\\[]++)");

  private Secrets() {}

  /** The text with {@code ***} where a credential stood. */
  public static String masked(String text) {
    String withoutUsers = USER_INFO.matcher(text).replaceAll("://***@");
    return ASSIGNED.matcher(withoutUsers).replaceAll("$1=***");
  }
}
