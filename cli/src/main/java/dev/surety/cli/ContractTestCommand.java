package dev.surety.cli;

import dev.surety.validation.cases.ContractTest;
import dev.surety.validation.cases.ContractTest.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract test}. */
@Command(
    name = "test",
    description = {
      "Judge the records of NAME.test.yaml by the contract NAME.odcs.yaml beside it, and compare"
          + " the verdicts with what the file expects.",
      "A case has a name, a record (record: a value, json: raw text, file: bytes, like: an earlier"
          + " case with set and remove, or tombstone: true), optionally key, headers and topic, and"
          + " expect: accepted or {rejected: [{rule, path, code}], warnings: [...]}."
    },
    mixinStandardHelpOptions = true,
    footer = "%nExit codes: 0 all as expected, 1 not so, 2 wrong usage.")
final class ContractTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "Files of tests, contracts, and directories with *.test.yaml beside contracts in them."
              + " Default: this directory.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json|junit",
      description = {
        "text for people, json for programs: one object a case and one for each file; junit for"
            + " build servers."
      })
  private TestFormat format = TestFormat.TEXT;

  @Option(
      names = "--coverage",
      description = "Name rules, constraints and record types that no test makes fail.")
  private boolean coverage;

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      description = "Fail when less of a contract is covered; implies --coverage.")
  private @Nullable Integer minCoverage;

  @Override
  public Integer call() throws IOException {
    if (minCoverage != null && (minCoverage < 0 || minCoverage > 100)) {
      throw new ParameterException(spec.commandLine(), "--min-coverage goes from 0 to 100");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Report> reports = testFiles().stream().map(ContractTest::run).toList();
    format.print(reports, coverage || minCoverage != null, out);
    List<Report> thin = reports.stream().filter(this::coversTooLittle).toList();
    for (Report report : thin) {
      spec.commandLine()
          .getErr()
          .println(report.file() + ": less than " + minCoverage + " % is covered");
    }
    out.flush();
    spec.commandLine().getErr().flush();
    return reports.stream().allMatch(Report::passed) && thin.isEmpty()
        ? ExitCode.DONE
        : ExitCode.FINDINGS;
  }

  private boolean coversTooLittle(Report report) {
    return minCoverage != null
        && report.coverage() != null
        && report.coverage().percent() < minCoverage;
  }

  private Collection<Path> testFiles() throws IOException {
    Set<Path> found = new LinkedHashSet<>();
    for (Path path : files.isEmpty() ? List.of(Path.of("")) : files) {
      if (Files.isDirectory(path) || path.toString().isEmpty()) {
        found.addAll(inDirectory(path));
      } else {
        found.add(beside(path));
      }
    }
    return found;
  }

  private Collection<Path> inDirectory(Path directory) throws IOException {
    Collection<Path> tests =
        ContractFiles.inDirectory(
            directory,
            file -> ContractTest.isTestFile(file) && Files.exists(ContractTest.contractOf(file)),
            spec.commandLine());
    if (tests.isEmpty()) {
      String where = directory.toString().isEmpty() ? "this directory" : directory.toString();
      throw new ParameterException(
          spec.commandLine(), "there is no *.test.yaml beside a contract in " + where);
    }
    return tests;
  }

  /** A contract stands for the tests beside it. */
  private Path beside(Path file) {
    Path tests = ContractTest.testsOf(file).orElse(file);
    if (!tests.equals(file) && !Files.exists(tests)) {
      throw new ParameterException(
          spec.commandLine(), "there are no tests beside " + file + ": write " + tests);
    }
    return tests;
  }
}
