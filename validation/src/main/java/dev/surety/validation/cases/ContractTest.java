package dev.surety.validation.cases;

import dev.surety.contract.Contract;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.Problems;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import dev.surety.validation.cases.Coverage.Kind;
import dev.surety.validation.cases.Coverage.Target;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.reference.RecordTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests beside a contract: {@code transactions.test.yaml} tests {@code
 * transactions.odcs.yaml}.
 */
public final class ContractTest {
  private static final String TEST = ".test.yaml";
  private static final List<String> CONTRACT = List.of(".odcs.yaml", ".odcs.yml");

  /** What compiling a contract gives for one topic. */
  private record Judge(RecordValidator validator, Plan plan) {}

  private final Contract contract;
  private final Map<String, Judge> judges = new HashMap<>();
  private final Set<Target> broken = new HashSet<>();
  private final CoverageTargets targets;

  private ContractTest(Contract contract) {
    this.contract = contract;
    this.targets = new CoverageTargets(contract);
  }

  /**
   * What running a file gave.
   *
   * @param file the file of tests
   * @param problems what is wrong with it, or with its contract; then there are no results
   * @param results how each case ended, in the order of the file
   * @param coverage null when there are problems
   */
  public record Report(
      Path file, List<Problem> problems, List<CaseResult> results, @Nullable Coverage coverage) {
    public Report {
      problems = List.copyOf(problems);
      results = List.copyOf(results);
    }

    /** Whether the file could be read and every case passed. */
    public boolean passed() {
      return problems.isEmpty() && results.stream().allMatch(CaseResult::passed);
    }
  }

  /** Whether a file is named like one of tests. */
  public static boolean isTestFile(Path file) {
    return String.valueOf(file.getFileName()).endsWith(TEST);
  }

  /** The contract that a file of tests is for, when it names none: the one beside it. */
  public static Path contractOf(Path testFile) {
    String name = String.valueOf(testFile.getFileName());
    String stem = isTestFile(testFile) ? name.substring(0, name.length() - TEST.length()) : name;
    Path first = testFile.resolveSibling(stem + CONTRACT.get(0));
    Path second = testFile.resolveSibling(stem + CONTRACT.get(1));
    return !Files.exists(first) && Files.exists(second) ? second : first;
  }

  /** The file of tests beside a contract; empty when the file is not named like a contract. */
  public static Optional<Path> testsOf(Path contractFile) {
    String name = String.valueOf(contractFile.getFileName());
    return CONTRACT.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(
            suffix ->
                contractFile.resolveSibling(
                    name.substring(0, name.length() - suffix.length()) + TEST));
  }

  /** Runs a file of tests. */
  public static Report run(Path file) {
    Problems problems = new Problems();
    Optional<TestFile> read = TestFileReader.read(file, problems);
    if (read.isEmpty()) {
      return new Report(file, problems.list(), List.of(), null);
    }
    ContractTest test = new ContractTest(read.get().contract());
    List<CaseResult> results = read.get().cases().stream().map(test::judge).toList();
    return new Report(file, List.of(), results, Coverage.of(test.targets.all(), test.broken));
  }

  private CaseResult judge(TestCase test) {
    Judge judge = judges.computeIfAbsent(test.topic(), this::compile);
    CaseResult result = CaseResult.of(test, judge.validator().validate(test.input()));
    List<Violation> reported = new ArrayList<>(result.reported());
    if (!reported.isEmpty()) {
      RecordTypes.of(test.input(), judge.plan(), Limits.DEFAULT)
          .ifPresent(
              type -> {
                reported.forEach(v -> targets.of(v, type).ifPresent(broken::add));
                if (result.verdict() instanceof Verdict.Rejected) {
                  broken.add(new Target(Kind.RECORD_TYPE, type, ""));
                }
              });
    }
    return result;
  }

  /** The contract has been checked, so that it compiles for each of its topics. */
  private Judge compile(String topic) {
    RecordValidator validator =
        RecordValidator.compile(contract, topic, Limits.DEFAULT).validator();
    Plan plan = ContractCompiler.compile(contract, topic).plan();
    if (validator == null || plan == null) {
      throw new IllegalStateException("a checked contract does not compile for " + topic);
    }
    return new Judge(validator, plan);
  }
}
