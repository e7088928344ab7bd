package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.Problem;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.JsonSchemaImport;
import dev.surety.contract.convert.Loss;
import dev.surety.contract.convert.NewContract;
import dev.surety.contract.diff.Change;
import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.Effect;
import dev.surety.contract.diff.Mode;
import dev.surety.contract.diff.Party;
import dev.surety.validation.witness.ConfirmedDiff;
import dev.surety.validation.witness.DiffFormatter;
import dev.surety.validation.witness.DiffFormatter.Witnesses;
import dev.surety.validation.witness.WitnessSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The version history of a public schema registry. Its versions are SchemaVer,
 * MODEL-REVISION-ADDITION: an addition is compatible with all historical data, a revision may break
 * some, a model breaks all. Where that differs from our verdict on stored data, the golden file
 * says so with the reason; {@code -Dsurety.golden.write=true} writes it anew.
 */
class IgluHistoryIT {
  private static final Path GOLDEN =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/iglu-disagreements.txt");
  private static final Path REPORT =
      Path.of(System.getProperty("basedir", "."), "target/iglu-compatibility.txt");

  /** One version after another. */
  private record Step(String name, Path before, Path after) {
    String title() {
      return name + " " + before.getFileName() + " to " + after.getFileName();
    }

    /** Whether the author said that historical data stay valid. */
    boolean isAddition() {
      int[] old = numbers(before);
      int[] now = numbers(after);
      return old[0] == now[0] && old[1] == now[1];
    }
  }

  private static int[] numbers(Path version) {
    return Arrays.stream(version.getFileName().toString().split("-"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static List<Step> steps() throws IOException {
    Path root = SharedData.at("iglu/schemas");
    Map<String, List<Path>> versions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.getFileName().toString().matches("[0-9]+-[0-9]+-[0-9]+"))
          .filter(file -> file.toString().contains("/jsonschema/"))
          .forEach(
              file ->
                  versions
                      .computeIfAbsent(
                          file.getName(file.getNameCount() - 3).toString(),
                          name -> new ArrayList<>())
                      .add(file));
    }
    List<Step> steps = new ArrayList<>();
    versions.forEach(
        (name, files) -> {
          files.sort(Comparator.comparing(IgluHistoryIT::numbers, Arrays::compare));
          for (int i = 1; i < files.size(); i++) {
            steps.add(new Step(name, files.get(i - 1), files.get(i)));
          }
        });
    return steps;
  }

  private static Imported read(Step step, Path file) throws IOException {
    String version = file.getFileName().toString().replace('-', '.');
    return JsonSchemaImport.read(
        step.name() + "/" + file.getFileName(),
        Files.readString(file),
        NewContract.named(step.name(), version));
  }

  @Test
  void everyStepOfTheHistoryHasAVerdict() throws IOException {
    StringBuilder report = new StringBuilder();
    StringBuilder disagreements = new StringBuilder();
    List<Step> steps = steps();
    int agreed = 0;
    for (Step step : steps) {
      Imported old = read(step, step.before());
      Imported now = read(step, step.after());
      assertThat(old.problems()).as(step.title()).isEmpty();
      assertThat(now.problems()).as(step.title()).isEmpty();
      ConfirmedDiff confirmed =
          WitnessSearch.confirm(ContractDiff.between(usable(step, old), usable(step, now)));
      report
          .append(DiffFormatter.format(confirmed, Mode.BACKWARD, List.of(), Witnesses.SHOWN))
          .append(Stream.of(old, now).flatMap(IgluHistoryIT::constraintsLost).count())
          .append(" constraints were not carried over\n\n");
      List<Change> breaking =
          confirmed.diff().changes().stream()
              .filter(change -> change.effect(Party.STORED_DATA) != Effect.NONE)
              .toList();
      if (breaking.isEmpty() == step.isAddition()) {
        agreed++;
      } else {
        disagreements.append(disagreement(step, breaking, confirmed.diff(), old, now));
      }
    }
    Files.createDirectories(REPORT.resolveSibling("."));
    Files.writeString(REPORT, report.toString());
    String all = steps.size() + " steps, " + agreed + " as the author says\n\n" + disagreements;
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(GOLDEN, all);
    }
    assertThat(steps).hasSizeGreaterThan(20);
    assertThat(all).isEqualTo(Files.readString(GOLDEN));
  }

  private static Stream<Loss> constraintsLost(Imported imported) {
    return imported.losses().stream().filter(loss -> !loss.isRemark());
  }

  private static Contract usable(Step step, Imported read) {
    Contract contract = requireNonNull(read.contract());
    assertThat(RecordValidator.lint(contract).stream().filter(Problem::isError).toList())
        .as(step.title())
        .isEmpty();
    return contract;
  }

  private static String disagreement(
      Step step, List<Change> breaking, ContractDiff diff, Imported old, Imported now) {
    String author = step.isAddition() ? "an addition" : "not an addition";
    String ours =
        breaking.isEmpty()
            ? "no record of the old version is rejected"
            : breaking.stream()
                .map(change -> change.place() + ": " + change.sentence())
                .collect(Collectors.joining("\n    "));
    String rest =
        breaking.isEmpty()
            ? "\n    changes: "
                + diff.changes().stream()
                    .map(change -> change.place() + " " + change.kind().code())
                    .collect(Collectors.joining(", "))
                + "\n    not carried over: "
                + Stream.of(old, now)
                    .flatMap(IgluHistoryIT::constraintsLost)
                    .map(Loss::what)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "))
            : "";
    return step.title() + ": the author says " + author + "\n    " + ours + rest + "\n";
  }
}
