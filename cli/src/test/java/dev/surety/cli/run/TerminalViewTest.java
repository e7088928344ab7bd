package dev.surety.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TerminalViewTest {
  private static final String ERASE = "\r\u001b[2K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  private String printed() {
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void aLineNamesTheRulesThatWereBrokenMost() {
    assertThat(TerminalView.line(RunStatuses.RUNNING))
        .isEqualTo(
            "running  12,345 rec/s  accepted 1,234,567  quarantined 25 (currency 12, amount 9,"
                + " settled 3, …)  lag 4,200  checkpoint 17, 2 s ago");
  }

  @Test
  void aLineSaysWhatIsNotKnownYet() {
    assertThat(TerminalView.line(RunStatuses.BEFORE_ANYTHING))
        .isEqualTo("starting  0 rec/s  accepted 0  quarantined 0  lag ?  checkpoint none yet");
  }

  @Test
  void aLineSaysWhatTheRunWaitsFor() {
    assertThat(TerminalView.line(RunStatuses.WAITING))
        .startsWith("waiting for Kafka at 127.0.0.1:9092: Connection refused  0 rec/s  ")
        .endsWith("checkpoint 3, 61 s ago");
  }

  @Test
  void aFileGetsALineForEachStatusWithoutControlCharacters() {
    TerminalView view = TerminalView.plain(out);

    view.note("created the topic 'a.clean'");
    view.status(RunStatuses.BEFORE_ANYTHING);
    view.status(RunStatuses.RUNNING);

    assertThat(printed().split("\n"))
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines[0]).isEqualTo("created the topic 'a.clean'");
              assertThat(lines[1]).matches("\\d\\d:\\d\\d:\\d\\d  starting  .*");
              assertThat(lines[2]).matches("\\d\\d:\\d\\d:\\d\\d  running  .*");
            });
    assertThat(printed()).doesNotContain("\u001b", "\r");
  }

  @Test
  void aTerminalLineIsWrittenAnewAndNeverWraps() {
    TerminalView view = TerminalView.rewriting(out, 40);

    view.status(RunStatuses.RUNNING);
    view.note("a note");

    String[] writes = printed().split(Pattern.quote(ERASE), -1);
    assertThat(writes).hasSize(3);
    assertThat(writes[1]).hasSize(39).doesNotContain("\n");
    assertThat(writes[2]).isEqualTo("a note\n");
  }

  @Test
  void theSummaryIsATableOfAllRules() {
    TerminalView.plain(out).summary(RunStatuses.RUNNING, "stopped");

    assertThat(printed())
        .isEqualTo(
            """
            stopped
            accepted                                      1,234,567
            quarantined                                          25
              currency                                           12
              amount                                              9
              settled                                             3
              no-duplicates                                       1
            """);
  }
}
