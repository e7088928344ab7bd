package dev.surety.validation.rule.compiled;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression over slots, or why it is none. Immutable; may be shared between threads. */
public final class CompiledRule {
  private final String id;
  private final @Nullable Bool program;
  private final String whyNot;
  private final double nanos;
  private final Set<String> reads;

  CompiledRule(String id, @Nullable Bool program, String whyNot, double nanos, Set<String> reads) {
    this.id = id;
    this.program = program;
    this.whyNot = whyNot;
    this.nanos = nanos;
    this.reads = Set.copyOf(reads);
  }

  /** The rule's name in violations, or the record type's for a {@code surety.when}. */
  public String id() {
    return id;
  }

  /** Whether it is in the subset; one that is not never {@link #holds}. */
  public boolean isCompiled() {
    return program != null;
  }

  /** Why it is not in the subset, as a clause; empty when it is. */
  public String whyNot() {
    return whyNot;
  }

  /** What one evaluation is estimated to take, by CEL for Java when it is not compiled. */
  public double estimatedNanos() {
    return nanos;
  }

  /** The property paths that it reads. */
  public Set<String> reads() {
    return reads;
  }

  /**
   * Whether the expression is surely true. False says nothing: the rule may be false, in error, or
   * the slots not enough.
   */
  public boolean holds(Slots slots) {
    return evaluate(slots) == Truth.TRUE;
  }

  /** Whether the expression is surely false or in error. */
  public boolean fails(Slots slots) {
    int truth = evaluate(slots);
    return truth == Truth.FALSE || truth == Truth.ERROR;
  }

  private int evaluate(Slots slots) {
    if (program == null) {
      return Truth.UNSURE;
    }
    slots.beginEvaluation();
    int truth = program.eval(slots);
    return slots.isBeyond() ? Truth.UNSURE : truth;
  }
}
