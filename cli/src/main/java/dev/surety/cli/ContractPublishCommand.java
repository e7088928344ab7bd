package dev.surety.cli;

import dev.surety.cli.publish.SchemaPublication;
import dev.surety.cli.publish.SchemaPublication.Run;
import dev.surety.contract.Contract;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.Exported;
import dev.surety.contract.convert.Loss;
import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.registry.Answer;
import dev.surety.registry.CompatibilityLevel;
import dev.surety.registry.ContractStore;
import dev.surety.registry.RegistrySettings;
import dev.surety.registry.Schema;
import dev.surety.registry.SchemaRegistry;
import dev.surety.registry.SchemaType;
import dev.surety.registry.SubjectStrategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract publish}. */
@Command(
    name = "publish",
    description = {
      "Put contracts and the schemas that are derived from them into a registry.",
      "What is there already is left alone; what was written is read back and compared. What a"
          + " schema cannot say of a contract is listed."
    },
    mixinStandardHelpOptions = true,
    footer =
        "%nExit codes: 0 done, 1 a contract is wrong or the registry refuses a schema, 2 wrong"
            + " usage, 3 the registry cannot be reached, 4 another document has this version.")
final class ContractPublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryChoice registry = new RegistryChoice();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Contracts.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--subject-strategy",
      paramLabel = "topic|record|topic-record",
      description = {
        "How subjects are named: <topic>-value, the record type, or <topic>-<record type>. By"
            + " default topic where a topic has one record type, else topic-record."
      })
  private @Nullable String strategy;

  @Option(
      names = "--format",
      paramLabel = ImportFormat.NAMES,
      description = "The language of the schemas; by default json-schema.")
  private ExportFormat format = ExportFormat.JSON_SCHEMA;

  @Option(
      names = "--compatibility",
      paramLabel = "LEVEL",
      description =
          "The registry's level for the subjects, such as FULL_TRANSITIVE; by default it stays as"
              + " it is.")
  private @Nullable CompatibilityLevel level;

  @Option(names = "--dry-run", description = "Ask everything and write nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    List<Planned> planned = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(spec.commandLine(), "there is no file " + file);
      }
      Optional<Planned> plan = plan(file, err);
      if (plan.isEmpty()) {
        return ExitCode.FINDINGS;
      }
      planned.add(plan.get());
    }
    Optional<RegistrySettings> settings = registry.choose(files.get(0), err);
    if (settings.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    return publish(planned, settings.get());
  }

  /** Everything that one contract puts into the registry. */
  private record Planned(Contract contract, String text, Map<String, Schema> schemas) {}

  /** Nothing is written before every contract has been read. */
  private Optional<Planned> plan(Path file, PrintWriter err) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    ExportSource.Result read = ExportSource.read(file.toString(), text);
    ExportSource source = read.source();
    if (source == null) {
      ProblemReport.print(read.problems(), err);
      return Optional.empty();
    }
    SchemaType type = type();
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (SchemaObject object : source.objects()) {
      Exported exported = format.write(source, List.of(object));
      for (Loss loss : exported.losses()) {
        err.println(loss.at() + ": lost: " + loss.what() + ": " + loss.why());
      }
      String subject =
          strategy(source.contract(), object).valueSubject(object.topic(), object.name());
      if (schemas.put(subject, Schema.of(type, exported.text())) != null) {
        throw new ParameterException(
            spec.commandLine(),
            "two record types of "
                + file
                + " have the subject "
                + subject
                + "; use --subject-strategy topic-record");
      }
    }
    return Optional.of(new Planned(source.contract(), text, schemas));
  }

  private SubjectStrategy strategy(Contract contract, SchemaObject object) {
    String named = strategy;
    if (named == null) {
      return contract.objectsOn(object.topic()).size() == 1
          ? SubjectStrategy.TOPIC
          : SubjectStrategy.TOPIC_RECORD;
    }
    for (SubjectStrategy each : SubjectStrategy.values()) {
      if (each.name().replace('_', '-').equals(named.toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "--subject-strategy is topic, record or topic-record");
  }

  private SchemaType type() {
    return switch (format) {
      case JSON_SCHEMA -> SchemaType.JSON;
      case AVRO -> SchemaType.AVRO;
      case PROTOBUF -> SchemaType.PROTOBUF;
      case FLINK_SQL, MARKDOWN, HTML ->
          throw new ParameterException(
              spec.commandLine(),
              "a registry keeps no " + format + ": --format is " + ImportFormat.NAMES);
    };
  }

  private int publish(List<Planned> planned, RegistrySettings settings) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SchemaPublication schemas = new SchemaPublication(new SchemaRegistry(settings), level);
    ContractStore store = ContractStore.of(settings);
    boolean refused = false;
    for (Planned plan : planned) {
      // The contract comes last: once it is there, so are its schemas.
      boolean complete = true;
      for (Map.Entry<String, Schema> schema : plan.schemas().entrySet()) {
        Answer<SchemaPublication.Outcome> outcome =
            schemas.publish(schema.getKey(), schema.getValue(), dryRun ? Run.DRY : Run.REAL);
        if (outcome instanceof Answer.Refused<SchemaPublication.Outcome> no && !no.isAccess()) {
          err.println(schema.getKey() + ": refused by the registry: " + no.message());
          complete = false;
        } else {
          out.println(RegistryChoice.demand(outcome, "subject " + schema.getKey()).line());
        }
      }
      refused |= !complete;
      if (complete) {
        out.println(dryRun ? wouldStore(store, plan) : store(store, plan));
      }
      out.flush();
    }
    return refused ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  private static String store(ContractStore store, Planned plan) {
    Contract contract = plan.contract();
    String what = "contract " + contract.id() + " " + contract.version();
    ContractStore.Stored stored =
        RegistryChoice.demand(store.put(contract.id(), contract.version(), plan.text()), what);
    boolean same =
        RegistryChoice.demand(store.versions(contract.id()), what).stream()
            .filter(version -> version.version().equals(contract.version()))
            .anyMatch(version -> version.text().equals(plan.text()));
    if (!same) {
      throw new OperationException(
          ErrorCode.REFUSED, what + " is not in the registry as it was written");
    }
    return what + (stored == ContractStore.Stored.ADDED ? ": stored" : ": unchanged");
  }

  private static String wouldStore(ContractStore store, Planned plan) {
    Contract contract = plan.contract();
    String what = "contract " + contract.id() + " " + contract.version();
    return store
        .versions(contract.id())
        .match(
            versions -> what + ": " + wouldBe(versions, plan),
            absent -> what + ": would be stored",
            refused ->
                RegistryChoice.demand(
                    new Answer.Refused<String>(
                        refused.status(), refused.errorCode(), refused.message()),
                    what),
            unavailable ->
                RegistryChoice.demand(new Answer.Unavailable<String>(unavailable.reason()), what));
  }

  private static String wouldBe(List<ContractStore.StoredVersion> versions, Planned plan) {
    for (ContractStore.StoredVersion version : versions) {
      if (version.version().equals(plan.contract().version())) {
        return version.text().equals(plan.text())
            ? "unchanged"
            : "would be refused, this version is there with other content";
      }
    }
    return "would be stored";
  }
}
