package dev.surety.watch.promql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code label_replace}: a label made of another one. */
final class LabelReplacement {
  private final String target;
  private final String replacement;
  private final String source;
  private final Pattern pattern;

  LabelReplacement(Expr.Call call) {
    this.target = text(call, 1);
    this.replacement = text(call, 2);
    this.source = text(call, 3);
    this.pattern = Pattern.compile(text(call, 4), Pattern.DOTALL);
  }

  static void checkPattern(Expr pattern, int position) throws PromqlException {
    try {
      Pattern.compile(((Expr.TextLiteral) pattern).value());
    } catch (PatternSyntaxException e) {
      throw new PromqlException(position, "not a regular expression: " + e.getDescription());
    }
  }

  private static String text(Expr.Call call, int argument) {
    return ((Expr.TextLiteral) call.arguments().get(argument)).value();
  }

  Labels apply(Labels labels) {
    Matcher matcher = pattern.matcher(labels.get(source));
    return matcher.matches() ? labels.with(target, expand(matcher)) : labels;
  }

  /** Puts {@code $1}, <code>${1}</code> and {@code $$} in, as Go's regular expressions do. */
  private String expand(Matcher matcher) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < replacement.length()) {
      char c = replacement.charAt(at++);
      if (c != '$' || at == replacement.length()) {
        text.append(c);
        continue;
      }
      if (replacement.charAt(at) == '$') {
        text.append('$');
        at++;
        continue;
      }
      boolean braced = replacement.charAt(at) == '{';
      int start = braced ? at + 1 : at;
      int end = start;
      while (end < replacement.length() && isNamePart(replacement.charAt(end))) {
        end++;
      }
      text.append(group(matcher, replacement.substring(start, end)));
      at = braced && end < replacement.length() ? end + 1 : end;
    }
    return text.toString();
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(Matcher matcher, String name) {
    boolean numbered = !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    if (!numbered || name.length() > 2 || Integer.parseInt(name) > matcher.groupCount()) {
      return "";
    }
    String group = matcher.group(Integer.parseInt(name));
    return group == null ? "" : group;
  }
}
