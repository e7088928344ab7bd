package dev.surety.validation.type;

import dev.surety.contract.LogicalType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A logical type with its constraints; a constraint that the contract does not give is null. */
public sealed interface Shape {
  /** Calls the visitor's method for the case that this is. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each case, so that a new case breaks the build wherever it must be handled. */
  interface Visitor<R> {
    R any(Any shape);

    R text(Text shape);

    R number(Numeric shape);

    R bool(Bool shape);

    R temporal(Temporal shape);

    R object(Struct shape);

    R array(Array shape);

    R map(Mapping shape);

    R vector(Vector shape);
  }

  /** The contract leaves the type open. */
  record Any() implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.any(this);
    }
  }

  /** A string; lengths are in code points. */
  record Text(
      @Nullable Integer minLength,
      @Nullable Integer maxLength,
      @Nullable LinearPattern pattern,
      @Nullable StringFormat format)
      implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** A number, or an integer: a number without a fraction, so {@code 1.0} is one. */
  record Numeric(
      boolean integer,
      NumberFormat format,
      @Nullable BigDecimal minimum,
      @Nullable BigDecimal maximum,
      @Nullable BigDecimal exclusiveMinimum,
      @Nullable BigDecimal exclusiveMaximum,
      @Nullable BigDecimal multipleOf)
      implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.number(this);
    }
  }

  /** A boolean. */
  record Bool() implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.bool(this);
    }
  }

  /** A date, timestamp or time. */
  record Temporal(
      TemporalFormat format,
      @Nullable Bound earliest,
      @Nullable Bound latest,
      @Nullable Bound exclusiveEarliest,
      @Nullable Bound exclusiveLatest)
      implements Shape {
    /** A bound as the contract writes it, and what it means. */
    public record Bound(String text, java.time.Instant instant) {}

    /** DATE, TIMESTAMP or TIME. */
    public LogicalType type() {
      return format.type();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.temporal(this);
    }
  }

  /**
   * An object.
   *
   * @param members its listed properties by name, in the order of the contract
   * @param required names that must be there and that are no listed property
   * @param closed whether other members are violations
   */
  record Struct(
      Map<String, Node> members,
      List<String> required,
      boolean closed,
      @Nullable Integer minProperties,
      @Nullable Integer maxProperties)
      implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.object(this);
    }
  }

  /** An array. */
  record Array(
      Node items, @Nullable Integer minItems, @Nullable Integer maxItems, boolean uniqueItems)
      implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.array(this);
    }
  }

  /** A map: in JSON an object whose member names are the keys. */
  record Mapping(
      Node key, Node value, @Nullable Integer minProperties, @Nullable Integer maxProperties)
      implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.map(this);
    }
  }

  /** An array of numbers. */
  record Vector(@Nullable Integer dimensions) implements Shape {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.vector(this);
    }
  }
}
