package dev.surety.validation.witness;

import dev.surety.contract.Contract;
import dev.surety.contract.SchemaObject;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.reference.ReferenceValidator;
import dev.surety.validation.type.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One version of a contract, compiled for all of its topics. */
final class Judge {
  private record Compiled(Plan plan, RecordValidator validator) {}

  private final Contract contract;
  private final Map<String, Compiled> topics = new HashMap<>();

  Judge(Contract contract) {
    this.contract = contract;
    for (SchemaObject object : contract.objects()) {
      topics.computeIfAbsent(object.topic(), this::compile);
    }
  }

  private Compiled compile(String topic) {
    ContractCompiler.Result result = ContractCompiler.compile(contract, topic);
    Plan plan = result.plan();
    if (plan == null) {
      throw new IllegalArgumentException(
          "a contract that cannot be enforced has no witnesses: " + result.problems());
    }
    return new Compiled(plan, new ReferenceValidator(plan, Limits.DEFAULT));
  }

  boolean has(String topic) {
    return topics.containsKey(topic);
  }

  RecordValidator validator(String topic) {
    return compiled(topic).validator();
  }

  private Compiled compiled(String topic) {
    Compiled compiled = topics.get(topic);
    if (compiled == null) {
      throw new IllegalArgumentException("no record type is on the topic " + topic);
    }
    return compiled;
  }

  /** The record type of that name; null when there is none. */
  @Nullable SchemaObject object(String name) {
    return contract.objects().stream()
        .filter(object -> object.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The only record type on the topic of a record type of the other version. */
  @Nullable SchemaObject anyOn(@Nullable SchemaObject other) {
    List<SchemaObject> here = other == null ? List.of() : contract.objectsOn(other.topic());
    return here.size() == 1 ? here.get(0) : null;
  }

  Node root(SchemaObject object) {
    return compiled(object.topic()).plan().objects().stream()
        .filter(plan -> plan.name().equals(object.name()))
        .map(ObjectPlan::root)
        .findFirst()
        .orElseThrow();
  }
}
