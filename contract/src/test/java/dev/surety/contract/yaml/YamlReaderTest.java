package dev.surety.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.YamlScalar.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private static YamlNode read(String text) {
    Problems problems = new Problems();
    Optional<YamlNode> root = YamlReader.read("f.yaml", text, problems);
    assertThat(problems.list()).isEmpty();
    return root.orElseThrow();
  }

  private static Problem refusal(String text) {
    Problems problems = new Problems();
    YamlReader.read("f.yaml", text, problems);
    List<Problem> list = problems.list();
    assertThat(list).isNotEmpty();
    assertThat(problems.hasErrors()).isTrue();
    return list.get(0);
  }

  private static void assertRefused(String text, String code, int line, int column) {
    Problem problem = refusal(text);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.at()).isEqualTo(new Position("f.yaml", line, column));
  }

  @ParameterizedTest
  @CsvSource({
    "NO, STRING",
    "yes, STRING",
    "on, STRING",
    "2022-08-02, STRING",
    "9:30, STRING",
    "1.0.0, STRING",
    "1_000, STRING",
    "0b1, STRING",
    "true, BOOLEAN",
    "False, BOOLEAN",
    "1.0, NUMBER",
    "1e3, NUMBER",
    ".5, NUMBER",
    ".inf, NUMBER",
    "010, INTEGER",
    "0x1F, INTEGER",
    "0o17, INTEGER",
    "+7, INTEGER",
    "~, NULL",
    "null, NULL"
  })
  void plainScalarsFollowTheCoreSchema(String text, Kind kind) {
    YamlMapping mapping = (YamlMapping) read("a: " + text);

    assertThat(((YamlScalar) mapping.get("a").orElseThrow()).kind()).isEqualTo(kind);
  }

  @Test
  void quotedScalarsAreStrings() {
    YamlSequence list = (YamlSequence) read("['1', \"true\", 'null', '']");

    assertThat(list.items()).allMatch(item -> ((YamlScalar) item).isString());
  }

  @ParameterizedTest
  @CsvSource({"010, 10", "0x1F, 31", "0o17, 15", "1.10, 1.10", "-5e-3, -0.005"})
  void numbersAreExact(String text, BigDecimal value) {
    assertThat(((YamlScalar) read(text)).number()).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", ".nan", "1e1001", "1e99999999999999999999", "one"})
  void whatIsNoUsableNumberHasNone(String text) {
    assertThat(((YamlScalar) read(text)).number()).isEmpty();
  }

  @Test
  void keysAndValuesHavePositions() {
    YamlMapping mapping = (YamlMapping) read("a: 1\n\"é😀\":   [x, 'y']\n");

    YamlMapping.Entry entry = mapping.entry("é😀").orElseThrow();
    assertThat(entry.key().at()).isEqualTo(new Position("f.yaml", 2, 1));
    assertThat(entry.value().at()).isEqualTo(new Position("f.yaml", 2, 9));
    YamlNode second = ((YamlSequence) entry.value()).items().get(1);
    assertThat(second.at()).isEqualTo(new Position("f.yaml", 2, 13));
  }

  @Test
  void anAliasIsWhatItRefersTo() {
    YamlMapping mapping = (YamlMapping) read("a: &x [1, 2]\nb: *x\n");

    assertThat(mapping.get("b")).isEqualTo(mapping.get("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "{a: ", "- ", "? ", "[\n"})
  void deepNestingIsRefused(String opening) {
    Problem problem = refusal(opening.repeat(100_000));

    assertThat(problem.code()).isEqualTo("too-deep");
  }

  @Test
  void deepIndentationIsRefused() {
    StringBuilder text = new StringBuilder();
    for (int depth = 0; text.length() < YamlReader.MAX_BYTES - 10_000; depth++) {
      text.append(" ".repeat(depth)).append("a:\n");
    }

    assertRefused(text.toString(), "too-deep", 65, 65);
  }

  @Test
  void theGreatestDepthIsRead() {
    String nested = "[".repeat(YamlReader.MAX_DEPTH) + "]".repeat(YamlReader.MAX_DEPTH);

    assertThat(read(nested)).isInstanceOf(YamlSequence.class);
    assertThat(refusal("[" + nested + "]").code()).isEqualTo("too-deep");
  }

  @Test
  void aliasesCannotNestDeeperThanTheGreatestDepth() {
    String half = "[".repeat(40) + "]".repeat(40);
    String other = "[".repeat(30) + "*x" + "]".repeat(30);

    assertThat(refusal("a: &x " + half + "\nb: " + other).code()).isEqualTo("too-deep");
  }

  @Test
  void aYamlBombIsRefused() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "]\n");
    }

    assertThat(refusal(text.toString()).code()).isEqualTo("too-many-values");
  }

  @Test
  void cyclesAreRefused() {
    assertRefused("a: &x [1, *x]", "cyclic-alias", 1, 11);
    assertRefused("a: &x {b: *x}", "cyclic-alias", 1, 11);
  }

  @Test
  void tooManyKeysAreRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400_000; i++) {
      text.append(Integer.toString(i, Character.MAX_RADIX)).append(":\n");
    }

    assertThat(refusal(text.toString()).code()).isEqualTo("too-many-values");
  }

  @Test
  void aMillionKeysAreTooLarge() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      text.append(Integer.toString(i, Character.MAX_RADIX)).append(":\n");
    }

    assertThat(refusal(text.toString()).code()).isEqualTo("file-too-large");
  }

  @Test
  void aLongScalarIsRead() {
    assertThat(((YamlScalar) read("x".repeat(3_000_000))).value()).hasSize(3_000_000);
  }

  @Test
  void everyDuplicateKeyIsReportedUpToTheBound() {
    Problems problems = new Problems();
    YamlReader.read("f.yaml", "a: 1\n".repeat(50_000), problems);

    assertThat(problems.list()).hasSize(Problems.MAX_PROBLEMS + 1);
    Problem last = problems.list().get(Problems.MAX_PROBLEMS);
    assertThat(last.code()).isEqualTo("too-many-problems");
    assertThat(last.message()).isEqualTo("there are 49799 more problems");
    assertThat(last.isError()).isTrue();
  }

  @Test
  void refusalsHaveACodeAndAPosition() {
    assertRefused("a: 1\nb: 2\na: 3", "duplicate-key", 3, 1);
    assertRefused("1: a\n'1': b", "duplicate-key", 2, 1);
    assertRefused("a: &x {b: 1}\nc:\n  <<: *x", "merge-key", 3, 3);
    assertRefused("a: !!javax.script.ScriptEngineManager [1]", "tag", 1, 4);
    assertRefused("a: *b", "unknown-alias", 1, 4);
    assertRefused("[a, b]: 1", "complex-key", 1, 1);
    assertRefused("'': 1", "empty-key", 1, 1);
    assertRefused("a: 1\n---\nb: 2", "several-documents", 2, 1);
    assertRefused("# nothing\n", "empty-file", 1, 1);
    assertRefused("%YAML 1.1\n---\na: 1", "yaml-version", 1, 1);
    assertRefused("a:\n\tb: 1", "tab", 2, 1);
    assertRefused("a: é\u0000", "control-character", 1, 5);
    assertRefused("a: 1\nb: \u001b[31m", "control-character", 2, 4);
    assertRefused("\uFEFFa: 1", "encoding", 1, 1);
    assertRefused("a: \"\\uD800\"", "encoding", 1, 4);
    assertRefused("a: \"\\UFFFFFFFF\"", "yaml-syntax", 1, 7);
    assertRefused("a: b: c", "yaml-syntax", 1, 5);
    assertRefused("a: 1\nb: \"x\nc: 2\n", "yaml-syntax", 2, 4);
    assertRefused("a: @x", "yaml-syntax", 1, 4);
  }
}
