package dev.surety.cli;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.convert.AvroReferences;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.Loss;
import dev.surety.contract.convert.NewContract;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.registry.Answer;
import dev.surety.registry.References;
import dev.surety.registry.SchemaRegistry;
import dev.surety.registry.SubjectVersion;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Imports a schema that stands in a registry: it and the schemas that it uses are laid out as files
 * in a directory of their own, as imports and references name them, and read from there.
 */
final class SubjectImport {
  private final SubjectVersion version;
  private final Map<String, String> used;

  private SubjectImport(SubjectVersion version, Map<String, String> used) {
    this.version = version;
    this.used = used;
  }

  /**
   * Fetches a schema and those that it uses.
   *
   * @param number the version; null for the newest
   * @throws OperationException when there is no such schema, or the registry does not give it
   */
  static SubjectImport fetch(SchemaRegistry registry, String subject, @Nullable Integer number) {
    Answer<SubjectVersion> answer =
        number == null ? registry.latest(subject) : registry.version(subject, number);
    if (answer instanceof Answer.Absent<SubjectVersion>) {
      throw new OperationException(ErrorCode.NOT_FOUND, absent(registry, subject, number));
    }
    SubjectVersion version = RegistryChoice.demand(answer, "subject " + subject);
    String what = "a schema that " + subject + " uses";
    return new SubjectImport(
        version, RegistryChoice.demand(References.of(version.schema(), registry), what));
  }

  private static String absent(SchemaRegistry registry, String subject, @Nullable Integer number) {
    Optional<List<Integer>> versions = registry.versions(subject).found();
    if (number != null && versions.isPresent()) {
      return "subject '%s' has no version %d: there are %s"
          .formatted(subject, number, versions.get());
    }
    String message = "there is no subject '" + subject + "' in the registry";
    return registry
        .subjects()
        .found()
        .flatMap(subjects -> DidYouMean.closest(subject, subjects))
        .map(meant -> message + ": did you mean '" + meant + "'?")
        .orElse(message);
  }

  /** The language that the registry says the schema is in. */
  ImportFormat format() {
    return switch (version.schema().type()) {
      case JSON -> ImportFormat.JSON_SCHEMA;
      case AVRO -> ImportFormat.AVRO;
      case PROTOBUF -> ImportFormat.PROTOBUF;
    };
  }

  /** Names the schema in positions: {@code orders-value/3}. */
  String place() {
    return version.subject() + "/" + version.version();
  }

  /** Makes a contract of it. */
  Imported read(NewContract as) throws IOException {
    Path directory = Files.createTempDirectory("surety-import-");
    try {
      Path schema = directory.resolve("import-" + version.id());
      for (Map.Entry<String, String> one : used.entrySet()) {
        layOut(one.getKey(), one.getValue(), directory);
      }
      boolean inOne = format() == ImportFormat.AVRO && !used.isEmpty();
      String text = version.schema().text();
      Files.writeString(schema, inOne ? AvroReferences.inline(text, used.values()) : text);
      return named(format().read(schema, directory, as), schema, directory);
    } finally {
      delete(directory);
    }
  }

  /** What cannot be a file below the directory is missed, and told of, where it is referred to. */
  private static void layOut(String name, String text, Path directory) throws IOException {
    Path file;
    try {
      file = directory.resolve(name).normalize();
    } catch (InvalidPathException noFileName) {
      return;
    }
    Path parent = file.getParent();
    if (file.startsWith(directory) && !file.equals(directory) && parent != null) {
      Files.createDirectories(parent);
      Files.writeString(file, text);
    }
  }

  /** The same with the names of the registry for those of files that nobody has seen. */
  private Imported named(Imported imported, Path schema, Path directory) {
    List<Loss> losses =
        imported.losses().stream()
            .map(
                loss ->
                    new Loss(
                        at(loss.at(), schema, directory), loss.what(), loss.why(), loss.kind()))
            .toList();
    List<Problem> problems =
        imported.problems().stream()
            .map(
                problem ->
                    new Problem(
                        problem.severity(),
                        problem.code(),
                        at(problem.at(), schema, directory),
                        problem.message().replace(directory.toString(), "the registry"),
                        problem.help().contains("--root") ? "" : problem.help(),
                        problem.sourceLine()))
            .toList();
    return new Imported(imported.contract(), losses, problems);
  }

  private Position at(Position at, Path schema, Path directory) {
    String below = directory + "/";
    String file = at.file();
    String named =
        file.equals(schema.toString())
            ? place()
            : file.startsWith(below) ? file.substring(below.length()) : file;
    return new Position(named, at.line(), at.column());
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
