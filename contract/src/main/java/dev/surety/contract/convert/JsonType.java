package dev.surety.contract.convert;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types of JSON values. What JSON Schema calls a number is an integer or has a fraction. */
enum JsonType {
  STRING,
  INTEGER,
  FRACTION,
  BOOLEAN,
  OBJECT,
  ARRAY,
  NULL;

  static final Set<JsonType> ALL = Collections.unmodifiableSet(EnumSet.allOf(JsonType.class));
  static final Set<JsonType> NUMBER = Collections.unmodifiableSet(EnumSet.of(INTEGER, FRACTION));

  /** The types that a name of JSON Schema stands for; null when it is none. */
  static @Nullable Set<JsonType> named(String name) {
    return switch (name) {
      case "string" -> EnumSet.of(STRING);
      case "integer" -> EnumSet.of(INTEGER);
      case "number" -> NUMBER;
      case "boolean" -> EnumSet.of(BOOLEAN);
      case "object" -> EnumSet.of(OBJECT);
      case "array" -> EnumSet.of(ARRAY);
      case "null" -> EnumSet.of(NULL);
      default -> null;
    };
  }

  static Set<JsonType> both(Set<JsonType> one, Set<JsonType> other) {
    Set<JsonType> both = EnumSet.noneOf(JsonType.class);
    one.stream().filter(other::contains).forEach(both::add);
    return both;
  }

  static Set<JsonType> either(Set<JsonType> one, Set<JsonType> other) {
    Set<JsonType> either = EnumSet.noneOf(JsonType.class);
    either.addAll(one);
    either.addAll(other);
    return either;
  }
}
