package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in the words of a user what the parser found wrong. */
final class YamlSyntax {
  private YamlSyntax() {}

  static void report(MarkedYamlEngineException e, Source source, Problems problems) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    // What never ends is wrong where it begins.
    Optional<Mark> begin =
        problem.contains("end of stream") ? e.getContextMark() : Optional.empty();
    Position at =
        begin
            .or(e::getProblemMark)
            .or(e::getContextMark)
            .map(mark -> YamlTree.at(source, mark))
            .orElse(new Position(source.file(), 1, 1));
    int index = source.index(at);
    String text = source.text();
    if (index < text.length() && text.charAt(index) == '\t') {
      problems.error("tab", at, "a tab cannot stand here", "indent with spaces");
      return;
    }
    String context = e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext();
    String message = context.isEmpty() ? problem : context + ": " + problem;
    problems.error("yaml-syntax", at, "this is not YAML: " + message.strip(), help(problem));
  }

  private static String help(String problem) {
    if (problem.contains("mapping values are not allowed here")) {
      return "a value that contains ': ' must be in quotes; or the indentation is wrong";
    }
    if (problem.contains("expected <block end>")) {
      return "check the indentation of this line against the lines above";
    }
    if (problem.contains("could not find expected ':'")) {
      return "a key needs a colon and a space after it";
    }
    if (problem.contains("cannot start any token")) {
      return "put the value in quotes";
    }
    return "";
  }
}
