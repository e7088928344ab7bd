package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a contract asks of a record's key ({@code surety.key}) or of one of its headers ({@code
 * surety.headers}).
 *
 * @param encoding how the bytes are read
 * @param type what the value must be; its name is the header's, and empty for the key. Required: a
 *     record must have the header; of the key {@code surety.keyless} says that
 * @param property the path of the property that the key must equal; null when it need not
 */
public record EnvelopePart(Encoding encoding, Property type, @Nullable Text property) {
  /** How the bytes of a key or header are read. */
  public enum Encoding {
    /**
     * The default: UTF-8; numbers and booleans as JSON writes them, without quotes around texts.
     */
    TEXT,
    /** A JSON value, so that texts have quotes. */
    JSON,
    /** Four bytes in big-endian order, as Kafka's IntegerSerializer writes them. */
    INT,
    /** Eight bytes in big-endian order, as Kafka's LongSerializer writes them. */
    LONG;

    /** The word in a contract. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether every value is an integer. */
    public boolean isBinary() {
      return this == INT || this == LONG;
    }
  }

  public EnvelopePart {
    requireNonNull(encoding, "encoding");
    requireNonNull(type, "type");
  }

  /** Whether it is the key. */
  public boolean isKey() {
    return type.name().isEmpty();
  }

  /** Where it is in a record, as violations say it: {@code key} or {@code headers.trace_id}. */
  public String path() {
    if (isKey()) {
      return "key";
    }
    return type.name().matches("[A-Za-z_][A-Za-z0-9_]*")
        ? "headers." + type.name()
        : "headers[\"" + type.name() + "\"]";
  }

  /** The setting that asks for it. */
  public String setting() {
    return isKey() ? "surety.key" : "surety.headers";
  }

  /** The names on the way to the property that the key must equal; empty for none. */
  public List<String> steps() {
    return property == null ? List.of() : List.of(property.value().split("\\.", -1));
  }
}
