package dev.surety.validation.witness;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.pattern.StringLanguage;
import dev.surety.contract.pattern.StringLanguage.Search;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values worth trying for a property: at, just inside and just outside of everything that the
 * property, or its counterpart in the other version, draws a line at. Most are then found not to
 * fit; that costs little.
 */
final class Candidates {
  private static final List<String> TEXTS =
      List.of("", "a", "A", "0", " ", "abc", "ABC", "123", "a-b", "x_y", "ü", "\uD83D\uDE00", "\n");

  /** Of each format some, and some that another format has too. */
  private static final List<String> FORMATTED =
      List.of(
          "123e4567-e89b-12d3-a456-426614174000",
          "ada@example.org",
          "\"a b\"@example.org",
          "https://example.org/a?b=c",
          "urn:isbn:1",
          "/a/b",
          "a:b",
          "example.org",
          "192.0.2.1",
          "::1",
          "2001:db8::192.0.2.1",
          "2024-02-29",
          "2024-02-29T12:00:00Z",
          "2024-02-29T12:00:00.5+02:00",
          "12:00:00Z",
          "YWJj",
          "YQ==",
          "not a format");

  private static final int LONGEST = 70_000;

  private final Literals literals;
  private final Random random;

  Candidates(Literals literals, Random random) {
    this.literals = literals;
    this.random = random;
  }

  /** Values for a property; {@code peer} is the same property of the other version. */
  Set<Object> of(Property property, @Nullable Property peer) {
    Set<Object> values = new LinkedHashSet<>(property.allowed());
    if (peer != null) {
      values.addAll(peer.allowed());
    }
    List<Property> both = peer == null ? List.of(property) : List.of(property, peer);
    for (Property one : both) {
      kinds(one, property, peer, values);
    }
    return values;
  }

  private void kinds(Property one, Property property, @Nullable Property peer, Set<Object> values) {
    LogicalType type = one.type();
    if (type == null) {
      values.addAll(List.of("a", new BigDecimal("1"), new BigDecimal("0.5"), true, ""));
      values.addAll(FORMATTED);
      return;
    }
    switch (type) {
      case INTEGER, NUMBER -> numbers(one, property, values);
      case BOOLEAN -> values.addAll(List.of(true, false));
      case STRING -> strings(property, peer, values);
      case DATE, TIMESTAMP, TIME ->
          values.addAll(new Moments(property, peer, literals.strings()).texts());
      case OBJECT, ARRAY, MAP, VECTOR -> {
        // Made of their parts.
      }
    }
  }

  private void numbers(Property one, Property property, Set<Object> values) {
    Options options = one.options();
    Set<BigDecimal> lines = new LinkedHashSet<>(List.of(BigDecimal.ZERO, BigDecimal.ONE));
    addIfGiven(options.minimum(), lines);
    addIfGiven(options.maximum(), lines);
    addIfGiven(options.exclusiveMinimum(), lines);
    addIfGiven(options.exclusiveMaximum(), lines);
    lines.addAll(literals.numbers());
    for (int bits : new int[] {7, 8, 15, 16, 31, 32, 63, 64, 127, 128}) {
      BigDecimal limit = new BigDecimal(BigInteger.ONE.shiftLeft(bits));
      lines.add(limit);
      lines.add(limit.negate());
    }
    for (BigDecimal line : lines) {
      for (String offset :
          new String[] {"0", "1", "-1", "2", "-2", "0.5", "-0.5", "0.001", "-0.001"}) {
        values.add(line.add(new BigDecimal(offset)));
      }
      values.add(line.add(new BigDecimal("1e-9")));
      values.add(line.subtract(new BigDecimal("1e-9")));
      multiples(line, one.options().multipleOf(), values);
      multiples(line, property.options().multipleOf(), values);
    }
    if (options.minimum() != null && options.maximum() != null) {
      values.add(options.minimum().add(options.maximum()).divide(BigDecimal.valueOf(2)));
    }
    values.add(new BigDecimal("1e40"));
    values.add(new BigDecimal("1e39").negate());
    values.add(new BigDecimal("1e309"));
    values.add(new BigDecimal("-1e309"));
  }

  private static void addIfGiven(@Nullable BigDecimal bound, Set<BigDecimal> lines) {
    if (bound != null) {
      lines.add(bound);
    }
  }

  private static void multiples(BigDecimal near, @Nullable BigDecimal step, Set<Object> values) {
    if (step == null) {
      return;
    }
    BigDecimal from = near.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    for (int i = -6; i <= 12; i++) {
      values.add(from.add(step.multiply(BigDecimal.valueOf(i))));
    }
  }

  private void strings(Property property, @Nullable Property peer, Set<Object> values) {
    List<StringLanguage> own = languages(property);
    List<StringLanguage> other = peer == null ? List.of() : languages(peer);
    int least = property.options().minLength() == null ? 0 : property.options().minLength();
    Integer most = property.options().maxLength();
    for (StringLanguage language : other) {
      found(StringLanguage.search(own, language, least, most), values);
    }
    Set<Integer> lengths = lengths(property, peer);
    for (int length : lengths) {
      found(StringLanguage.search(own, null, length, length), values);
    }
    found(StringLanguage.search(own, null, least, most), values);
    for (StringLanguage language : own) {
      for (int i = 0; i < 12; i++) {
        values.add(language.sample(random));
      }
    }
    for (StringLanguage language : other) {
      for (int i = 0; i < 6; i++) {
        values.add(language.sample(random));
      }
    }
    values.addAll(literals.strings());
    values.addAll(FORMATTED);
    values.addAll(TEXTS);
    for (int length : lengths) {
      for (String text : List.of("a", "", "7", "https://a/", "ada@", "A")) {
        values.add(padded(text, length));
      }
    }
  }

  private static void found(Search search, Set<Object> values) {
    if (search instanceof Search.Found found) {
      values.add(found.text());
    }
  }

  private static List<StringLanguage> languages(Property property) {
    List<StringLanguage> languages = new ArrayList<>();
    Text pattern = property.options().pattern();
    if (pattern != null) {
      StringLanguage.ofPattern(pattern.value()).ifPresent(languages::add);
    }
    Text format = property.options().format();
    if (format != null && property.type() == LogicalType.STRING) {
      StringLanguage.ofFormat(format.value()).ifPresent(languages::add);
    }
    return languages;
  }

  /** Lengths on both sides of every line. */
  private static Set<Integer> lengths(Property property, @Nullable Property peer) {
    Set<Integer> lengths = new LinkedHashSet<>();
    for (Property one : peer == null ? List.of(property) : List.of(property, peer)) {
      Integer least = one.options().minLength();
      Integer most = one.options().maxLength();
      if (least != null) {
        lengths.addAll(List.of(Math.max(0, least - 1), least));
      }
      if (most != null && most < LONGEST) {
        lengths.addAll(List.of(most, most + 1));
      }
    }
    lengths.removeIf(length -> length > LONGEST);
    return lengths;
  }

  private static String padded(String text, int length) {
    int points = text.codePointCount(0, text.length());
    return points >= length
        ? text.substring(0, text.offsetByCodePoints(0, length))
        : text + "a".repeat(length - points);
  }
}
