package dev.surety.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.cli.infer.NdjsonFile;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.convert.ContractWriter;
import dev.surety.job.kafka.TopicSample;
import dev.surety.pipeline.Durations;
import dev.surety.pipeline.Profile;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.infer.Inference;
import dev.surety.validation.infer.Inference.Inferred;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety contract infer}. */
@Command(
    name = "infer",
    description = {
      "Make a contract from the JSON records of a topic or of a file.",
      "It accepts every record that it was made from, which is checked, and asks only for what they"
          + " show; the evidence stands beside it as comments. Read it before you use it."
    },
    mixinStandardHelpOptions = true,
    footer =
        "%nExit codes: 0 done, 1 no record can be described or one does not fit, 2 wrong usage or"
            + " no such topic, 3 Kafka cannot be reached.")
final class ContractInferCommand implements Callable<Integer> {
  private static final int MOST_RECORDS = 1_000_000;
  private static final long MOST_BYTES = 128L << 20;

  @Spec private CommandSpec spec;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic to read.")
  private @Nullable String topic;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Read a file instead, one JSON record a line.")
  private @Nullable Path file;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Most records to read; by default 1000. Never more than 128 MiB.")
  private int records = 1_000;

  @Option(
      names = "--from",
      paramLabel = "earliest|latest",
      description = "Which end of the topic; by default latest.")
  private TopicSample.From from = TopicSample.From.LATEST;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Longest time to read; by default 30s.")
  private String timeout = "30s";

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Where Kafka is and how to log in. Default: surety.yaml here, else the sandbox that is"
              + " up.")
  private @Nullable Path profile;

  @Option(
      names = "--type-header",
      paramLabel = "HEADER",
      description = {
        "The header that says which type a record has; each type is described apart. By default a"
            + " header of all records with 'type', 'event' or 'kind' in its name and few values."
      })
  private @Nullable String typeHeader;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the contract; by default after the topic or file.")
  private @Nullable String id;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write; by default standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    requireSensible();
    PrintWriter err = spec.commandLine().getErr();
    Optional<List<RecordInput>> sample = sample(err);
    if (sample.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    String source = topic != null ? topic : nameOf(String.valueOf(file));
    String named = id != null ? id : source.replaceAll("[^A-Za-z0-9_-]+", "-");
    Inferred inferred =
        Inference.from(sample.get(), new Inference.Settings(named, source, typeHeader));
    if (inferred.records() == 0) {
      err.println(
          sample.get().isEmpty()
              ? "there is no record to make a contract from"
              : "none of " + sample.get().size() + " records is a JSON object");
      return ExitCode.FINDINGS;
    }
    String text = ContractWriter.write(inferred.contract(), inferred::evidence);
    write(text);
    return report(text, source, sample.get(), inferred, err);
  }

  private void requireSensible() {
    if ((topic == null) == (file == null)) {
      throw new ParameterException(spec.commandLine(), "name either --topic or --file");
    }
    if (records < 1 || records > MOST_RECORDS) {
      throw new ParameterException(
          spec.commandLine(), "--records must lie between 1 and " + MOST_RECORDS);
    }
    if (file != null && !Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
  }

  /** The records; empty when the profile has errors, which were printed. */
  private Optional<List<RecordInput>> sample(PrintWriter err) throws IOException {
    if (file != null) {
      return Optional.of(NdjsonFile.read(file, records, MOST_BYTES));
    }
    Duration time =
        Durations.parse(timeout)
            .filter(duration -> !duration.isZero() && !duration.isNegative())
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "--timeout " + timeout + ": " + Durations.HELP));
    Optional<Profile> connection =
        ProfileChoice.choose(profile, Path.of("contract.odcs.yaml"), err);
    TopicSample.Bounds bounds = new TopicSample.Bounds(records, MOST_BYTES, time);
    return connection.map(found -> TopicSample.read(found, String.valueOf(topic), from, bounds));
  }

  private void write(String text) throws IOException {
    if (output == null) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    } else {
      Files.write(output, text.getBytes(UTF_8));
    }
  }

  /** Says what was read, and judges every record by what was written. */
  private int report(
      String text, String source, List<RecordInput> sample, Inferred inferred, PrintWriter err) {
    Contract contract = ContractReader.read("inferred", text).contract();
    RecordValidator validator =
        contract == null
            ? null
            : RecordValidator.compile(contract, source, Limits.DEFAULT).validator();
    if (validator == null) {
      throw new IllegalStateException("the contract that was inferred cannot be enforced");
    }
    long rejected = 0;
    String reason = "";
    for (RecordInput record : sample) {
      if (validator.validate(record) instanceof Verdict.Rejected verdict) {
        rejected++;
        reason = verdict.violations().get(0).toString();
      }
    }
    inferred.notes().forEach(err::println);
    long types = inferred.contract().objects().size();
    err.printf(
        "%s: %s of %s%s%n",
        source,
        ProblemReport.plural(inferred.records(), "record"),
        ProblemReport.plural(types, "type"),
        inferred.skipped() == 0
            ? ""
            : "; " + inferred.skipped() + " more are no JSON objects and are not described");
    if (rejected > inferred.skipped()) {
      err.println("the contract rejects " + rejected + " of them, the last because of " + reason);
      return ExitCode.FINDINGS;
    }
    err.println("the contract accepts each of them");
    return ExitCode.DONE;
  }

  private static String nameOf(String path) {
    String name = String.valueOf(Path.of(path).getFileName());
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
