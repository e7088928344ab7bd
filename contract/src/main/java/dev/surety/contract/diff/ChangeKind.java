package dev.surety.contract.diff;

import static dev.surety.contract.diff.Party.CONSUMERS;
import static dev.surety.contract.diff.Party.PRODUCERS;
import static dev.surety.contract.diff.Party.STORED_DATA;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every kind of change, with whom it breaks in which case. */
public enum ChangeKind {
  RECORD_TYPE_ADDED(
      "record type",
      row("added", CONSUMERS),
      row("added on a topic that had none"),
      row("added before another one of the topic", CONSUMERS, STORED_DATA, PRODUCERS)),
  RECORD_TYPE_REMOVED("record type", row("removed", STORED_DATA, PRODUCERS, CONSUMERS)),
  TOPIC("topic (physicalName)", row("changed", STORED_DATA, PRODUCERS, CONSUMERS)),
  CLAIM(
      "surety.when or the order of the record types",
      row("changed", STORED_DATA, PRODUCERS, CONSUMERS)),
  TOMBSTONES("surety.tombstones", tightened(), loosened()),
  KEYLESS("surety.keyless", tightened(), loosened()),
  KEY("surety.key", tightened(), loosened(), moved(), equivalent()),
  HEADERS("surety.headers", tightened(), loosened(), moved(), equivalent()),
  PROPERTY_ADDED(
      "property",
      row("added, optional"),
      row("added, required", STORED_DATA, PRODUCERS),
      row("added to an object that was closed", CONSUMERS)),
  PROPERTY_REMOVED(
      "property",
      row("removed, was optional"),
      row("removed, was required", CONSUMERS),
      row("removed from an object that is closed", STORED_DATA, PRODUCERS)),
  PROPERTY_RENAMED(
      "property",
      row("renamed, optional"),
      row("renamed, required", STORED_DATA, PRODUCERS, CONSUMERS)),
  TYPE("logicalType", tightened(), loosened(), moved(), equivalent()),
  ENCODED_TYPE(
      "type of Avro or Protobuf",
      row("the new type's readers take the old one", CONSUMERS),
      row("the old type's readers take the new one", STORED_DATA, PRODUCERS),
      row("neither's readers take the other", STORED_DATA, PRODUCERS, CONSUMERS),
      row("each one's readers take the other")),
  REQUIRED("required (neither absent nor null)", tightened(), loosened()),
  PRESENCE("logicalTypeOptions.required (not absent)", tightened(), loosened(), equivalent()),
  CLOSED("surety.closed", tightened(), loosened(), equivalent()),
  ENUM("enum", tightened(), loosened(), moved(), equivalent()),
  MINIMUM("minimum, exclusiveMinimum", tightened(), loosened(), equivalent()),
  MAXIMUM("maximum, exclusiveMaximum", tightened(), loosened(), equivalent()),
  MULTIPLE_OF("multipleOf", tightened(), loosened(), moved(), equivalent()),
  NUMBER_FORMAT("format of a number", tightened(), loosened(), moved(), equivalent()),
  MIN_LENGTH("minLength", tightened(), loosened(), equivalent()),
  MAX_LENGTH("maxLength", tightened(), loosened(), equivalent()),
  PATTERN("pattern", tightened(), loosened(), moved(), equivalent()),
  STRING_FORMAT("format of a string", tightened(), loosened(), moved(), equivalent()),
  DATE_FORMAT("format of a date or time", undecided()),
  EARLIEST("minimum of a date or time", tightened(), loosened(), equivalent()),
  LATEST("maximum of a date or time", tightened(), loosened(), equivalent()),
  TIMEZONE("timezone", tightened(), loosened(), moved()),
  DEFAULT_TIMEZONE("defaultTimezone", undecided()),
  MIN_ITEMS("minItems", tightened(), loosened(), equivalent()),
  MAX_ITEMS("maxItems", tightened(), loosened()),
  UNIQUE_ITEMS("uniqueItems", tightened(), loosened(), equivalent()),
  MIN_PROPERTIES("minProperties", tightened(), loosened(), equivalent()),
  MAX_PROPERTIES("maxProperties", tightened(), loosened(), equivalent()),
  DIMENSIONS("dimensions", moved()),
  RULE(
      "record rule",
      row("added, or says more", STORED_DATA, PRODUCERS),
      row("removed, or says less", CONSUMERS),
      row("changed otherwise", STORED_DATA, PRODUCERS, CONSUMERS),
      row("its properties changed their types", STORED_DATA, PRODUCERS, CONSUMERS),
      equivalent()),
  CLASSIFICATION("classification", row("changed")),
  PRIMARY_KEY(
      "primaryKey",
      row("changed", PRODUCERS, CONSUMERS),
      row("added", PRODUCERS),
      row("removed", CONSUMERS)),
  SERVICE_LEVEL(
      "slaProperties",
      row("added, or promises more", PRODUCERS),
      row("removed, or promises less", CONSUMERS),
      row("changed otherwise", PRODUCERS, CONSUMERS)),
  STATUS("status", row("changed"), row("retired", PRODUCERS, CONSUMERS));

  /**
   * A case of a kind.
   *
   * @param when the case
   * @param breaks whom it breaks, if anybody
   */
  public record Row(String when, Set<Party> breaks) {
    public Row {
      breaks = Set.copyOf(breaks);
    }
  }

  private final String what;

  // Rows are immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Row> rows;

  ChangeKind(String what, Row... rows) {
    this.what = what;
    this.rows = List.of(rows);
  }

  private static Row row(String when, Party... breaks) {
    return new Row(when, Set.of(breaks));
  }

  private static Row tightened() {
    return row("tightened", STORED_DATA, PRODUCERS);
  }

  private static Row loosened() {
    return row("loosened", CONSUMERS);
  }

  private static Row moved() {
    return row("changed otherwise", STORED_DATA, PRODUCERS, CONSUMERS);
  }

  private static Row equivalent() {
    return row("written otherwise, says the same");
  }

  private static Row undecided() {
    return row("changed", STORED_DATA, PRODUCERS, CONSUMERS);
  }

  /** What of a contract changed. */
  public String what() {
    return what;
  }

  /** The cases. */
  public List<Row> rows() {
    return rows;
  }

  /** For programs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is about what is agreed beside the records, so that no record can show it. */
  public boolean isAgreement() {
    return switch (this) {
      case TOPIC, CLASSIFICATION, PRIMARY_KEY, SERVICE_LEVEL, STATUS -> true;
      default -> false;
    };
  }
}
