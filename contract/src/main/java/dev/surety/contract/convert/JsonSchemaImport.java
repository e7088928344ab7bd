package dev.surety.contract.convert;

import dev.surety.contract.Contract;
import dev.surety.contract.Problem;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.convert.SchemaFiles.Resource;
import dev.surety.contract.convert.ShapeReader.TooLarge;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema as a contract of one record type: draft-04 to 2020-12, with references inside of
 * the document and to files below a root directory, never over the network.
 *
 * <p>A constraint that a contract cannot say is left out and listed: the contract then accepts more
 * than the schema. It rejects what the schema accepts in three cases only, listed too: integers
 * beyond 64 bits where the schema has no bounds, values that are no objects where the schema lists
 * properties and names no type, and records that are no objects. {@code format} counts as a
 * constraint, as it does to most validators. Two results that look alike are one: a string of
 * format {@code date}, {@code date-time} or {@code time} becomes a date, timestamp or time.
 *
 * <p>Titles, descriptions, examples and what is deprecated go along; other remarks are listed as
 * lost, as {@link Loss.Kind#REMARK}.
 */
public final class JsonSchemaImport {
  private JsonSchemaImport() {}

  /**
   * Imports the schema in a file.
   *
   * @param root the directory below which files lie that it refers to
   * @param as what the contract is called
   */
  public static Imported read(Path file, Path root, NewContract as) {
    Problems problems = new Problems();
    return YamlReader.readText(file, problems)
        .map(text -> read(file.toString(), text, file, root, as))
        .orElseGet(() -> new Imported(null, List.of(), problems.list()));
  }

  /**
   * Imports the schema in a text; it can refer to itself only.
   *
   * @param file names it in positions
   * @param as what the contract is called
   */
  public static Imported read(String file, String text, NewContract as) {
    return read(file, text, null, null, as);
  }

  private static Imported read(
      String name, String text, @Nullable Path file, @Nullable Path root, NewContract as) {
    Set<Loss> losses = new LinkedHashSet<>();
    Problems problems = new Problems();
    SchemaFiles files = new SchemaFiles(root, losses);
    Optional<Resource> document = files.read(name, text, file, problems);
    if (document.isEmpty()) {
      List<Problem> errors = problems.list().stream().filter(Problem::isError).toList();
      return new Imported(null, List.of(), errors);
    }
    try {
      if (file != null) {
        files.add(file, document.get());
      }
      Contract contract = contract(name, document.get(), files, losses, as);
      return new Imported(contract, sorted(losses, name), List.of());
    } catch (TooLarge | IOException e) {
      problems.error(
          "too-large",
          document.get().root().at(),
          "the schema cannot be imported: " + e.getMessage(),
          "import a part of it");
      return new Imported(null, List.of(), problems.list());
    }
  }

  private static Contract contract(
      String name, Resource document, SchemaFiles files, Set<Loss> losses, NewContract as)
      throws TooLarge {
    SchemaShape shape = new ShapeReader(files, losses).read(document.root(), document);
    Property root = new ShapeProperties(losses).root(shape, as);
    SchemaObject type =
        new SchemaObject(
            as.name(),
            as.topic(),
            root,
            List.of(),
            null,
            Passage.PASS,
            Passage.PASS,
            document.root().at());
    List<SchemaObject> types = List.of(type);
    return new Contract(name, NeededVersion.of(types), as.name(), as.version(), types);
  }

  /** The file itself first, then those that it refers to; each in its order. */
  private static List<Loss> sorted(Set<Loss> losses, String first) {
    List<Loss> sorted = new ArrayList<>(losses);
    sorted.sort(
        Comparator.comparing((Loss loss) -> !loss.at().file().equals(first))
            .thenComparing(loss -> loss.at().file())
            .thenComparingInt(loss -> loss.at().line())
            .thenComparingInt(loss -> loss.at().column()));
    return sorted;
  }
}
