package dev.surety.contract.convert;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract to be written in another language.
 *
 * @param contract what it says of its records
 * @param document all that it says
 */
public record ExportSource(Contract contract, ContractDocument document) {
  public ExportSource {
    requireNonNull(contract, "contract");
    requireNonNull(document, "document");
  }

  /**
   * What reading gave.
   *
   * @param source null exactly when a problem is an error
   */
  public record Result(@Nullable ExportSource source, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a file. */
  public static Result read(Path file) {
    Problems problems = new Problems();
    return YamlReader.readText(file, problems)
        .map(text -> read(file.toString(), text))
        .orElseGet(() -> new Result(null, problems.list()));
  }

  /** Reads a text; {@code file} names it in positions. */
  public static Result read(String file, String text) {
    ContractReader.Result described = ContractReader.describe(file, text);
    ContractDocument document = ContractDocument.read(file, text).document();
    Contract contract = described.contract();
    return contract == null || document == null
        ? new Result(null, described.problems())
        : new Result(new ExportSource(contract, document), described.problems());
  }

  /** The record types, in the order of the document. */
  public List<SchemaObject> objects() {
    return contract.objects();
  }
}
