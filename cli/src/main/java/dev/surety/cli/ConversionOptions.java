package dev.surety.cli;

import dev.surety.contract.convert.Loss;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code contract import} and {@code contract export} have in common. */
final class ConversionOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write; by default standard output.")
  private @Nullable Path output;

  @Option(
      names = "--fail-on-loss",
      description =
          "End with exit code 1 when something cannot be carried over. Remarks, such as the default"
              + " of a JSON Schema, do not count.")
  private boolean failOnLoss;

  /** Writes what came of it, says what was lost, and gives the exit code. */
  int finish(String text, List<Loss> losses, CommandLine command) throws IOException {
    print(losses, command.getErr());
    if (output == null) {
      command.getOut().print(text);
      command.getOut().flush();
    } else {
      Files.write(output, text.getBytes(StandardCharsets.UTF_8));
    }
    return failOnLoss && !losses.stream().allMatch(Loss::isRemark)
        ? ExitCode.FINDINGS
        : ExitCode.DONE;
  }

  /** One line a loss, and their number. */
  private static void print(List<Loss> losses, PrintWriter err) {
    for (Loss loss : losses) {
      String kind = loss.isRemark() ? ": remark lost: " : ": lost: ";
      err.println(loss.at() + kind + loss.what() + ": " + loss.why());
    }
    if (!losses.isEmpty()) {
      err.println(ProblemReport.plural(losses.size(), "place") + " not carried over");
    }
    err.flush();
  }
}
