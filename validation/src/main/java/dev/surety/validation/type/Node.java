package dev.surety.validation.type;

import static java.util.Objects.requireNonNull;

/**
 * A property, compiled.
 *
 * @param name name in its object; empty for the record, items, map keys and values
 * @param required whether the value may be neither absent nor null
 * @param classified whether it, or a property above it, has a classification other than public:
 *     then no message quotes its value
 * @param allowed the enumerated values
 * @param shape its type with the type's constraints
 */
public record Node(
    String name, boolean required, boolean classified, AllowedValues allowed, Shape shape) {
  public Node {
    requireNonNull(name, "name");
    requireNonNull(allowed, "allowed");
    requireNonNull(shape, "shape");
  }
}
