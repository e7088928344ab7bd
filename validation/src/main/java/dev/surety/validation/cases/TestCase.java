package dev.surety.validation.cases;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import dev.surety.validation.RecordInput;
import java.util.List;

/**
 * A record and what its contract is expected to say of it.
 *
 * @param name what is tested, unique in its file
 * @param input the record
 * @param topic the topic that it is on
 * @param violations those that reject it; empty when it is to be accepted
 * @param warnings those that let it pass
 * @param at where the case stands
 */
public record TestCase(
    String name,
    RecordInput input,
    String topic,
    List<ExpectedViolation> violations,
    List<ExpectedViolation> warnings,
    Position at) {
  public TestCase {
    requireNonNull(name, "name");
    requireNonNull(input, "input");
    requireNonNull(topic, "topic");
    requireNonNull(at, "at");
    violations = List.copyOf(violations);
    warnings = List.copyOf(warnings);
  }
}
