package dev.surety.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
  private final Problems problems = new Problems();

  private MappingReader reader(String yaml) {
    YamlNode root = YamlReader.read("f", yaml, problems).orElseThrow();
    return MappingReader.of(root, "a sink", problems).orElseThrow();
  }

  private String report() {
    return ProblemFormatter.format(problems.list());
  }

  @Test
  void valuesOfTheRightTypeAreRead() {
    MappingReader fields =
        reader("{a: text, b: true, c: 0.10, d: 7, e: one, f: {x: 1}, g: [p, q], h: }");

    assertThat(fields.requireString("a").map(Text::value)).contains("text");
    assertThat(fields.bool("b")).contains(true);
    assertThat(fields.number("c")).contains(new BigDecimal("0.10"));
    assertThat(fields.integer("d", 1, 7)).contains(7);
    assertThat(fields.oneOf("e", List.of("one", "two"))).contains("one");
    assertThat(fields.child("f", "x").map(child -> child.has("x"))).contains(true);
    assertThat(fields.strings("g")).extracting(Text::value).containsExactly("p", "q");
    fields.accept("h");
    fields.finish();
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void valuesOfTheWrongTypeAreReportedAndAbsent() {
    MappingReader fields = reader("{a: 1, b: yes, c: x, d: 9, e: tow, f: [], g: x, h: ' '}");

    assertThat(fields.string("a")).isEmpty();
    assertThat(fields.bool("b")).isEmpty();
    assertThat(fields.number("c")).isEmpty();
    assertThat(fields.integer("d", 1, 7)).isEmpty();
    assertThat(fields.oneOf("e", List.of("one", "two"))).isEmpty();
    assertThat(fields.mapping("f")).isEmpty();
    assertThat(fields.sequence("g")).isEmpty();
    assertThat(fields.requireString("h")).isEmpty();
    assertThat(fields.requireString("i")).isEmpty();
    assertThat(problems.list())
        .extracting(problem -> problem.code() + "@" + problem.at().column())
        .containsExactly(
            "missing-key@1",
            "wrong-type@5",
            "wrong-type@11",
            "wrong-type@19",
            "out-of-range@25",
            "unknown-value@31",
            "wrong-type@39",
            "wrong-type@46",
            "empty-value@53");
  }

  @Test
  void anUnknownKeyComesWithWhatWasMeant() {
    MappingReader fields = reader("topik: payments");
    fields.string("topic");
    fields.finish();

    assertThat(report())
        .isEqualTo(
            """
            f:1:1: error[unknown-key]: unknown key 'topik' in a sink
                1 | topik: payments
                  | ^
               help: did you mean 'topic'?
            """);
  }

  @Test
  void whatIsNoMappingIsReported() {
    YamlNode root = YamlReader.read("f", "[a]", problems).orElseThrow();

    assertThat(MappingReader.of(root, "a sink", problems)).isEmpty();
    assertThat(report()).contains("a sink must be a mapping, but this is a list");
  }
}
