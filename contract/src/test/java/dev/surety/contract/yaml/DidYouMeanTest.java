package dev.surety.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  private static final List<String> KNOWN = List.of("required", "logicalType", "on_violation");

  @ParameterizedTest
  @CsvSource({
    "requird, required",
    "REQUIRED, required",
    "reqiured, required",
    "logical_type, logicalType",
    "onViolation, on_violation",
    "logicaltypes, logicalType"
  })
  void whatIsNearIsMeant(String word, String meant) {
    assertThat(DidYouMean.closest(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"r", "topic", "req", "''"})
  void whatIsFarIsNot(String word) {
    assertThat(DidYouMean.closest(word, KNOWN)).isEmpty();
  }

  @Test
  void aLongWordIsNotCompared() {
    assertThat(DidYouMean.closest("x".repeat(100_000), KNOWN)).isEmpty();
  }

  @Test
  void withoutANearWordTheKnownOnesAreNamed() {
    assertThat(DidYouMean.help("x", List.of("a", "bb"))).isEqualTo("did you mean 'a'?");
    assertThat(DidYouMean.help("topic", List.of("a", "b"))).isEqualTo("known here: a, b");
  }
}
