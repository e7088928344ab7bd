package dev.surety.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.Problems;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
  private static final Position AT = new Position("surety.yaml", 1, 1);
  private static final Map<String, String> ENVIRONMENT =
      Map.of("A", "one", "EMPTY", "", "NESTED", "${A}");

  private final Problems problems = new Problems();

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "${A}, one",
    "x${A}y${A}z, xoneyonez",
    "${B:-two}, two",
    "${A:-two}, one",
    "${B:-a:-b}, a:-b",
    "${B:-}x, x",
    "${EMPTY:-two}x, x",
    "$A, $A",
    "{A}, {A}",
    "$, $",
  })
  void putsValuesAndDefaultsInTheirPlace(String text, String expected) {
    assertThat(expand(text)).contains(expected);
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void doesNotExpandWhatTheEnvironmentGave() {
    assertThat(expand("${NESTED}")).contains("${A}");
  }

  @Test
  void reportsAVariableThatIsNotSet() {
    assertThat(expand("a${B}c")).isEmpty();
    assertThat(problems.list()).extracting(Problem::code).containsExactly("unset-variable");
  }

  @Test
  void reportsAnExpressionWithoutAnEnd() {
    assertThat(expand("a${A}${B")).isEmpty();
    assertThat(problems.list()).extracting(Problem::code).containsExactly("bad-variable");
  }

  private Optional<String> expand(String text) {
    return Variables.expand(new Text(text, AT, 1), ENVIRONMENT::get, problems);
  }
}
