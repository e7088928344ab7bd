package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a YAML file anew in one canonical way, with its comments. What is written means the same
 * and has the same comments, which is checked each time; a file for which that cannot be had is
 * reported and not written.
 */
public final class YamlFormatter {
  private static final String CODE = "cannot-format";

  private YamlFormatter() {}

  /**
   * Formats a text.
   *
   * @param file its name in positions
   * @param order gives the order of keys for the tree of the text
   * @return the new text; empty exactly when an error has been reported
   */
  public static Optional<String> format(
      String file, String text, Function<YamlNode, KeyOrder> order, Problems problems) {
    Optional<YamlReader.Written> read = YamlReader.readWritten(file, text, problems);
    if (read.isEmpty() || problems.hasErrors()) {
      return Optional.empty();
    }
    YamlReader.Written before = read.get();
    YamlNode anchored = before.layout().anchored();
    if (anchored != null) {
      problems.error(
          CODE,
          anchored.at(),
          "a file with anchors cannot be formatted: its keys cannot change their order",
          "repeat the value instead");
      return Optional.empty();
    }
    Remarks remarks = Remarks.of(before.root(), before.source(), before.layout());
    String formatted =
        new YamlWriter(order.apply(before.root()), before.source(), before.layout(), remarks)
            .document(before.root());
    if (!isSame(before, file, formatted)) {
      problems.error(
          CODE,
          new Position(file, 1, 1),
          "the file cannot be formatted without losing or changing something",
          "please report the file as an error of Surety");
      return Optional.empty();
    }
    return Optional.of(formatted);
  }

  private static boolean isSame(YamlReader.Written before, String file, String formatted) {
    Problems problems = new Problems();
    Optional<YamlReader.Written> after = YamlReader.readWritten(file, formatted, problems);
    return after.isPresent()
        && !problems.hasErrors()
        && Meaning.same(before.root(), after.get().root())
        && comments(before).equals(comments(after.get()));
  }

  private static List<String> comments(YamlReader.Written written) {
    return Comment.all(written.source(), written.layout()).stream()
        .map(Comment::text)
        .sorted()
        .toList();
  }
}
