package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A promise about the service: latency, retention, availability and the like. */
public record SlaProperty(YamlMapping node) implements DocumentPart {
  public Optional<Text> property() {
    return text("property");
  }

  public Optional<Text> unit() {
    return text("unit");
  }

  public Optional<Text> element() {
    return text("element");
  }

  public Optional<Text> driver() {
    return text("driver");
  }

  public Optional<Text> scheduler() {
    return text("scheduler");
  }

  public Optional<Text> schedule() {
    return text("schedule");
  }

  /**
   * The value as a time; empty when it is none. The standard leaves units open: {@code m} is read
   * as minutes, as tools do for times as short as a latency; months and years have no fixed length
   * and are none.
   */
  public Optional<Duration> duration() {
    Optional<Duration> unit = unit().map(Text::value).map(SlaProperty::unit);
    if (unit.isEmpty() || value().isEmpty()) {
      return Optional.empty();
    }
    try {
      BigDecimal seconds =
          new BigDecimal(value().get().value()).multiply(BigDecimal.valueOf(unit.get().toNanos()));
      return Optional.of(Duration.ofNanos(seconds.longValueExact()));
    } catch (ArithmeticException | NumberFormatException noTime) {
      return Optional.empty();
    }
  }

  private static @Nullable Duration unit(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "ms", "millisecond", "milliseconds" -> Duration.ofMillis(1);
      case "s", "sec", "second", "seconds" -> Duration.ofSeconds(1);
      case "m", "min", "minute", "minutes" -> Duration.ofMinutes(1);
      case "h", "hr", "hour", "hours" -> Duration.ofHours(1);
      case "d", "day", "days" -> Duration.ofDays(1);
      case "w", "week", "weeks" -> Duration.ofDays(7);
      default -> null;
    };
  }

  /** A string, number, boolean or null. */
  public Optional<YamlScalar> value() {
    return scalar("value");
  }

  public Optional<YamlScalar> valueExt() {
    return scalar("valueExt");
  }
}
