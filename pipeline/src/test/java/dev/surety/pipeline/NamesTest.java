package dev.surety.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.Problems;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final Position AT = new Position("pipeline.yaml", 1, 1);
  private final Problems problems = new Problems();

  @ParameterizedTest
  @ValueSource(strings = {"a", "card-risk", "Card_Risk-2", "0", "-", "_"})
  void takesLettersDigitsHyphenAndUnderscoreAsAName(String name) {
    assertThat(Names.name(text(name), "a pipeline", problems)).isPresent();
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "a b", "a/b", "ä", "a\n", "../a", "a:b", "٣"})
  void refusesWhatCouldLeaveADirectoryOrEndATransactionalIdEarly(String name) {
    assertThat(Names.name(text(name), "a pipeline", problems)).isEmpty();
    assertThat(problems.list()).hasSize(1).allMatch(p -> p.code().equals("bad-name"));
  }

  @Test
  void boundsTheLengthOfAName() {
    assertThat(Names.name(text("a".repeat(80)), "a sink", problems)).isPresent();
    assertThat(Names.name(text("a".repeat(81)), "a sink", problems)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "payments.transactions", "a_b-c.d", "...", "__internal"})
  void takesWhatKafkaTakesAsATopic(String name) {
    assertThat(Names.topic(text(name), problems)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ä", "a,b", "*"})
  void refusesWhatKafkaRefusesAsATopic(String name) {
    assertThat(Names.topic(text(name), problems)).isEmpty();
    assertThat(problems.list()).hasSize(1).allMatch(p -> p.code().equals("bad-topic"));
  }

  @Test
  void leavesRoomForTheNameOfTheQuarantineTopic() {
    Optional<Text> longest = Names.sourceTopic(text("a".repeat(238)), problems);

    assertThat(longest).isPresent();
    assertThat(Names.topic(text("a".repeat(238) + Pipeline.QUARANTINE_SUFFIX), problems))
        .isPresent();
    assertThat(Names.sourceTopic(text("a".repeat(239)), problems)).isEmpty();
  }

  private static Text text(String value) {
    return new Text(value, AT, 1);
  }
}
