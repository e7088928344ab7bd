package dev.surety.validation.reference;

import dev.surety.contract.LogicalType;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.compile.PartPlan;
import dev.surety.validation.type.JsonEquality;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Numbers;
import dev.surety.validation.type.Quote;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.Unreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks a decoded value beside the plan and reports every violation. */
final class RecordWalk {
  private final Findings findings;
  private final Path path = new Path();

  private final @Nullable PartPlan outside;

  RecordWalk(Findings findings) {
    this(findings, null);
  }

  /** A walk through a key or header, of which violations name the setting. */
  RecordWalk(Findings findings, @Nullable PartPlan outside) {
    this.findings = findings;
    this.outside = outside;
  }

  /** Checks a value that is there, and may be null. */
  void check(Node node, @Nullable Object value) {
    if (value == null) {
      if (node.required()) {
        add(ViolationCode.REQUIRED_NULL, "required", "The value is required, and is null.");
      }
    } else if (value != Unreadable.VALUE) {
      check(node, value, "");
    }
  }

  private void check(Node node, Object value, String prefix) {
    boolean rightType = node.shape().accept(new ValueCheck(node, value, prefix));
    if (rightType && !node.allowed().allows(value)) {
      add(
          ViolationCode.NOT_ALLOWED,
          "enum",
          prefix + subject(node, value) + " is not one of " + node.allowed().listing() + ".");
    }
  }

  private void add(ViolationCode code, String rule, String message) {
    if (outside == null) {
      findings.add(code, rule, path.snapshot(), message);
    } else {
      findings.addOutside(code, outside, message);
    }
  }

  /** The value as a message may show it. */
  private static String subject(Node node, Object value) {
    if (node.classified()) {
      return "The value (classified)";
    }
    if (value instanceof String text) {
      return Quote.text(text);
    }
    return value instanceof Map
        ? "The object"
        : value instanceof List ? "The array" : Quote.escape(value.toString());
  }

  private static String jsonType(Object value) {
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    return value instanceof Map ? "an object" : value instanceof List ? "an array" : "a number";
  }

  /**
   * The checks of one value; each case answers whether the value is of its type. The prefix stands
   * before the value in messages: of a map's key, that it is one.
   */
  private final class ValueCheck implements Shape.Visitor<Boolean> {
    private final Node node;
    private final Object value;
    private final String prefix;

    ValueCheck(Node node, Object value, String prefix) {
      this.node = node;
      this.value = value;
      this.prefix = prefix;
    }

    private void fail(ViolationCode code, String rule, String complaint) {
      add(code, rule, prefix + subject(node, value) + " " + complaint + ".");
    }

    private boolean wrongType(String expected) {
      boolean shown = !node.classified() && !(value instanceof Map) && !(value instanceof List);
      add(
          ViolationCode.WRONG_TYPE,
          "logicalType",
          prefix
              + "Expected "
              + expected
              + ", found "
              + jsonType(value)
              + (shown ? ": " + subject(node, value) : "")
              + ".");
      return false;
    }

    @Override
    public Boolean any(Shape.Any shape) {
      return true;
    }

    @Override
    public Boolean bool(Shape.Bool shape) {
      return value instanceof Boolean || wrongType("a boolean");
    }

    @Override
    public Boolean text(Shape.Text shape) {
      if (!(value instanceof String text)) {
        return wrongType("a string");
      }
      if (shape.minLength() != null || shape.maxLength() != null) {
        length(shape, text.codePointCount(0, text.length()));
      }
      if (shape.pattern() != null && !shape.pattern().find(text)) {
        fail(
            ViolationCode.PATTERN_MISMATCH,
            "pattern",
            "does not match the pattern " + shape.pattern());
      }
      if (shape.format() != null && !shape.format().matches(text)) {
        fail(ViolationCode.INVALID_FORMAT, "format", "is not " + shape.format().meaning());
      }
      return true;
    }

    private void length(Shape.Text shape, int length) {
      if (shape.minLength() != null && length < shape.minLength()) {
        fail(
            ViolationCode.TOO_SHORT,
            "minLength",
            "has fewer code points than " + shape.minLength());
      }
      if (shape.maxLength() != null && length > shape.maxLength()) {
        fail(ViolationCode.TOO_LONG, "maxLength", "has more code points than " + shape.maxLength());
      }
    }

    @Override
    public Boolean number(Shape.Numeric shape) {
      BigDecimal number = Numbers.decimal(value);
      if (number == null || (shape.integer() && !Numbers.isInteger(number))) {
        return wrongType(shape.integer() ? "an integer" : "a number");
      }
      if (!shape.format().holds(number)) {
        fail(
            ViolationCode.OUT_OF_RANGE,
            "format",
            "is beyond the range of " + shape.format().odcsName());
      }
      if (shape.minimum() != null && number.compareTo(shape.minimum()) < 0) {
        fail(ViolationCode.BELOW_MINIMUM, "minimum", "is less than " + shape.minimum());
      }
      if (shape.exclusiveMinimum() != null && number.compareTo(shape.exclusiveMinimum()) <= 0) {
        fail(
            ViolationCode.BELOW_MINIMUM,
            "exclusiveMinimum",
            "is not greater than " + shape.exclusiveMinimum());
      }
      if (shape.maximum() != null && number.compareTo(shape.maximum()) > 0) {
        fail(ViolationCode.ABOVE_MAXIMUM, "maximum", "is greater than " + shape.maximum());
      }
      if (shape.exclusiveMaximum() != null && number.compareTo(shape.exclusiveMaximum()) >= 0) {
        fail(
            ViolationCode.ABOVE_MAXIMUM,
            "exclusiveMaximum",
            "is not less than " + shape.exclusiveMaximum());
      }
      if (shape.multipleOf() != null && !Numbers.isMultiple(number, shape.multipleOf())) {
        fail(
            ViolationCode.NOT_MULTIPLE_OF,
            "multipleOf",
            "is not a multiple of " + shape.multipleOf());
      }
      return true;
    }

    @Override
    public Boolean temporal(Shape.Temporal shape) {
      if (!(value instanceof String text)) {
        return wrongType(shape.format().expected());
      }
      Instant instant = shape.format().parse(text);
      if (instant == null) {
        fail(invalid(shape.type()), "logicalType", "is not " + shape.format().expected());
        return true;
      }
      Shape.Temporal.Bound earliest = shape.earliest();
      if (earliest != null && instant.isBefore(earliest.instant())) {
        fail(ViolationCode.TOO_EARLY, "minimum", "is before " + earliest.text());
      }
      Shape.Temporal.Bound after = shape.exclusiveEarliest();
      if (after != null && !instant.isAfter(after.instant())) {
        fail(ViolationCode.TOO_EARLY, "exclusiveMinimum", "is not after " + after.text());
      }
      Shape.Temporal.Bound latest = shape.latest();
      if (latest != null && instant.isAfter(latest.instant())) {
        fail(ViolationCode.TOO_LATE, "maximum", "is after " + latest.text());
      }
      Shape.Temporal.Bound before = shape.exclusiveLatest();
      if (before != null && !instant.isBefore(before.instant())) {
        fail(ViolationCode.TOO_LATE, "exclusiveMaximum", "is not before " + before.text());
      }
      return true;
    }

    @Override
    public Boolean object(Shape.Struct shape) {
      if (!(value instanceof Map<?, ?> map)) {
        return wrongType("an object");
      }
      size(map.size(), shape.minProperties(), shape.maxProperties());
      for (Node member : shape.members().values()) {
        path.push(member.name());
        Object inner = map.get(member.name());
        if (inner != null || map.containsKey(member.name())) {
          RecordWalk.this.check(member, inner);
        } else if (member.required()) {
          missing();
        }
        path.pop();
      }
      for (String name : shape.required()) {
        requirePresent(shape, name, map);
      }
      if (shape.closed()) {
        refuseUnknown(shape, map);
      }
      return true;
    }

    private void missing() {
      add(ViolationCode.REQUIRED_MISSING, "required", "The property is required, and is absent.");
    }

    /** An object's option: the member is there, and may be null. */
    private void requirePresent(Shape.Struct shape, String name, Map<?, ?> map) {
      Node member = shape.members().get(name);
      boolean reported = member != null && member.required();
      if (!map.containsKey(name) && !reported) {
        path.push(name);
        missing();
        path.pop();
      }
    }

    private void refuseUnknown(Shape.Struct shape, Map<?, ?> map) {
      for (Object name : map.keySet()) {
        if (name != null && !shape.members().containsKey(name) && !findings.isFull()) {
          path.push(name);
          add(
              ViolationCode.UNKNOWN_PROPERTY,
              "surety.closed",
              "The contract lists no such property, and the object is closed.");
          path.pop();
        }
      }
    }

    private void size(int size, @Nullable Integer least, @Nullable Integer greatest) {
      if (least != null && size < least) {
        fail(
            ViolationCode.TOO_FEW_PROPERTIES,
            "minProperties",
            "has " + size + " members, fewer than " + least);
      }
      if (greatest != null && size > greatest) {
        fail(
            ViolationCode.TOO_MANY_PROPERTIES,
            "maxProperties",
            "has " + size + " members, more than " + greatest);
      }
    }

    @Override
    public Boolean map(Shape.Mapping shape) {
      if (!(value instanceof Map<?, ?> map)) {
        return wrongType("an object that is a map");
      }
      size(map.size(), shape.minProperties(), shape.maxProperties());
      map.forEach(
          (key, inner) -> {
            path.push(key);
            RecordWalk.this.check(
                shape.key(), MapKeys.value(shape.key(), (String) key), "The key: ");
            RecordWalk.this.check(shape.value(), inner);
            path.pop();
          });
      return true;
    }

    @Override
    public Boolean array(Shape.Array shape) {
      if (!(value instanceof List<?> list)) {
        return wrongType("an array");
      }
      if (shape.minItems() != null && list.size() < shape.minItems()) {
        fail(
            ViolationCode.TOO_FEW_ITEMS,
            "minItems",
            "has " + list.size() + " items, fewer than " + shape.minItems());
      }
      if (shape.maxItems() != null && list.size() > shape.maxItems()) {
        fail(
            ViolationCode.TOO_MANY_ITEMS,
            "maxItems",
            "has " + list.size() + " items, more than " + shape.maxItems());
      }
      for (int i = 0; i < list.size() && !findings.isFull(); i++) {
        path.push(i);
        RecordWalk.this.check(shape.items(), list.get(i));
        path.pop();
      }
      if (shape.uniqueItems()) {
        unique(list);
      }
      return true;
    }

    private void unique(List<?> list) {
      Map<Object, Integer> seen = new HashMap<>();
      for (int i = 0; i < list.size() && !findings.isFull(); i++) {
        Integer first = seen.putIfAbsent(JsonEquality.key(list.get(i)), i);
        if (first != null) {
          path.push(i);
          add(
              ViolationCode.DUPLICATE_ITEMS,
              "uniqueItems",
              "The item equals item " + first + ", and items must differ.");
          path.pop();
        }
      }
    }

    @Override
    public Boolean vector(Shape.Vector shape) {
      if (!(value instanceof List<?> list)) {
        return wrongType("an array of numbers");
      }
      if (shape.dimensions() != null && list.size() != shape.dimensions()) {
        fail(
            ViolationCode.WRONG_DIMENSIONS,
            "dimensions",
            "has " + list.size() + " numbers, not " + shape.dimensions());
      }
      for (int i = 0; i < list.size() && !findings.isFull(); i++) {
        Object item = list.get(i);
        if (Numbers.decimal(item) == null && item != Unreadable.VALUE) {
          path.push(i);
          add(
              ViolationCode.WRONG_TYPE,
              "logicalType",
              "Expected a number, found " + (item == null ? "null" : jsonType(item)) + ".");
          path.pop();
        }
      }
      return true;
    }
  }

  private static ViolationCode invalid(LogicalType type) {
    return switch (type) {
      case DATE -> ViolationCode.INVALID_DATE;
      case TIME -> ViolationCode.INVALID_TIME;
      default -> ViolationCode.INVALID_TIMESTAMP;
    };
  }
}
