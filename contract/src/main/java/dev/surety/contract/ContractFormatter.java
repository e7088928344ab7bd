package dev.surety.contract;

import dev.surety.contract.read.Structure;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlFormatter;
import dev.surety.contract.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a contract anew in one canonical way: keys in the order of the standard, quotes where
 * readers of YAML 1.1 or 1.2 would take a string for something else. Comments and keys that the
 * standard does not know stay.
 */
public final class ContractFormatter {
  private ContractFormatter() {}

  /**
   * What formatting gave.
   *
   * @param text the formatted document; null exactly when a problem is an error
   * @param changed whether it differs from what was given
   * @param problems why the document cannot be formatted
   */
  public record Result(@Nullable String text, boolean changed, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Formats a text; {@code file} names it in positions. */
  public static Result format(String file, String text) {
    return format(file, text, new Problems());
  }

  /** Formats what a file holds; the file stays as it is. */
  public static Result format(Path file) {
    Problems problems = new Problems();
    return YamlReader.readText(file, problems)
        .map(text -> format(file.toString(), text, problems))
        .orElseGet(() -> new Result(null, false, problems.list()));
  }

  private static Result format(String file, String text, Problems problems) {
    String formatted = YamlFormatter.format(file, text, Structure::keyOrder, problems).orElse(null);
    return new Result(formatted, !text.equals(formatted), problems.list());
  }
}
