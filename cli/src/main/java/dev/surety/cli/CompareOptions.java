package dev.surety.cli;

import dev.surety.contract.Consumer;
import dev.surety.contract.Problem;
import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.contract.diff.Mode;
import dev.surety.contract.read.ConsumerReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.validation.witness.ConfirmedDiff;
import dev.surety.validation.witness.DiffFormatter;
import dev.surety.validation.witness.DiffFormatter.Witnesses;
import dev.surety.validation.witness.DiffJson;
import dev.surety.validation.witness.WitnessSearch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code contract diff} and {@code contract check} have in common. */
final class CompareOptions {
  static final String MODES =
      "backward: stored data and producers must not break; forward: consumers; full: nobody; each"
          + " also _transitive: with every earlier version; none: only report.";

  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--witness",
      description =
          "Show a record for every break, which one version accepts and the other rejects.")
  private boolean witness;

  @Option(
      names = "--consumers",
      paramLabel = "FILE",
      description = {
        "A file that names consumers and their fields, beside those in the contract; may be given"
            + " several times."
      })
  private List<Path> consumerFiles = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "text for people, json for programs: one object a comparison, one a line.")
  private Format format = Format.TEXT;

  boolean isJson() {
    return format == Format.JSON;
  }

  /** The consumers that files name; empty when one of the files is wrong, which is then said. */
  Optional<List<Consumer>> consumers(PrintWriter err) {
    List<Consumer> consumers = new ArrayList<>();
    Problems problems = new Problems();
    for (Path file : consumerFiles) {
      consumers.addAll(ConsumerReader.read(file, problems));
    }
    List<Problem> found = problems.list();
    ProblemReport.print(found, err);
    return ProblemReport.hasErrors(found) ? Optional.empty() : Optional.of(consumers);
  }

  /** Compares, prints, and tells whether the mode refuses the change. */
  boolean refuses(
      ContractVersion before,
      ContractVersion after,
      Mode mode,
      List<Consumer> named,
      PrintWriter out) {
    ConfirmedDiff confirmed = WitnessSearch.confirm(ContractDiff.between(before, after));
    // Who relies on the old version is in the old file; who was added since may rely on it too.
    List<Consumer> consumers = new ArrayList<>(before.terms().consumers());
    for (Consumer consumer : after.terms().consumers()) {
      if (consumers.stream().noneMatch(known -> known.name().equals(consumer.name()))) {
        consumers.add(consumer);
      }
    }
    consumers.addAll(named);
    if (isJson()) {
      out.println(DiffJson.format(confirmed, mode, consumers));
    } else {
      Witnesses shown = witness ? Witnesses.SHOWN : Witnesses.HIDDEN;
      out.print(DiffFormatter.format(confirmed, mode, consumers, shown));
    }
    out.flush();
    return !confirmed.diff().refusedBy(mode).isEmpty();
  }
}
