package dev.surety.contract.yaml;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a mapping key by key. A value of the wrong type is reported and then treated as absent;
 * {@link #finish()} reports the keys that nobody asked for.
 */
public final class MappingReader {
  private final YamlMapping mapping;
  private final String what;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param what what the mapping is, with its article, for messages: {@code a sink}
   */
  public MappingReader(YamlMapping mapping, String what, Problems problems) {
    this.mapping = requireNonNull(mapping, "mapping");
    this.what = requireNonNull(what, "what");
    this.problems = requireNonNull(problems, "problems");
  }

  /** The reader of a value that must be a mapping; anything else is reported. */
  public static Optional<MappingReader> of(YamlNode node, String what, Problems problems) {
    if (node instanceof YamlMapping mapping) {
      return Optional.of(new MappingReader(mapping, what, problems));
    }
    problems.error(
        "wrong-type", node.at(), what + " must be a mapping, but this is " + node.describe());
    return Optional.empty();
  }

  /** Where the mapping begins. */
  public Position at() {
    return mapping.at();
  }

  public YamlMapping mapping() {
    return mapping;
  }

  public boolean has(String key) {
    known.add(key);
    return mapping.has(key);
  }

  /** Keys that {@link #finish()} accepts though nobody reads them. */
  public void accept(String... keys) {
    known.addAll(List.of(keys));
  }

  /** The value of a key, whatever it is. */
  public Optional<YamlNode> node(String key) {
    known.add(key);
    return mapping.get(key);
  }

  /** Where a key stands; where the mapping begins when it is absent. */
  public Position keyAt(String key) {
    return mapping.entry(key).map(entry -> entry.key().at()).orElse(mapping.at());
  }

  /** The value of a key that must be there, whatever it is. */
  public Optional<YamlNode> require(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      problems.error("missing-key", mapping.at(), what + " needs the key '" + key + "'");
    }
    return node;
  }

  /** A string; a number, boolean or null is not one unless it is quoted. */
  public Optional<Text> string(String key) {
    return node(key).flatMap(node -> asString(key, node));
  }

  /** A string that must be there and hold more than white space. */
  public Optional<Text> requireString(String key) {
    Optional<Text> text = require(key).flatMap(node -> asString(key, node));
    if (text.isPresent() && text.get().value().isBlank()) {
      problems.error("empty-value", text.get().at(), "'" + key + "' is empty");
      return Optional.empty();
    }
    return text;
  }

  private Optional<Text> asString(String key, YamlNode node) {
    if (node instanceof YamlScalar scalar && scalar.isString()) {
      return Optional.of(scalar.text());
    }
    String help =
        node instanceof YamlScalar scalar && !scalar.isNull()
            ? "write it in quotes: \"" + scalar.value() + "\""
            : "";
    wrongType(key, node, "a string", help);
    return Optional.empty();
  }

  /** A boolean. */
  public Optional<Boolean> bool(String key) {
    Optional<YamlNode> node = node(key);
    Optional<Boolean> value =
        node.flatMap(n -> n instanceof YamlScalar s ? s.booleanValue() : Optional.empty());
    if (node.isPresent() && value.isEmpty()) {
      wrongType(key, node.get(), "true or false", "");
    }
    return value;
  }

  /** A number, exactly. */
  public Optional<BigDecimal> number(String key) {
    Optional<YamlNode> node = node(key);
    Optional<BigDecimal> value =
        node.flatMap(n -> n instanceof YamlScalar s ? s.number() : Optional.empty());
    if (node.isPresent() && value.isEmpty()) {
      wrongType(key, node.get(), "a number", "");
    }
    return value;
  }

  /** An integer between two bounds, both included. */
  public Optional<Integer> integer(String key, int min, int max) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value = node.get() instanceof YamlScalar s ? s.number().orElse(null) : null;
    if (value == null || !isInteger(value)) {
      wrongType(key, node.get(), "an integer", "");
      return Optional.empty();
    }
    if (value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0) {
      String message = "'" + key + "' must lie between " + min + " and " + max;
      problems.error("out-of-range", node.get().at(), message);
      return Optional.empty();
    }
    return Optional.of(value.intValueExact());
  }

  /** As in JSON, {@code 1.0} is an integer. */
  private static boolean isInteger(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  /** One of several words. */
  public Optional<String> oneOf(String key, Collection<String> words) {
    Optional<Text> text = string(key);
    if (text.isEmpty() || words.contains(text.get().value())) {
      return text.map(Text::value);
    }
    String word = text.get().value();
    problems.error(
        "unknown-value",
        text.get().at(),
        "'" + word + "' is not a value of '" + key + "'",
        DidYouMean.help(word, words));
    return Optional.empty();
  }

  /** A mapping. */
  public Optional<YamlMapping> mapping(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && !(node.get() instanceof YamlMapping)) {
      wrongType(key, node.get(), "a mapping", "");
    }
    return node.filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast);
  }

  /** A mapping, to be read key by key. */
  public Optional<MappingReader> child(String key, String what) {
    return mapping(key).map(child -> new MappingReader(child, what, problems));
  }

  /** A list. */
  public Optional<YamlSequence> sequence(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && !(node.get() instanceof YamlSequence)) {
      wrongType(key, node.get(), "a list", "");
    }
    return node.filter(YamlSequence.class::isInstance).map(YamlSequence.class::cast);
  }

  /** A list of strings; empty when the key is absent. */
  public List<Text> strings(String key) {
    List<Text> texts = new ArrayList<>();
    sequence(key)
        .ifPresent(list -> list.items().forEach(item -> asString(key, item).ifPresent(texts::add)));
    return texts;
  }

  private void wrongType(String key, YamlNode node, String expected, String help) {
    String message = "'" + key + "' must be " + expected + ", but this is " + node.describe();
    problems.error("wrong-type", node.at(), message, help);
  }

  /** Reports the keys that nobody asked for. */
  public void finish() {
    for (YamlMapping.Entry entry : mapping.entries()) {
      String key = entry.key().value();
      if (!known.contains(key)) {
        problems.error(
            "unknown-key",
            entry.key().at(),
            "unknown key '" + key + "' in " + what,
            DidYouMean.help(key, known));
      }
    }
  }
}
