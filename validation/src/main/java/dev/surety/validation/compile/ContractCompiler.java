package dev.surety.validation.compile;

import dev.surety.contract.Contract;
import dev.surety.contract.EnvelopePart;
import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Property;
import dev.surety.contract.RecordRule;
import dev.surety.contract.SchemaObject;
import dev.surety.validation.rule.CompiledExpression;
import dev.surety.validation.rule.Condition;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.rule.RuleCompiler;
import dev.surety.validation.type.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contract to {@link Plan}: everything that depends on the contract alone is decided here. */
public final class ContractCompiler {
  private final Problems problems = new Problems();

  private ContractCompiler() {}

  /**
   * What compiling gave.
   *
   * @param plan null exactly when a problem is an error
   * @param problems errors and warnings
   */
  public record Result(@Nullable Plan plan, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Compiles the record types on a topic. */
  public static Result compile(Contract contract, String topic) {
    ContractCompiler compiler = new ContractCompiler();
    List<SchemaObject> objects = contract.objectsOn(topic);
    if (objects.isEmpty()) {
      compiler.problems.error(
          "no-object-on-topic",
          new Position(contract.file(), 1, 1),
          "The contract describes no record of the topic \"" + topic + "\".",
          "Its topics are: "
              + contract.objects().stream()
                  .map(SchemaObject::topic)
                  .distinct()
                  .collect(Collectors.joining(", "))
              + ".");
    }
    Plan plan = new Plan(topic, objects.stream().map(compiler::object).toList());
    compiler.refuseUnreachable(objects);
    return new Result(compiler.problems.hasError() ? null : plan, compiler.problems.toList());
  }

  /** What compiling finds on all topics. */
  public static List<Problem> lint(Contract contract) {
    List<Problem> problems = new ArrayList<>();
    topics(contract).forEach(topic -> problems.addAll(compile(contract, topic).problems()));
    return problems;
  }

  /**
   * What compiling finds on all topics, and rules and {@code surety.when} that compile and yet
   * cannot mean what is written: they can never be false, or never be true.
   */
  public static List<Problem> lintMeaning(Contract contract) {
    Problems problems = new Problems();
    for (String topic : topics(contract)) {
      Result result = compile(contract, topic);
      problems.addAll(result.problems());
      if (result.plan() != null) {
        new RuleLint(problems).check(contract.objectsOn(topic), result.plan().objects());
      }
    }
    return problems.toList();
  }

  private static List<String> topics(Contract contract) {
    return contract.objects().stream().map(SchemaObject::topic).distinct().toList();
  }

  private ObjectPlan object(SchemaObject object) {
    Node root = new NodeCompiler(problems).record(object.root());
    return new ObjectPlan(
        object.name(),
        root,
        rules(object, root),
        when(object),
        object.tombstones(),
        object.keyless(),
        object.key() == null ? null : part(object.key(), object.root()),
        object.headers().stream().map(header -> part(header, object.root())).toList());
  }

  private PartPlan part(EnvelopePart part, Property record) {
    return new PartPlan(
        part.path(),
        part.setting(),
        part.encoding(),
        new NodeCompiler(problems).outside(part, record),
        part.steps());
  }

  private List<Rule> rules(SchemaObject object, Node root) {
    if (object.rules().isEmpty()) {
      return List.of(); // Starting CEL costs more than all the rest.
    }
    RuleCompiler compiler = RuleCompiler.forRecord(root);
    List<Rule> rules = new ArrayList<>();
    for (RecordRule rule : object.rules()) {
      CompiledExpression expression = compiler.compile(rule.expression());
      problems.addAll(expression.problems());
      if (expression.program() != null) {
        rules.add(new Rule(rule, expression.program()));
      }
    }
    return rules;
  }

  private @Nullable Condition when(SchemaObject object) {
    if (object.when() == null) {
      return null;
    }
    CompiledExpression expression = RuleCompiler.forConditions().compile(object.when());
    problems.addAll(expression.problems());
    return expression.program() == null ? null : new Condition(expression.program());
  }

  /**
   * An object without {@code surety.when} claims every record, so nothing behind it is ever used.
   */
  private void refuseUnreachable(List<SchemaObject> objects) {
    for (int i = 1; i < objects.size(); i++) {
      SchemaObject before = objects.get(i - 1);
      if (before.when() == null) {
        problems.error(
            "unreachable-object",
            objects.get(i).at(),
            "No record ever reaches \""
                + objects.get(i).name()
                + "\": \""
                + before.name()
                + "\" before it claims every record of the topic.",
            "Give \"" + before.name() + "\" a surety.when, or move it to the end.");
        return;
      }
    }
  }
}
