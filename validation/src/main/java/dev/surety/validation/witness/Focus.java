package dev.surety.validation.witness;

import dev.surety.contract.diff.Change;
import dev.surety.contract.diff.ChangeKind;
import java.util.List;
import java.util.Set;

/**
 * Where in a record a change shows, and how.
 *
 * @param path what is left of the change's path; empty at its place
 * @param onPath whether the walk is still on the way to it
 * @param wants what the change needs of the place
 * @param reasons the rules that a telling value breaks; empty for any
 * @param counts numbers of items or members worth trying
 */
record Focus(
    String path, boolean onPath, Set<Want> wants, Set<String> reasons, List<Integer> counts) {
  /** What a change may need to show. */
  enum Want {
    ABSENT,
    NULL
  }

  /** Nothing in particular. */
  static final Focus NOWHERE = new Focus("", false, Set.of(), Set.of(), List.of());

  static Focus on(Change change, List<Integer> counts) {
    Set<Want> wants =
        switch (change.kind()) {
          case REQUIRED -> Set.of(Want.ABSENT, Want.NULL);
          case PRESENCE -> Set.of(Want.ABSENT);
          default -> Set.of();
        };
    boolean inside =
        change.kind() != ChangeKind.RULE
            && change.kind() != ChangeKind.KEY
            && change.kind() != ChangeKind.HEADERS;
    return new Focus(inside ? change.path() : "", inside, wants, reasons(change.kind()), counts);
  }

  /** The rules in violations that speak of a kind of change; empty for any. */
  static Set<String> reasons(ChangeKind kind) {
    return switch (kind) {
      case REQUIRED, PRESENCE -> Set.of("required");
      case CLOSED -> Set.of("surety.closed");
      case ENUM -> Set.of("enum");
      case MINIMUM, EARLIEST -> Set.of("minimum", "exclusiveMinimum");
      case MAXIMUM, LATEST -> Set.of("maximum", "exclusiveMaximum");
      case MULTIPLE_OF -> Set.of("multipleOf");
      case NUMBER_FORMAT, STRING_FORMAT -> Set.of("format");
      case MIN_LENGTH -> Set.of("minLength");
      case MAX_LENGTH -> Set.of("maxLength");
      case PATTERN -> Set.of("pattern");
      case TIMEZONE -> Set.of("logicalType");
      case MIN_ITEMS -> Set.of("minItems");
      case MAX_ITEMS -> Set.of("maxItems");
      case UNIQUE_ITEMS -> Set.of("uniqueItems");
      case MIN_PROPERTIES -> Set.of("minProperties");
      case MAX_PROPERTIES -> Set.of("maxProperties");
      case DIMENSIONS -> Set.of("dimensions");
      case TOMBSTONES -> Set.of("surety.tombstones");
      case KEYLESS -> Set.of("surety.keyless");
      case KEY -> Set.of("surety.key");
      case HEADERS -> Set.of("surety.headers");
      default -> Set.of();
    };
  }

  boolean isReason(String rule) {
    return reasons.isEmpty() || reasons.contains(rule);
  }

  /** Whether this is the place of the change. */
  boolean here() {
    return onPath && path.isEmpty();
  }

  boolean isOnPath() {
    return onPath;
  }

  boolean wants(Want want) {
    return here() && wants.contains(want);
  }

  Focus member(String name) {
    if (!onPath || !path.startsWith(name)) {
      return NOWHERE;
    }
    String rest = path.substring(name.length());
    if (rest.startsWith(".")) {
      return at(rest.substring(1));
    }
    return rest.isEmpty() || rest.startsWith("[") || rest.startsWith("{") ? at(rest) : NOWHERE;
  }

  Focus items() {
    return behind("[]");
  }

  Focus keys() {
    return behind("{key}");
  }

  Focus values() {
    return behind("{}");
  }

  private Focus behind(String step) {
    if (!onPath || !path.startsWith(step)) {
      return NOWHERE;
    }
    String rest = path.substring(step.length());
    return at(rest.startsWith(".") ? rest.substring(1) : rest);
  }

  private Focus at(String rest) {
    return new Focus(rest, true, wants, reasons, counts);
  }
}
