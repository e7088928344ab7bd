package dev.surety.watch.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatTest {
  private static List<String> read(String page) throws IOException {
    List<String> samples = new ArrayList<>();
    TextFormat.read(
        new ByteArrayInputStream(page.getBytes(UTF_8)),
        name -> !name.equals("not_wanted"),
        (metric, labels, value) -> samples.add(metric + labels + value));
    return samples;
  }

  @Test
  void readsSamplesAndPassesOverTheRest() throws IOException {
    assertThat(
            read(
                """
                # HELP a what "a" is
                # TYPE a gauge
                a 1
                a{b="c",d="with \\"quotes\\", \\\\ and \\n"} 2.5e3 1700000000000

                not_wanted{broken
                inf{} +Inf
                nan NaN

                """))
        .containsExactly(
            "a{}1.0", "a{b=c, d=with \"quotes\", \\ and \n}2500.0", "inf{}Infinity", "nan{}NaN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a one",
        "a{b} 1",
        "a{b=\"c} 1",
        "a{b=\"c\" d=\"e\"} 1",
        "{a=\"b\"} 1",
        "<html>"
      })
  void aPageThatIsNotInTheFormatIsAnError(String page) {
    assertThatThrownBy(() -> read("fine 1\n" + page + "\n"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("line 2: ");
  }

  @Test
  void aLabelThatTheTargetHasTooIsKeptAsExported() {
    assertThat(Target.attach(Map.of("job", "mine", "a", "b"), Map.of("job", "target")))
        .containsOnly(
            Map.entry("job", "target"), Map.entry("exported_job", "mine"), Map.entry("a", "b"));
  }
}
