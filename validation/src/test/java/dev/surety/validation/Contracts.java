package dev.surety.validation;

import static dev.surety.validation.PropertyBuilder.AT;
import static dev.surety.validation.PropertyBuilder.text;

import dev.surety.contract.Contract;
import dev.surety.contract.EnvelopePart;
import dev.surety.contract.EnvelopePart.Encoding;
import dev.surety.contract.Problem;
import dev.surety.contract.RecordRule;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds contracts of one topic. */
final class Contracts {
  static final String TOPIC = "topic";

  private Contracts() {}

  /** A record type in the making. */
  static final class ObjectBuilder {
    private final String name;
    private final PropertyBuilder root;
    private final List<RecordRule> rules = new ArrayList<>();
    private @Nullable Text when;
    private Passage tombstones = Passage.PASS;
    private Passage keyless = Passage.PASS;
    private @Nullable EnvelopePart key;

    ObjectBuilder(String name, PropertyBuilder root) {
      this.name = name;
      this.root = root;
    }

    ObjectBuilder rule(String id, String expression) {
      return rule(id, "", expression, OnViolation.QUARANTINE);
    }

    ObjectBuilder rule(String id, String description, String expression, OnViolation on) {
      rules.add(new RecordRule(id, description, text(expression), on, AT));
      return this;
    }

    ObjectBuilder when(String expression) {
      when = text(expression);
      return this;
    }

    ObjectBuilder refuseTombstones() {
      tombstones = Passage.QUARANTINE;
      return this;
    }

    ObjectBuilder refuseKeyless() {
      keyless = Passage.QUARANTINE;
      return this;
    }

    ObjectBuilder keyEquals(String property) {
      key = new EnvelopePart(Encoding.TEXT, PropertyBuilder.any("").build(), text(property));
      return this;
    }

    SchemaObject build() {
      return new SchemaObject(
          name, TOPIC, root.build(), rules, when, tombstones, keyless, key, List.of(), AT);
    }
  }

  static ObjectBuilder record(PropertyBuilder... properties) {
    return new ObjectBuilder("thing", PropertyBuilder.object("", properties));
  }

  static ObjectBuilder named(String name, PropertyBuilder... properties) {
    return new ObjectBuilder(name, PropertyBuilder.object("", properties));
  }

  static ObjectBuilder root(PropertyBuilder root) {
    return new ObjectBuilder("thing", root);
  }

  static Contract contract(ObjectBuilder... objects) {
    return new Contract(
        "test.yaml",
        "v3.1.0",
        "test",
        "1.0.0",
        java.util.Arrays.stream(objects).map(ObjectBuilder::build).toList());
  }

  static RecordValidator validator(ObjectBuilder... objects) {
    return validator(Limits.DEFAULT, objects);
  }

  static RecordValidator validator(Limits limits, ObjectBuilder... objects) {
    RecordValidator.Compiled compiled = RecordValidator.compile(contract(objects), TOPIC, limits);
    if (compiled.validator() == null) {
      throw new AssertionError(compiled.problems().toString());
    }
    return compiled.validator();
  }

  static List<Problem> problems(ObjectBuilder... objects) {
    return RecordValidator.lint(contract(objects));
  }

  static List<Violation> violations(RecordValidator validator, RecordInput record) {
    return validator
        .validate(record)
        .match(accepted -> List.of(), Verdict.Rejected::violations, undecided -> List.of());
  }
}
