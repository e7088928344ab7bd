package dev.surety.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.surety.contract.yaml.ProblemFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, reading it gives a contract or an error, and never throws. */
class DamagedContractsTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "- ",
          ": ",
          "? ",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "!!x ",
          "|",
          ">",
          "'",
          "\"",
          "\\U",
          "%",
          "@",
          "#",
          "\n",
          "\r",
          "\t",
          "  ",
          "---\n",
          "...\n",
          "<<: *a\n",
          "null",
          "1e9",
          "😀",
          "${A}",
          "\u0085",
          "\u2028",
          "value: ",
          "|9\n",
          ">+\n",
          "\\\n",
          "surety.",
          "true");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void readingNeverThrows(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> names = GoldenCasesTest.cases();
    for (int i = 0; i < 500; i++) {
      String name = names.get(random.nextInt(names.size()));
      String text = damage(Files.readString(GoldenCasesTest.document(name)), random);

      assertThatCode(() -> assertReadOrRefused(text))
          .as("seed %d, %s:%n%s", seed, name, text)
          .doesNotThrowAnyException();
    }
  }

  private static void assertReadOrRefused(String text) {
    ContractReader.Result result = ContractReader.read("damaged.yaml", text);
    boolean hasErrors = result.problems().stream().anyMatch(Problem::isError);
    assertThat(result.contract() == null).isEqualTo(hasErrors);
    assertThat(ProblemFormatter.format(result.problems())).isNotNull();
  }

  /** What is formatted is formatted for good, or the file is refused. */
  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void formattingNeverThrows(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> names = GoldenCasesTest.cases();
    for (int i = 0; i < 500; i++) {
      String name = names.get(random.nextInt(names.size()));
      String text = damage(Files.readString(GoldenCasesTest.document(name)), random);

      String once = ContractFormatter.format("damaged.yaml", text).text();

      if (once != null) {
        String twice = ContractFormatter.format("damaged.yaml", once).text();
        assertThat(twice).as("seed %d, %s:%n%s", seed, name, text).isEqualTo(once);
      }
    }
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(damaged.length() + 1);
      int end = Math.min(damaged.length(), at + random.nextInt(6));
      damaged.replace(at, end, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
    }
    return damaged.toString();
  }
}
