package dev.surety.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.yaml.ProblemFormatter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The standard's own example documents, and its documents that must be rejected. */
class OfficialDocumentsIT {
  /** What each document that names something unsupported names, by kind of problem. */
  private static final Set<String> ONLY_INFORMS_OR_SUPPORTED =
      Set.of(
          "all-data-types",
          "all-schema-types",
          "authoritative-definitions",
          "azure-server",
          "basic-four-dpo",
          "basic-pricing",
          "custom-properties",
          "database-table-sla",
          "enum",
          "measures-and-dimensions",
          "postgresql-adventureworks-contract",
          "service-and-operational-roles",
          "support-channels",
          "table-column",
          "table-column-description",
          "table-columns-with-partition");

  private static final Set<String> NAMES_SOMETHING_UNSUPPORTED =
      Set.of(
          "column-accuracy",
          "column-completeness",
          "column-validity",
          "full-example",
          "kafka-schema",
          "kafka-schemaregistry",
          "kafka-server",
          "tags");

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("enum-duplicate-values", "duplicate-value@17:20"),
          Map.entry("enum-missing-value", "missing-key@16:13"),
          Map.entry("invalid-api-version", "unsupported-version@5:13"),
          Map.entry("invalid-kind", "unknown-value@6:7"),
          Map.entry("invalid-quality-dimension", "unknown-value@20:24"),
          Map.entry("invalid-quality-metric", "unknown-value@17:21"),
          Map.entry("invalid-quality-type", "unknown-value@17:19"),
          Map.entry("map-missing-block", "missing-key@13:9"),
          Map.entry("map-missing-value", "missing-key@16:11"),
          Map.entry("missing-required-fields", "missing-key@4:1"),
          Map.entry("quality-custom-missing-implementation", "missing-key@17:13"),
          Map.entry("quality-library-missing-metric", "missing-key@17:13"),
          Map.entry("quality-multiple-operators", "several-operators@20:13"),
          Map.entry("relationship-schema-level-missing-from-to", "missing-key@13:9"),
          Map.entry("schema-property-invalid-logicaltype", "unknown-value@14:22"),
          Map.entry("server-invalid-type", "unknown-value@11:11"),
          Map.entry("server-missing-required-fields", "missing-key@10:5"),
          Map.entry("synonym-missing-term", "missing-key@18:13"));

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".odcs.yaml", "");
  }

  private static List<Problem> errors(Path file) {
    return ContractReader.read(file).problems().stream().filter(Problem::isError).toList();
  }

  @Test
  void everyValidDocumentIsReadOrNamesWhatIsNotSupportedYet() throws IOException {
    Set<String> read = new TreeSet<>();
    Set<String> unsupported = new TreeSet<>();
    for (Path file : SharedData.documents("valid")) {
      List<Problem> errors = errors(file);
      assertThat(errors)
          .as(ProblemFormatter.format(errors))
          .extracting(Problem::code)
          .allMatch("not-supported-yet"::equals);
      (errors.isEmpty() ? read : unsupported).add(nameOf(file));
    }

    assertThat(read).isEqualTo(new TreeSet<>(ONLY_INFORMS_OR_SUPPORTED));
    assertThat(unsupported).isEqualTo(new TreeSet<>(NAMES_SOMETHING_UNSUPPORTED));
  }

  @Test
  void everyValidDocumentIsDescribedWithoutAnError() throws IOException {
    for (Path file : SharedData.documents("valid")) {
      ContractReader.Result result = ContractReader.describe(file);
      List<Problem> errors = result.problems().stream().filter(Problem::isError).toList();
      assertThat(errors).as(ProblemFormatter.format(errors)).isEmpty();

      Contract contract = requireNonNull(result.contract());
      boolean canRun = ContractReader.read(file).contract() != null;
      assertThat(contract.notEnforced().isEmpty())
          .as("%s says of itself whether it can be run", file)
          .isEqualTo(canRun);
    }
  }

  @Test
  void everyInvalidDocumentIsRejectedForItsReason() throws IOException {
    Map<String, Set<String>> reasons = new TreeMap<>();
    for (Path file : SharedData.documents("invalid")) {
      Set<String> found =
          errors(file).stream()
              .filter(problem -> !problem.code().equals("not-supported-yet"))
              .map(p -> p.code() + "@" + p.at().line() + ":" + p.at().column())
              .collect(Collectors.toCollection(TreeSet::new));
      reasons.put(nameOf(file), found);
    }

    Map<String, Set<String>> expected = new TreeMap<>();
    REASONS.forEach((name, reason) -> expected.put(name, Set.of(reason)));
    assertThat(reasons).isEqualTo(expected);
  }
}
