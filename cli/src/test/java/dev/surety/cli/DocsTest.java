package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Problem;
import dev.surety.contract.yaml.ProblemFormatter;
import dev.surety.pipeline.PipelineReader;
import dev.surety.pipeline.ProfileReader;
import dev.surety.validation.CheckedContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** What the documentation tells people to type works: every command and every YAML file in it. */
class DocsTest {
  private static final Pattern CONTRACTS = Pattern.compile("(?m)^contracts: \\[(.*)]$");

  @TempDir private Path dir;

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Checkout.path("README.md")));
    for (String folder : List.of("docs", "examples")) {
      try (Stream<Path> files = Files.walk(Checkout.path(folder))) {
        files
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.startsWith(Checkout.path("docs/reference"))) // generated
            .sorted()
            .forEach(pages::add);
      }
    }
    try (Stream<Path> modules = Files.list(Checkout.path(""))) {
      modules
          .map(module -> module.resolve("README.md"))
          .filter(Files::exists)
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandCanBeTyped(Path page) throws IOException {
    for (String command : Markdown.read(page).commands()) {
      try {
        Main.commandLine().parseArgs(arguments(command));
      } catch (ParameterException e) {
        throw new AssertionError(page + ": `" + command + "`: " + e.getMessage(), e);
      }
    }
  }

  @Test
  void theReadmeHasCommands() throws IOException {
    assertThat(Markdown.read(Checkout.path("README.md")).commands())
        .anyMatch(command -> command.startsWith("./surety "));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyYamlFileCanBeRead(Path page) throws IOException {
    List<String> blocks = Markdown.read(page).fenced();
    List<String> contracts = blocks.stream().filter(b -> b.startsWith("apiVersion:")).toList();
    for (String contract : contracts) {
      Path file = Files.writeString(dir.resolve("contract.odcs.yaml"), contract);
      assertNoErrors(page, CheckedContract.read(file).problems());
    }
    for (String block : blocks) {
      if (block.startsWith("pipeline:")) {
        assertNoErrors(page, pipelineProblems(block, contracts));
      } else if (block.startsWith("kafka:") || block.startsWith("profile:")) {
        Path file = Files.writeString(dir.resolve("surety.yaml"), block);
        assertNoErrors(page, ProfileReader.read(file, variable -> "a value").problems());
      }
    }
  }

  /** Its contracts are those that the page shows; what no page shows cannot be looked for. */
  private List<Problem> pipelineProblems(String pipeline, List<String> contracts)
      throws IOException {
    Matcher names = CONTRACTS.matcher(pipeline);
    if (names.find()) {
      List<String> files = List.of(names.group(1).split(",\\s*"));
      for (int i = 0; i < Math.min(files.size(), contracts.size()); i++) {
        Path file = dir.resolve(files.get(i));
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, contracts.get(i));
      }
    }
    Path file = Files.writeString(dir.resolve("pipeline.yaml"), pipeline);
    return PipelineReader.read(file).problems().stream()
        .filter(problem -> !(contracts.isEmpty() && problem.code().equals("file-not-found")))
        .toList();
  }

  private static void assertNoErrors(Path page, List<Problem> problems) {
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    assertThat(errors).as("%s: %s", page, ProblemFormatter.format(errors)).isEmpty();
  }

  /** The words behind the command's name. */
  private static String[] arguments(String command) {
    String[] words = command.split("\\s+");
    return Arrays.copyOfRange(words, 1, words.length);
  }

  /** The parts of a page that people copy. */
  private record Markdown(List<String> fenced, String prose) {
    static Markdown read(Path page) throws IOException {
      List<String> fenced = new ArrayList<>();
      StringBuilder block = new StringBuilder();
      StringBuilder prose = new StringBuilder();
      boolean inside = false;
      boolean printed = false;
      for (String line : Files.readAllLines(page)) {
        if (line.strip().startsWith("```")) {
          if (inside && !printed) {
            fenced.add(block.toString());
          }
          block.setLength(0);
          printed = line.strip().equals("```text"); // what a command prints
          inside = !inside;
        } else {
          (inside ? block : prose).append(line).append('\n');
        }
      }
      assertThat(inside).as("%s ends inside a block", page).isFalse();
      return new Markdown(fenced, prose.toString());
    }

    /** Every command of a block, and every one in the text that is quoted as {@code ./surety …}. */
    List<String> commands() {
      List<String> commands = new ArrayList<>();
      for (String block : fenced) {
        block
            .replace("\\\n", " ")
            .lines()
            .map(Markdown::typed)
            .filter(command -> command.matches("(\\./)?surety( .*)?"))
            .forEach(commands::add);
      }
      String[] parts = prose.split("`", -1);
      for (int i = 1; i < parts.length; i += 2) {
        String command = typed(parts[i].replace('\n', ' '));
        if (command.startsWith("./surety")) {
          commands.add(command);
        }
      }
      return commands;
    }

    /** A line without prompt, comment, redirection and what it is piped into. */
    private static String typed(String line) {
      String text = line.strip();
      text = text.startsWith("$ ") ? text.substring(2) : text;
      text = text.replaceAll("^([A-Z_]+=\\S* +)+", "");
      return text.replaceAll("(^|\\s)#.*", "").replaceAll("\\s*(\\||&&|2?>|;).*", "").strip();
    }
  }
}
