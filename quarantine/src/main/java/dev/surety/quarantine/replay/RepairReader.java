package dev.surety.quarantine.replay;

import dev.surety.contract.Problem;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import dev.surety.quarantine.records.RecordFilter;
import dev.surety.validation.rule.RecordExpression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a repair file, strictly: a {@code repair} list of steps with {@code when, set, remove}. */
public final class RepairReader {
  private final Problems problems = new Problems();

  private RepairReader() {}

  /**
   * What reading gave.
   *
   * @param repair null exactly when a problem is an error
   */
  public record Result(@Nullable Repair repair, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a file. */
  public static Result read(Path file) {
    RepairReader reader = new RepairReader();
    Optional<String> text = YamlReader.readText(file, reader.problems);
    return text.isEmpty()
        ? new Result(null, reader.problems.list())
        : reader.read(file.toString(), text.get());
  }

  /** Reads a text; {@code file} names it in positions. */
  static Result readText(String file, String text) {
    return new RepairReader().read(file, text);
  }

  private Result read(String file, String text) {
    List<Repair.Step> steps = new ArrayList<>();
    YamlReader.read(file, text, problems)
        .flatMap(node -> MappingReader.of(node, "a repair file", problems))
        .ifPresent(top -> steps(top, steps));
    return problems.hasErrors()
        ? new Result(null, problems.list())
        : new Result(new Repair(text, steps), problems.list());
  }

  private void steps(MappingReader top, List<Repair.Step> steps) {
    top.require("repair");
    Optional<YamlSequence> list = top.sequence("repair");
    top.finish();
    if (list.isPresent() && list.get().items().isEmpty()) {
      problems.error("empty-value", list.get().at(), "'repair' has no step");
    }
    list.ifPresent(
        items ->
            items
                .items()
                .forEach(
                    item ->
                        MappingReader.of(item, "a step", problems)
                            .ifPresent(step -> steps.add(step(step)))));
  }

  private Repair.Step step(MappingReader reader) {
    RecordExpression when =
        reader
            .string("when")
            .map(text -> compiled(RecordExpression.condition(text, RecordFilter.VARIABLES)))
            .orElse(null);
    Map<String, RecordExpression> set = new LinkedHashMap<>();
    for (YamlMapping.Entry entry :
        reader.mapping("set").map(mapping -> List.copyOf(mapping.entries())).orElse(List.of())) {
      expression(entry.value()).ifPresent(value -> set.put(entry.key().value(), value));
    }
    List<String> remove = reader.strings("remove").stream().map(Text::value).toList();
    if (!reader.has("set") && !reader.has("remove")) {
      problems.error("missing-key", reader.at(), "a step needs 'set' or 'remove'");
    }
    reader.finish();
    return new Repair.Step(when, set, remove);
  }

  private Optional<RecordExpression> expression(YamlNode node) {
    if (node instanceof YamlScalar scalar && scalar.isString()) {
      return Optional.ofNullable(
          compiled(RecordExpression.value(scalar.text(), RecordFilter.VARIABLES)));
    }
    problems.error(
        "wrong-type",
        node.at(),
        "a value must be an expression in quotes, but this is " + node.describe(),
        "write \"'EUR'\" for a text and \"12\" for a number");
    return Optional.empty();
  }

  private @Nullable RecordExpression compiled(RecordExpression.Compiled compiled) {
    for (Problem found : compiled.problems()) {
      // Compiling knows positions but not the text.
      problems.add(
          problems.problem(
              found.severity(), found.code(), found.at(), found.message(), found.help()));
    }
    return compiled.expression();
  }
}
