package dev.surety.contract.read;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Problem.Severity;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the builders of one document share. */
final class Reading {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*(?::-[^}]*)?\\}");

  private final OdcsVersion version;
  private final Purpose purpose;
  private final Problems problems;
  private final List<Problem> notEnforced = new ArrayList<>();
  // The structure check has reported every wrong type; it is not reported twice.
  private final Problems reported = new Problems();

  Reading(OdcsVersion version, Purpose purpose, Problems problems) {
    this.version = version;
    this.purpose = purpose;
    this.problems = problems;
  }

  OdcsVersion version() {
    return version;
  }

  Problems problems() {
    return problems;
  }

  /** A reader that takes a value of the wrong type as absent. */
  MappingReader fields(YamlMapping mapping) {
    return new MappingReader(mapping, "", reported);
  }

  /** The mappings in a list; none when the value is something else. */
  static List<YamlMapping> mappings(YamlMapping owner, String key) {
    return owner.get(key).orElse(null) instanceof YamlSequence list
        ? list.items().stream()
            .filter(YamlMapping.class::isInstance)
            .map(YamlMapping.class::cast)
            .toList()
        : List.of();
  }

  /** A string whose value matters to records: it may not depend on the environment. */
  Text enforced(Text text) {
    Matcher variable = variable(text.value());
    if (variable.find()) {
      String before = text.value().substring(0, variable.start());
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int lineStart = before.lastIndexOf('\n') + 1;
      int column = before.codePointCount(lineStart, before.length()) + 1;
      Position at = text.position(line, column);
      String what = "variables such as " + variable.group() + " are not ";
      String where = " yet in what is enforced";
      report(at, what + "supported" + where, what + "resolved" + where, "write the value itself");
    }
    return text;
  }

  /** A text of which a variable leaves open what it says is null. */
  @Nullable Text known(Text text) {
    return hasVariable(enforced(text).value()) ? null : text;
  }

  /** No variable ends behind the last brace; looking there would take quadratic time. */
  private static Matcher variable(String text) {
    return VARIABLE.matcher(text).region(0, text.lastIndexOf('}') + 1);
  }

  static boolean hasVariable(String text) {
    return variable(text).find();
  }

  void notYet(Position at, String what, String help) {
    report(at, what + " is not supported yet", what + " is not enforced yet", help);
  }

  private void report(Position at, String toEnforce, String toDescribe, String help) {
    if (purpose == Purpose.ENFORCE) {
      problems.error("not-supported-yet", at, toEnforce, help);
      return;
    }
    String advice = help.isEmpty() ? "surety run refuses this contract" : help;
    Problem problem =
        problems.problem(Severity.WARNING, "not-enforced-yet", at, toDescribe, advice);
    problems.add(problem);
    notEnforced.add(problem);
  }

  /** What constrains records and is not enforced, in the order in which it was found. */
  List<Problem> notEnforced() {
    return notEnforced;
  }

  /** The string value of a setting among the custom properties. */
  static Optional<YamlScalar> setting(YamlMapping owner, String name) {
    Optional<YamlNode> value = SuretySettings.get(owner, name);
    return value.filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
  }
}
