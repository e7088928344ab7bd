package dev.surety.cli;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.Descriptor;
import dev.surety.cli.trial.AvroFile;
import dev.surety.cli.trial.DelimitedMessages;
import dev.surety.cli.trial.JsonReport;
import dev.surety.cli.trial.LineSource;
import dev.surety.cli.trial.Progress;
import dev.surety.cli.trial.RecordSource;
import dev.surety.cli.trial.Report;
import dev.surety.cli.trial.TextReport;
import dev.surety.cli.trial.Trial;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.ProtobufDescriptors;
import dev.surety.validation.CheckedContract;
import dev.surety.validation.CompiledContract;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordValidator;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract try}. */
@Command(
    name = "try",
    description = {
      "Hold records to a contract, without a server: one JSON record a line, an Avro container"
          + " file (which is known by its first bytes), or with --proto Protobuf messages behind"
          + " their lengths, from a file or from standard input.",
      "Prints every record that is not simply accepted with its line or record number and reasons,"
          + " then how many records each rule rejected. Blank lines are no records."
    },
    mixinStandardHelpOptions = true,
    footer =
        "%nExit codes: 0 no record is rejected, 1 one is, or the contract has an error; 2 wrong usage.")
final class ContractTryCommand implements Callable<Integer> {
  private static final int BUFFER = 1 << 16;

  /** How verdicts are printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The contract.")
  private Path file = Path.of("");

  @Option(
      names = "--input",
      paramLabel = "RECORDS",
      description = "The file with the records; standard input when there is none.")
  private @Nullable Path input;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Whose records they are; needed when the contract has several topics.")
  private @Nullable String topic;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A header of every record; may be given several times.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description = "The key of every record; without it records have none.")
  private @Nullable String key;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "text for people, json for programs: one object a line.")
  private Format format = Format.TEXT;

  @Option(
      names = "--proto",
      paramLabel = "SCHEMA",
      description =
          "The records are Protobuf messages, each behind its length, by this .proto file or"
              + " serialized FileDescriptorSet (.desc, .pb). Imports are looked for beside it.")
  private @Nullable Path proto;

  @Option(
      names = "--message",
      paramLabel = "NAME",
      description =
          "With --proto, the message that the records are; needed when there are several.")
  private @Nullable String message;

  @Option(names = "--quiet", description = "Print the summary only.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ContractReader.Result read = CheckedContract.read(existing(file));
    Contract contract = read.contract();
    if (contract == null) {
      ProblemReport.print(read.problems(), err);
      return ExitCode.FINDINGS;
    }
    CompiledContract.Result compiled =
        CompiledContract.compile(contract, topicOf(contract), Limits.DEFAULT);
    CompiledContract judge = compiled.contract();
    if (judge == null) {
      ProblemReport.print(compiled.problems(), err);
      return ExitCode.FINDINGS;
    }
    Descriptor writer = null;
    if (proto != null) {
      ProtobufDescriptors.Message found = writer(existing(proto));
      writer = found.descriptor();
      if (writer == null) {
        ProblemReport.print(found.problems(), err);
        return ExitCode.FINDINGS;
      }
    } else if (message != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--message names a message of a schema; give the schema with --proto");
    }
    try (BufferedInputStream in =
        new BufferedInputStream(
            input == null ? System.in : Files.newInputStream(existing(input)), BUFFER)) {
      return writer == null
          ? judge(judge, in)
          : judge(
              judge.protobuf(writer),
              new DelimitedMessages(in, Limits.DEFAULT.maxBytes()),
              "record");
    } catch (RecordSource.Unreadable e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ProtobufDescriptors.Message writer(Path schema) throws IOException {
    String name = schema.toString();
    boolean isSet = !name.endsWith(".proto");
    ProtobufDescriptors.Result read =
        isSet
            ? ProtobufDescriptors.readSet(name, Files.readAllBytes(schema))
            : ProtobufDescriptors.read(
                schema, requireNonNull(schema.toAbsolutePath().getParent(), "directory"));
    ProtobufDescriptors descriptors = read.descriptors();
    if (descriptors == null) {
      return new ProtobufDescriptors.Message(null, read.problems());
    }
    if (message != null) {
      return descriptors.message(message);
    }
    if (descriptors.names().size() != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "the schema has several messages; name one with --message: "
              + String.join(", ", descriptors.names()));
    }
    return descriptors.message(descriptors.names().get(0));
  }

  private Path existing(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + path);
    }
    return path;
  }

  private String topicOf(Contract contract) {
    List<String> topics = contract.objects().stream().map(SchemaObject::topic).distinct().toList();
    String all = String.join(", ", topics);
    if (topic == null && topics.size() != 1) {
      throw new ParameterException(
          spec.commandLine(), "the contract has several topics; name one with --topic: " + all);
    }
    String chosen = topic == null ? topics.get(0) : topic;
    if (!topics.contains(chosen)) {
      throw new ParameterException(
          spec.commandLine(), "the contract has no topic " + chosen + "; it has: " + all);
    }
    return chosen;
  }

  private int judge(CompiledContract contract, BufferedInputStream in)
      throws IOException, RecordSource.Unreadable {
    if (AvroFile.isAt(in)) {
      AvroFile file = AvroFile.open(in, Limits.DEFAULT);
      return judge(contract.avro(file.schema()), file, "record");
    }
    return judge(contract.json(), new LineSource(in, Limits.DEFAULT.maxBytes()), "line");
  }

  private int judge(RecordValidator validator, RecordSource source, String unit)
      throws IOException, RecordSource.Unreadable {
    // The command line's own writer is flushed at every line.
    PrintWriter out = new PrintWriter(new BufferedWriter(spec.commandLine().getOut(), BUFFER));
    PrintWriter err = spec.commandLine().getErr();
    Report report =
        format == Format.JSON ? new JsonReport(out, unit, quiet) : new TextReport(out, unit, quiet);
    long size = input == null ? 0 : Files.size(existing(input));
    Progress progress = new Progress(err, Boolean.getBoolean("surety.stderr.terminal"), size);
    Trial trial = new Trial(validator, Limits.DEFAULT, key, headers, report, progress);
    Trial.Summary summary = trial.run(source);
    out.flush();
    boolean good = summary.rejected() == 0 && summary.undecided() == 0;
    return good ? ExitCode.DONE : ExitCode.FINDINGS;
  }
}
