package dev.surety.contract.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.pattern.StringLanguage.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringLanguageTest {
  private static StringLanguage language(String pattern) {
    return StringLanguage.ofPattern(pattern).orElseThrow();
  }

  private static boolean isWithin(String a, String b) {
    return StringLanguage.search(List.of(language(a)), language(b), 0, null) instanceof Search.None;
  }

  @ParameterizedTest
  @CsvSource({
    "^[A-Z]{3}$, ^[A-Z]{2}, true",
    "^[A-Z]{3}$, ^[A-Z]{2}$, false",
    "^ab$, b, true",
    "b, ^ab$, false",
    "^(ab)+$, ^(a|b)*$, true",
    "^(a|b)*$, ^(ab)+$, false",
    "^\\d+$, ^[0-9]*$, true",
    "^\\w$, ^[A-Za-z0-9_]$, true",
    "^.$, ^[^\\n]$, true",
    "^[^\\n]$, ^.$, false",
    "^a?$|^b$, ^[ab]?$, true",
    "^$, ^a*$, true",
    "x, '', true",
    "'', x, false",
    "^(a*)(b*)$, ^a*b*$, true",
    "$^, ^$, true",
    "^^a$$, ^a$, true",
    "a$b, c, true"
  })
  void decidesWhetherOneIsPartOfTheOther(String a, String b, boolean within) {
    assertThat(isWithin(a, b)).isEqualTo(within);
  }

  @Test
  void aStringThatIsFoundIsInOneAndNotInTheOther() {
    Search search =
        StringLanguage.search(List.of(language("^[a-c]+$")), language("^(a|b){2,4}$"), 3, 10);
    assertThat(search).isInstanceOf(Search.Found.class);
    String text = ((Search.Found) search).text();
    assertThat(text).hasSizeBetween(3, 10).matches("[a-c]+").doesNotMatch("(a|b){2,4}");
  }

  @Test
  void lengthsAreCodePoints() {
    Search search =
        StringLanguage.search(List.of(language("^[\\u{10000}-\\u{10010}]+$")), null, 2, 2);
    String text = ((Search.Found) search).text();
    assertThat(text.codePointCount(0, text.length())).isEqualTo(2);
    assertThat(text).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\bfoo", "^\\p{L}$", "(?=a)b", "(a)\\1", "a{2000}", "(a", "[b-a]", "a**", "[a"})
  void whatAnAutomatonCannotHoldIsNotCompared(String pattern) {
    assertThat(StringLanguage.ofPattern(pattern)).isEmpty();
  }

  @Test
  void givesUpInsteadOfTakingExponentialTime() {
    StringLanguage hard = language("^(a|b)*a(a|b){25}$");
    StringLanguage other = language("^(a|b)*b(a|b){25}$");
    assertThat(StringLanguage.search(List.of(hard, other), language("^[ab]*$"), 0, null))
        .isInstanceOfAny(Search.GaveUp.class, Search.None.class);
  }

  /** The JDK's engine is the judge: patterns at random, strings at random. */
  @Test
  void agreesWithAnotherEngine() {
    long seed = Long.getLong("surety.seed", 1);
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < 3_000; i++) {
      String pattern = pattern(random, 3);
      Optional<StringLanguage> language = StringLanguage.ofPattern(pattern);
      if (language.isEmpty()) {
        continue;
      }
      Pattern judge = Pattern.compile(pattern.replace("$", "\\z"));
      for (int j = 0; j < 20; j++) {
        String sample = language.get().sample(random);
        // The judge backtracks: long strings take it exponential time.
        String text = j < 5 && sample.length() < 8 ? sample : text(random);
        boolean found = judge.matcher(text).find();
        assertThat(language.get().contains(text))
            .as("seed %d: %s on '%s'", seed, pattern, text)
            .isEqualTo(found);
        accepted += found ? 1 : 0;
      }
    }
    assertThat(accepted).isGreaterThan(10_000);
  }

  private static String pattern(Random random, int depth) {
    List<String> parts = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String atom =
          switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> "a";
            case 1 -> "b";
            case 2 -> "[ab]";
            case 3 -> "[^a]";
            case 4 -> ".";
            case 5 -> random.nextBoolean() ? "^" : "$";
            case 6 -> "(?:" + pattern(random, depth - 1) + ")";
            default -> "(" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
          };
      // The JDK has its own opinion on groups with anchors that are repeated.
      boolean anchored = atom.matches("[\\s\\S]*(\\^|\\$)[\\s\\S]*") && !atom.equals("[^a]");
      boolean quantified = !anchored && random.nextInt(3) == 0;
      parts.add(
          quantified ? atom + List.of("*", "+", "?", "{2}", "{1,3}").get(random.nextInt(5)) : atom);
    }
    return String.join("", parts);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append("abc".charAt(random.nextInt(3)));
    }
    return text.toString();
  }
}
