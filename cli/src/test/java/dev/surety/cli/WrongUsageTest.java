package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WrongUsageTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int surety(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private List<String> said() {
    assertThat(out.toString()).as("standard output").isEmpty();
    return err.toString().lines().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rnu | 'surety' has no command 'rnu'; did you mean 'run'?",
        "contract lnit | 'surety contract' has no command 'lnit'; did you mean 'lint'?",
        "frobnicate | 'surety' has no command 'frobnicate'",
        "run p.yaml --until-cauht-up | 'surety run' has no option '--until-cauht-up'; did you mean '--until-caught-up'?",
        "demo --record=5 | 'surety demo' has no option '--record'; did you mean '--records'?",
        "run a.yaml b.yaml | 'b.yaml' is one argument too many for 'surety run'",
        "run | missing required parameter: 'PIPELINE.yaml'",
        "demo --records many | invalid value for option '--records': 'many' is not a long",
        "demo --records 0 | --records must lie between 1 and 20000000",
        "quarantine replay | missing required parameter: 'PIPELINE.yaml'",
        "quarantine replay p.yaml --rate -1 | --rate and --max must not be negative",
        "quarantine replay p.yaml --max-replays 0 | --max-replays must lie between 1 and 100",
        "quarantine replay p.yaml --to t --through-pipeline | --to and --through-pipeline exclude each other",
        "quarantine ls p.yaml --since yesterday | --since yesterday: write a duration such as 500ms, 10s, 5m, 24h or PT24H",
        "quarantine ls p.yaml --where recrod.a==1 | --where, column 1: Nothing is named \"recrod\". Did you mean \"record\"?",
        "run p.yaml --metrics-port 70000 | --metrics-port must lie between 0 and 65535"
      })
  void oneLineSaysWhatIsWrongAndOneWhereHelpIs(String command, String message) {
    assertThat(surety(command.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(said()).hasSize(2);
    assertThat(said().get(0)).isEqualTo("surety: " + message);
    assertThat(said().get(1)).matches("help: surety( [a-z]+)* --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract", "sandbox", "bench", "quarantine"})
  void aGroupWithoutACommandShowsItsCommands(String group) {
    assertThat(surety(group)).isEqualTo(ExitCode.USAGE);
    assertThat(said().get(0)).startsWith("surety: name a ");
    assertThat(said()).contains("Commands:");
  }

  @Test
  void nothingAtAllShowsTheFirstSteps() {
    assertThat(surety()).isEqualTo(ExitCode.USAGE);
    assertThat(said().get(0)).isEqualTo("surety: name a command");
    assertThat(said()).contains("First steps:");
  }
}
