package dev.surety.cli;

import dev.surety.contract.Contract;
import dev.surety.contract.Property;
import dev.surety.contract.convert.ContractWriter;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.Loss;
import dev.surety.contract.convert.NewContract;
import dev.surety.registry.RegistrySettings;
import dev.surety.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract import}. */
@Command(
    name = "import",
    description = {
      "Make a contract from a schema in another language: of a file, or of a registry's subject.",
      "What a contract cannot say is listed on standard error with its place; the contract then"
          + " accepts more than the schema."
    },
    footer =
        "%nExit codes: 0 done, 1 the schema is wrong, or --fail-on-loss and something is lost; 2"
            + " wrong usage, or no such subject; 3 the registry cannot be reached.")
final class ContractImportCommand implements Callable<Integer> {
  /** So many kinds of losses stand in the head of the contract itself. */
  private static final int MAX_HEAD = 20;

  /** What a subject of the values of a topic ends in. */
  private static final String VALUE = "-value";

  @Spec private CommandSpec spec;
  @Mixin private ConversionOptions options = new ConversionOptions();

  // Not the standard options: --version is the contract's here.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Mixin private RegistryChoice registry = new RegistryChoice();

  @Option(
      names = "--format",
      paramLabel = ImportFormat.NAMES,
      description = "The language of the schema in FILE; of a subject's, the registry knows it.")
  private @Nullable ImportFormat format;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The schema.")
  private @Nullable Path file;

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description =
          "Import the schema of this subject of the registry, with those that it refers to.")
  private @Nullable String subject;

  @Option(
      names = "--subject-version",
      paramLabel = "VERSION",
      description = "Version of the subject: a number, or latest, which is the default.")
  private @Nullable String subjectVersion;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description =
          "Where files lie that the schema refers to; none outside of it is read. By default the"
              + " directory of FILE.")
  private @Nullable Path root;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Id of the contract and name of its record type; by default after the file, or the"
              + " subject without -value.")
  private @Nullable String name;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Version of the contract; by default 1.0.0.")
  private String version = "1.0.0";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Topic of the records; by default the name.")
  private @Nullable String topic;

  @Override
  public Integer call() throws IOException {
    String fromSubject = subject;
    if (fromSubject != null) {
      return fromRegistry(fromSubject);
    }
    Path schema = file;
    if (schema == null) {
      throw wrong("name the schema: a FILE, or --subject of a registry");
    }
    if (subjectVersion != null || registry.isNamed()) {
      throw wrong("a registry has subjects: name one with --subject");
    }
    return fromFile(schema);
  }

  private int fromFile(Path schema) throws IOException {
    ImportFormat language = format;
    if (language == null) {
      throw wrong("say with --format in which language " + schema + " is: " + ImportFormat.NAMES);
    }
    if (!Files.isRegularFile(schema)) {
      throw wrong("there is no file " + schema);
    }
    Path directory = root == null ? schema.toAbsolutePath().getParent() : root;
    if (directory == null || !Files.isDirectory(directory)) {
      throw wrong("there is no directory " + directory);
    }
    Imported imported = language.read(schema, directory, as(nameOf(schema)));
    return finish(imported, "the " + language + " " + schema.getFileName());
  }

  private int fromRegistry(String of) throws IOException {
    if (file != null || root != null) {
      throw wrong("with --subject there is no " + (file != null ? "FILE" : "--root"));
    }
    if (of.isBlank()) {
      throw wrong("--subject is empty");
    }
    Integer number = number();
    Optional<RegistrySettings> settings = registry.choose(null, spec.commandLine().getErr());
    if (settings.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    SubjectImport schema = SubjectImport.fetch(new SchemaRegistry(settings.get()), of, number);
    if (format != null && format != schema.format()) {
      throw wrong("the schema of " + of + " is in " + schema.format() + ", not in " + format);
    }
    String plain = of.endsWith(VALUE) ? of.substring(0, of.length() - VALUE.length()) : of;
    Imported imported = schema.read(as(clean(plain)));
    return finish(imported, "the " + schema.format() + " of subject " + schema.place());
  }

  /** The version that is asked for; null for the newest. */
  private @Nullable Integer number() {
    if (subjectVersion == null || subjectVersion.equals("latest")) {
      return null;
    }
    if (!subjectVersion.matches("[1-9][0-9]{0,8}")) {
      throw wrong("--subject-version is a number from 1, or latest, not '" + subjectVersion + "'");
    }
    return Integer.valueOf(subjectVersion);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private NewContract as(String otherwise) {
    String named = name == null ? otherwise : name;
    return new NewContract(named, version, topic == null ? named : topic);
  }

  private int finish(Imported imported, String source) throws IOException {
    ProblemReport.print(imported.problems(), spec.commandLine().getErr());
    Contract contract = imported.contract();
    if (contract == null) {
      return ExitCode.FINDINGS;
    }
    String text = ContractWriter.write(contract, head(contract, source, imported.losses()));
    return options.finish(text, imported.losses(), spec.commandLine());
  }

  /** Where the contract comes from and what it does not say, for whoever reads it later. */
  private Function<Property, List<String>> head(
      Contract contract, String source, List<Loss> losses) {
    List<String> lines = new ArrayList<>();
    lines.add("Imported from " + source + ".");
    Map<String, Integer> kinds = new LinkedHashMap<>();
    losses.forEach(loss -> kinds.merge(loss.what() + ": " + loss.why(), 1, Integer::sum));
    if (!kinds.isEmpty()) {
      lines.add("Not carried over (places):");
    }
    kinds.entrySet().stream()
        .limit(MAX_HEAD)
        .forEach(kind -> lines.add("- " + kind.getKey() + " (" + kind.getValue() + ")"));
    if (kinds.size() > MAX_HEAD) {
      lines.add("- and " + (kinds.size() - MAX_HEAD) + " more kinds");
    }
    Property first = contract.objects().isEmpty() ? null : contract.objects().get(0).root();
    return property -> property == first ? lines : List.of();
  }

  private static String nameOf(Path file) {
    String whole = String.valueOf(file.getFileName());
    int dot = whole.indexOf('.');
    String stem = dot > 0 ? whole.substring(0, dot) : whole;
    return clean(stem);
  }

  private static String clean(String stem) {
    String clean = stem.replaceAll("[^A-Za-z0-9._-]+", "-");
    return clean.isEmpty() ? "imported" : clean;
  }
}
