package dev.surety.registry;

/** How the subject of a record's schema is named. */
public enum SubjectStrategy {
  /** {@code <topic>-value}: one record type on the topic. */
  TOPIC,
  /** {@code <record type>}: the same schema on every topic. */
  RECORD,
  /** {@code <topic>-<record type>}: several record types on one topic. */
  TOPIC_RECORD;

  /** The subject of the values of a topic. */
  public String valueSubject(String topic, String recordType) {
    return switch (this) {
      case TOPIC -> topic + "-value";
      case RECORD -> recordType;
      case TOPIC_RECORD -> topic + "-" + recordType;
    };
  }
}
