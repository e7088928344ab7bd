package dev.surety.cli;

import dev.surety.contract.ContractFormatter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract fmt}. */
@Command(
    name = "fmt",
    description = {
      "Write contracts anew in one canonical way: keys in the order of the standard, quotes where"
          + " readers of YAML 1.1 or 1.2 would take a string for something else.",
      "What they mean, their comments and keys that the standard does not know stay. A file that"
          + " cannot be written so is left as it is."
    },
    mixinStandardHelpOptions = true,
    footer =
        "%nExit codes: 0 done, 1 a file cannot be formatted, or --check found one that is not; 2"
            + " wrong usage.")
final class ContractFmtCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Contract files, and directories with *.odcs.yaml in them.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--check", description = "Change nothing; name the files that would change.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean found = false;
    for (Path file : ContractFiles.find(files, spec.commandLine())) {
      ContractFormatter.Result result = ContractFormatter.format(file);
      String text = result.text();
      ProblemReport.print(result.problems(), out);
      if (text == null) {
        found = true;
      } else if (result.changed()) {
        found |= check;
        if (!check) {
          replace(file, text);
        }
        out.println(file + (check ? ": is not formatted" : ": formatted"));
      }
    }
    out.flush();
    return found ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  /** Replaces a file as a whole: whoever reads it meanwhile finds the old text or the new one. */
  private static void replace(Path file, String text) throws IOException {
    Path target = file.toRealPath();
    Path directory = target.getParent();
    Path written = Files.createTempFile(directory, ".surety-", ".tmp");
    try {
      Files.write(written, text.getBytes(StandardCharsets.UTF_8));
      if (Files.getFileAttributeView(target, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(target));
      }
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
