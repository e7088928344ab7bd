package dev.surety.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTextTest {
  /** Each word of the value must stand in the file where the text says that it stands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: one two",
        "a: 'it''s one ''two'' three'",
        "a: \"one \\\"two\\\" \\u0041 three \\x41 four\"",
        "a: 'é one 😀 two'",
        "a: &anchor 'one two'",
        "a: |\n   one\n     two\n\n   three\n",
        "a: |2-\n    one\n   two\n",
        "a: |\n\n\n  one two\n",
        "a: >-\n  one\n  two\n\n  three\n    four\n  five six\n",
        "a: >\r\n  one\r\n  two\r\n",
        "a: \"one\n   two\n\n  three \\\n   four\"",
        "a: one\n  two\n  three",
      })
  void everyWordIsFoundInTheFile(String yaml) {
    Problems problems = new Problems();
    YamlMapping root = (YamlMapping) YamlReader.read("f", yaml, problems).orElseThrow();
    YamlScalar scalar = (YamlScalar) root.get("a").orElseThrow();
    Text text = scalar.text();

    String[] lines = text.value().split("\n", -1);
    int words = 0;
    for (int line = 0; line < lines.length; line++) {
      for (String word : lines[line].split("[^a-z😀é]+", -1)) {
        if (!word.isEmpty()) {
          int index = lines[line].indexOf(word);
          int column = lines[line].codePointCount(0, index) + 1;
          Position at = text.position(line + 1, column);
          assertThat(at(yaml, at)).as("%s at %s", word, at).startsWith(word);
          words++;
        }
      }
    }
    assertThat(words).isPositive();
  }

  private static String at(String yaml, Position at) {
    String line = yaml.split("\r\n|\n", -1)[at.line() - 1];
    return line.substring(line.offsetByCodePoints(0, at.column() - 1));
  }
}
