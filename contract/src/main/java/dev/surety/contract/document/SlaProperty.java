package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlScalar;
import java.util.Optional;

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

  /** A string, number, boolean or null. */
  public Optional<YamlScalar> value() {
    return scalar("value");
  }

  public Optional<YamlScalar> valueExt() {
    return scalar("valueExt");
  }
}
