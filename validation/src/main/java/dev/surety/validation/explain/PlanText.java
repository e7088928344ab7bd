package dev.surety.validation.explain;

import dev.surety.contract.Contract;
import dev.surety.contract.EnvelopePart.Encoding;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.PartPlan;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.CompiledRule;
import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The compiled plan of a contract as text: by topic and record type the checks in their order, the
 * rules with what they run as and are estimated to cost, and what keeps records from the fast path.
 */
public final class PlanText {
  private static final int NAME_WIDTH = 28;
  private static final int RULE_WIDTH = 32;

  private final StringBuilder out = new StringBuilder();

  private PlanText() {}

  /** A contract without an error; one with an error has no plan. */
  public static String of(Contract contract) {
    PlanText text = new PlanText();
    contract.objects().stream()
        .map(SchemaObject::topic)
        .distinct()
        .forEach(topic -> text.topic(contract, topic));
    return text.out.toString();
  }

  private void topic(Contract contract, String topic) {
    Plan plan = ContractCompiler.compile(contract, topic).plan();
    if (plan == null) {
      throw new IllegalArgumentException("a contract with an error has no plan");
    }
    out.append(out.isEmpty() ? "" : "\n").append("topic ").append(topic).append('\n');
    List<String> outside = new ArrayList<>();
    for (ObjectPlan object : plan.objects()) {
      object(object, outside);
    }
    if (outside.isEmpty()) {
      line(1, "fast path: JSON records that keep the contract are decided in one pass over their");
      line(
          1, "bytes; only a record that fails, or that has a value of an unusual form, is decoded");
    } else {
      line(1, "no fast path: every record of the topic is decoded, because of");
      outside.forEach(reason -> line(2, reason));
    }
  }

  private void object(ObjectPlan object, List<String> outside) {
    line(1, "record type " + object.name());
    RuleProgram program = RuleProgram.compile(object.root(), object.rules());
    line(2, "claims");
    if (object.when() == null) {
      line(3, "every record that no type above claims");
    } else {
      CompiledRule when =
          RuleProgram.compile("surety.when of " + object.name(), object.when()).rules().get(0);
      rule(when, object.when().expression().source());
      note(when, outside);
    }
    line(2, "key and value");
    line(3, "without a value: " + passage(object.tombstones()));
    line(3, "without a key: " + passage(object.keyless()));
    envelope(object, outside);
    line(2, "checks, in this order");
    node("(record)", object.root(), 3);
    line(2, program.rules().isEmpty() ? "no rules" : "rules, after the checks");
    for (int i = 0; i < program.rules().size(); i++) {
      CompiledRule rule = program.rules().get(i);
      rule(rule, object.rules().get(i).expression().source());
      note(rule, outside);
    }
  }

  private void envelope(ObjectPlan object, List<String> outside) {
    PartPlan key = object.key();
    if (key != null) {
      String property = String.join(".", key.property());
      part(key, property.isEmpty() ? "" : ", equal to " + property);
      boolean read =
          RuleProgram.compile(object.root(), object.rules(), key.property()).property()
              != Capture.NONE;
      if (!property.isEmpty() && (!read || key.encoding() == Encoding.JSON)) {
        outside.add(
            "surety.key: only keys in text, int or long are compared there, and with a string, a"
                + " time or an integer");
      }
    }
    object.headers().forEach(header -> part(header, ""));
  }

  private void part(PartPlan part, String more) {
    String encoded =
        part.encoding() == Encoding.TEXT ? "" : ", encoded as " + part.encoding().word();
    line(3, pad(part.path(), NAME_WIDTH) + CheckText.of(part.node()) + encoded + more);
  }

  private static void note(CompiledRule rule, List<String> outside) {
    if (!rule.isCompiled()) {
      outside.add(rule.id() + ": " + rule.whyNot());
    }
  }

  private static String passage(Passage passage) {
    return passage == Passage.PASS ? "passes" : "a violation";
  }

  private void rule(CompiledRule rule, String source) {
    String amount = Math.max(1, Math.round(rule.estimatedNanos())) + " ns";
    String runs = rule.isCompiled() ? "compiled" : "CEL for Java";
    line(3, pad(rule.id(), RULE_WIDTH) + pad(runs, 14) + "about " + amount);
    line(4, source.strip().replaceAll("\\s+", " "));
    if (!rule.reads().isEmpty()) {
      String reads =
          rule.reads().stream()
              .sorted()
              .map(path -> path.isEmpty() ? "the whole record" : path)
              .collect(Collectors.joining(", "));
      line(4, "reads " + reads);
    }
    if (!rule.isCompiled()) {
      line(4, "not compiled: " + rule.whyNot());
    }
  }

  private void node(String name, Node node, int depth) {
    String decoded = decoded(node);
    line(
        depth,
        pad(name, Math.max(8, NAME_WIDTH - 2 * depth))
            + CheckText.of(node)
            + (decoded.isEmpty() ? "" : "  [slower: " + decoded + "]"));
    if (node.shape() instanceof Shape.Struct struct) {
      struct.members().values().forEach(member -> node(member.name(), member, depth + 1));
    } else if (node.shape() instanceof Shape.Array array) {
      node("[]", array.items(), depth + 1);
    } else if (node.shape() instanceof Shape.Mapping map) {
      node("{key}", map.key(), depth + 1);
      node("{value}", map.value(), depth + 1);
    }
  }

  /** What the fast path has to decode before it can judge. */
  private static String decoded(Node node) {
    if (node.shape() instanceof Shape.Temporal temporal && !temporal.format().isIso()) {
      return "the value is decoded, as its format is a JDK pattern";
    }
    boolean numbers = node.shape() instanceof Shape.Numeric && node.allowed() != AllowedValues.ALL;
    return numbers ? "the value is decoded, as an enumeration of numbers is compared exactly" : "";
  }

  private static String pad(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s ", text);
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text.stripTrailing()).append('\n');
  }
}
