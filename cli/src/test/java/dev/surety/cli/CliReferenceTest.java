package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code docs/reference/cli.md} is the help of every command. {@code -Dsurety.golden.write=true}
 * writes it anew.
 */
class CliReferenceTest {
  private static final Path REFERENCE = Checkout.path("docs/reference/cli.md");
  private static final int WIDTH = 100;

  @Test
  void theReferencePageIsWhatTheCommandsSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.createDirectories(REFERENCE.resolveSibling("."));
      Files.writeString(REFERENCE, page);
    }
    assertThat(REFERENCE).exists();
    assertThat(Files.readString(REFERENCE))
        .as("-Dsurety.golden.write=true writes it anew")
        .isEqualTo(page);
  }

  /** A percent sign that is not doubled makes the library warn and print the text unformatted. */
  @ParameterizedTest
  @MethodSource("texts")
  void everyTextOfTheHelpIsAFormat(String text) {
    assertThat(String.format(text)).isNotNull();
  }

  static List<String> texts() {
    List<String> texts = new ArrayList<>();
    collectTexts(Main.commandLine(), texts);
    return texts;
  }

  private static void collectTexts(CommandLine command, List<String> texts) {
    CommandSpec spec = command.getCommandSpec();
    texts.addAll(List.of(spec.usageMessage().description()));
    texts.addAll(List.of(spec.usageMessage().footer()));
    spec.args().forEach(arg -> texts.addAll(List.of(arg.description())));
    command.getSubcommands().values().forEach(sub -> collectTexts(sub, texts));
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Commands

            Generated from the commands' own help; `./surety COMMAND --help` prints the same.
            """);
    describe(Main.commandLine(), page);
    return page.toString();
  }

  private static void describe(CommandLine command, StringBuilder page) {
    command.setUsageHelpWidth(WIDTH);
    page.append("\n## ")
        .append(command.getCommandSpec().qualifiedName())
        .append("\n\n```\n")
        .append(
            command
                .getUsageMessage(Ansi.OFF)
                .replace(System.lineSeparator(), "\n")
                .lines()
                .map(String::stripTrailing)
                .reduce("", (text, line) -> text + line + "\n"))
        .append("```\n");
    command.getSubcommands().values().forEach(sub -> describe(sub, page));
  }
}
