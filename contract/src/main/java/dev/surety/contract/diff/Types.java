package dev.surety.contract.diff;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;

/**
 * Whether the values of one logical type are values of another. Records are JSON: an integer is a
 * number, and dates and times are strings.
 */
final class Types {
  private Types() {}

  /** Whether the constraints of both can be compared one by one. */
  static boolean areOfOneFamily(Property a, Property b) {
    return a.type() == b.type() || (Numbers.isNumeric(a) && Numbers.isNumeric(b));
  }

  /**
   * Whether every value that {@code all} accepts is of the type of {@code one}. For types of
   * different families the answer is about all constraints.
   */
  static Answer fits(Property all, Property one) {
    LogicalType from = all.type();
    LogicalType to = one.type();
    if (from == to) {
      return Answer.YES;
    }
    if (Numbers.isNumeric(all) && Numbers.isNumeric(one)) {
      return number(all, one);
    }
    if (to == null) {
      return one.allowed().isEmpty() ? Answer.YES : Answer.UNKNOWN;
    }
    if (from == null || !all.allowed().isEmpty()) {
      return from == null && all.allowed().isEmpty() ? Answer.NO : Answer.UNKNOWN;
    }
    if (Temporals.isTemporal(all) && to == LogicalType.STRING) {
      return isUnconstrained(one) ? Answer.YES : Answer.UNKNOWN;
    }
    if (from == LogicalType.STRING && Temporals.isTemporal(one)) {
      return string(all, one);
    }
    return isComparable(from, to) ? Answer.UNKNOWN : Answer.NO;
  }

  /** The same for keys of maps, which JSON writes as texts: {@code "5"} is an integer too. */
  static Answer keyFits(Property all, Property one) {
    if (Numbers.isNumeric(all) && Numbers.isNumeric(one)) {
      return fits(all, one);
    }
    boolean takesAnyText = one.type() == null || one.type() == LogicalType.STRING;
    return takesAnyText && isUnconstrained(one) ? Answer.YES : Answer.UNKNOWN;
  }

  private static Answer number(Property all, Property one) {
    NumberSet type = Numbers.type(one);
    // With a format on either side, the format is compared as a constraint of its own.
    boolean plain = all.options().format() == null && one.options().format() == null;
    return Answer.of(Numbers.of(all).isWithin(plain ? type.and(Numbers.format(one)) : type));
  }

  private static Answer string(Property all, Property one) {
    if (isUnconstrained(all)) {
      return Answer.NO;
    }
    String expected =
        switch (String.valueOf(one.type())) {
          case "DATE" -> "date";
          case "TIME" -> "time";
          default -> "date-time";
        };
    boolean same =
        Temporals.text(all.options().format()).equals(expected)
            && one.allowed().isEmpty()
            && one.options().format() == null
            && one.options().earliest() == null
            && one.options().exclusiveEarliest() == null
            && one.options().latest() == null
            && one.options().exclusiveLatest() == null
            && !Boolean.FALSE.equals(one.options().timezone());
    return same ? Answer.YES : Answer.UNKNOWN;
  }

  private static boolean isUnconstrained(Property property) {
    return property.options().equals(Options.NONE) && property.allowed().isEmpty();
  }

  /** Types whose JSON forms overlap. */
  private static boolean isComparable(LogicalType from, LogicalType to) {
    return group(from).equals(group(to));
  }

  private static String group(LogicalType type) {
    return switch (type) {
      case STRING, DATE, TIMESTAMP, TIME -> "string";
      case NUMBER, INTEGER -> "number";
      case BOOLEAN -> "boolean";
      case OBJECT, MAP -> "object";
      case ARRAY, VECTOR -> "array";
    };
  }

  static String name(Property property) {
    return property.type() == null ? "any type" : property.type().odcsName();
  }
}
