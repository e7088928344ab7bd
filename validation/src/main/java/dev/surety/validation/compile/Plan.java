package dev.surety.validation.compile;

import java.util.List;

/**
 * A contract's record types on one topic, compiled. Immutable; may be shared between threads.
 *
 * @param topic the topic
 * @param objects in the order of the document
 */
public record Plan(String topic, List<ObjectPlan> objects) {
  public Plan {
    objects = List.copyOf(objects);
  }
}
