package dev.surety.validation.explain;

import dev.surety.contract.LogicalType;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of one value in words, in the order in which they are made. */
final class CheckText implements Shape.Visitor<String> {
  private final List<String> checks = new ArrayList<>();

  private CheckText() {}

  static String of(Node node) {
    CheckText text = new CheckText();
    String type = node.shape().accept(text);
    if (node.required()) {
      text.checks.add(0, "required");
    }
    if (node.allowed() != AllowedValues.ALL) {
      text.checks.add("one of " + node.allowed().listing());
    }
    return text.checks.isEmpty() ? type : type + ": " + String.join(", ", text.checks);
  }

  private void add(String what, @Nullable Object bound) {
    if (bound != null) {
      checks.add(what + " " + bound);
    }
  }

  @Override
  public String any(Shape.Any shape) {
    return "anything";
  }

  @Override
  public String text(Shape.Text shape) {
    add("at least code points:", shape.minLength());
    add("at most code points:", shape.maxLength());
    add("pattern", shape.pattern());
    if (shape.format() != null) {
      add("format", shape.format().odcsName());
    }
    return "string";
  }

  @Override
  public String number(Shape.Numeric shape) {
    add("at least", shape.minimum());
    add("greater than", shape.exclusiveMinimum());
    add("at most", shape.maximum());
    add("less than", shape.exclusiveMaximum());
    add("multiple of", shape.multipleOf());
    return (shape.integer() ? "integer " : "number ") + shape.format().odcsName();
  }

  @Override
  public String bool(Shape.Bool shape) {
    return "boolean";
  }

  @Override
  public String temporal(Shape.Temporal shape) {
    add("format:", shape.format().expected());
    bound("not before", shape.earliest());
    bound("after", shape.exclusiveEarliest());
    bound("not after", shape.latest());
    bound("before", shape.exclusiveLatest());
    return shape.type() == LogicalType.DATE ? "date" : shape.type().odcsName();
  }

  private void bound(String what, Shape.Temporal.@Nullable Bound bound) {
    add(what, bound == null ? null : bound.text());
  }

  @Override
  public String object(Shape.Struct shape) {
    add("at least members:", shape.minProperties());
    add("at most members:", shape.maxProperties());
    if (!shape.required().isEmpty()) {
      add("has", String.join(", ", shape.required()));
    }
    if (shape.closed()) {
      checks.add("closed");
    }
    return "object";
  }

  @Override
  public String array(Shape.Array shape) {
    add("at least items:", shape.minItems());
    add("at most items:", shape.maxItems());
    if (shape.uniqueItems()) {
      checks.add("unique items");
    }
    return "array";
  }

  @Override
  public String map(Shape.Mapping shape) {
    add("at least entries:", shape.minProperties());
    add("at most entries:", shape.maxProperties());
    return "map";
  }

  @Override
  public String vector(Shape.Vector shape) {
    add("dimensions", shape.dimensions());
    return "vector";
  }
}
