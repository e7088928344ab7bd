package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LogFormatTest {
  @ParameterizedTest
  @ValueSource(strings = {"run pipeline.yaml", "demo", "watch", "sandbox up"})
  void everyCommandThatRunsForLongHasIt(String command) {
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    args.addAll(List.of("--log-format", "json"));

    CommandLine.ParseResult parsed = Main.commandLine().parseArgs(args.toArray(String[]::new));
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }

    assertThat(parsed.matchedOption("--log-format").<Object>getValue())
        .isEqualTo(LogOptions.Format.JSON);
  }

  @Test
  void anUnknownFormatIsWrongUsageThatNamesTheFormats() {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("run", "x.yaml", "--log-format", "xml");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--log-format", "TEXT, JSON, AUTO");
  }
}
