package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A quality rule: a text, a metric of the library, an SQL query, or a rule of an engine. */
public record QualityRule(YamlMapping node) implements DocumentPart {
  public Optional<Text> name() {
    return text("name");
  }

  public Optional<Text> metric() {
    return text("metric");
  }

  public Optional<Text> query() {
    return text("query");
  }

  public Optional<Text> engine() {
    return text("engine");
  }

  public Optional<Text> dimension() {
    return text("dimension");
  }

  public Optional<Text> severity() {
    return text("severity");
  }

  public Optional<Text> unit() {
    return text("unit");
  }

  public Optional<Text> businessImpact() {
    return text("businessImpact");
  }

  public Optional<Text> method() {
    return text("method");
  }

  public Optional<Text> schedule() {
    return text("schedule");
  }

  public Optional<Text> scheduler() {
    return text("scheduler");
  }

  /** What kind of rule it is. */
  public enum Kind {
    TEXT,
    LIBRARY,
    SQL,
    CUSTOM,
    /** It says neither what it is nor a metric; it only informs. */
    UNSPECIFIED
  }

  /** Its kind: its type, else a rule of the library when it names a metric. */
  public Kind kind() {
    String type = text("type").map(Text::value).orElse("");
    for (Kind kind : Kind.values()) {
      if (kind != Kind.UNSPECIFIED && kind.name().toLowerCase(Locale.ROOT).equals(type)) {
        return kind;
      }
    }
    return node().has("metric") || node().has("rule") ? Kind.LIBRARY : Kind.UNSPECIFIED;
  }

  /** The metric, which ODCS 3.0 calls {@code rule}. */
  public Optional<Text> metricOrRule() {
    return metric().or(() -> text("rule"));
  }

  /** What the measured number is compared with; empty when it is no number, or nothing. */
  public Optional<Comparison> comparison() {
    for (Comparison.Operator operator : Comparison.Operator.values()) {
      Optional<YamlNode> operand = value(operator.key());
      if (operand.isPresent()) {
        List<YamlNode> nodes =
            operand.get() instanceof YamlSequence list ? list.items() : List.of(operand.get());
        List<BigDecimal> numbers =
            nodes.stream()
                .filter(YamlScalar.class::isInstance)
                .flatMap(node -> ((YamlScalar) node).number().stream())
                .toList();
        return numbers.size() != operator.arity()
            ? Optional.empty()
            : Optional.of(new Comparison(operator, numbers));
      }
    }
    return Optional.empty();
  }

  /** The arguments of a metric. */
  public Optional<YamlMapping> arguments() {
    return part("arguments", mapping -> mapping);
  }

  /** What an engine is to do: a string, or a mapping. */
  public Optional<YamlNode> implementation() {
    return value("implementation");
  }
}
