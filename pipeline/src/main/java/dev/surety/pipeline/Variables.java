package dev.surety.pipeline;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.Problems;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the environment's values for {@code ${NAME}} and {@code ${NAME:-default}}; once, what comes
 * in is not expanded again.
 */
final class Variables {
  private static final String DEFAULT = ":-";

  private Variables() {}

  /**
   * The text with its variables replaced; empty, and a problem, when one is not set and has no
   * default.
   */
  static Optional<String> expand(
      Text text, Function<String, @Nullable String> environment, Problems problems) {
    String value = text.value();
    StringBuilder expanded = new StringBuilder();
    int from = 0;
    for (int open = value.indexOf("${"); open >= 0; open = value.indexOf("${", from)) {
      int close = value.indexOf('}', open);
      if (close < 0) {
        problems.error("bad-variable", text.at(), "'${' is not closed by '}'");
        return Optional.empty();
      }
      String body = value.substring(open + 2, close);
      int separator = body.indexOf(DEFAULT);
      String name = separator < 0 ? body : body.substring(0, separator);
      String found = environment.apply(name);
      if (found == null && separator < 0) {
        problems.error(
            "unset-variable",
            text.at(),
            "the environment variable '" + name + "' is not set",
            "set it, or give a default: ${" + name + ":-default}");
        return Optional.empty();
      }
      expanded.append(value, from, open);
      expanded.append(found == null ? body.substring(separator + DEFAULT.length()) : found);
      from = close + 1;
    }
    return Optional.of(expanded.append(value.substring(from)).toString());
  }
}
