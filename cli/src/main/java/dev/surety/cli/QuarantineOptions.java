package dev.surety.cli;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.pipeline.Durations;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.PipelineReader;
import dev.surety.pipeline.Profile;
import dev.surety.quarantine.records.RecordFilter;
import dev.surety.validation.rule.RecordExpression;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whose quarantine, and which of its records. */
final class QuarantineOptions {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PIPELINE.yaml", description = "The pipeline file.")
  private Path file = Path.of("pipeline.yaml");

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Where Kafka is and how to log in. Default: surety.yaml beside the pipeline file, else the sandbox that is up.")
  private @Nullable Path profile;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      description = "Only records whose own timestamp is not older, such as 1h.")
  private @Nullable String since;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "Only records that broke this rule, such as pattern.")
  private @Nullable String rule;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only records with a violation of this code, such as below_minimum.")
  private @Nullable String code;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "Only records with a violation at this place or below it.")
  private @Nullable String path;

  @Option(
      names = "--contract",
      paramLabel = "ID",
      description = "Only records that this contract judged: its id, or id and version.")
  private @Nullable String contract;

  @Option(
      names = "--where",
      paramLabel = "CEL",
      description =
          "Only records of which this is true. It can read record, key, headers, violations, contract, version, partition,"
              + " offset, timestamp_ms and replays.")
  private @Nullable String where;

  /** What the options name. */
  record Chosen(Pipeline pipeline, Profile profile) {}

  /** The pipeline and its Kafka; empty when a file has errors, which are then printed. */
  Optional<Chosen> choose(PrintWriter err) {
    PipelineReader.Result read = PipelineReader.read(file);
    ProblemReport.print(read.problems(), err);
    Pipeline pipeline = read.pipeline();
    return pipeline == null
        ? Optional.empty()
        : ProfileChoice.choose(profile, file, err).map(found -> new Chosen(pipeline, found));
  }

  /** Since when; null for ever. */
  @Nullable Instant since() {
    if (since == null) {
      return null;
    }
    return Durations.parse(since)
        .map(Instant.now()::minus)
        .orElseThrow(() -> wrong("--since " + since + ": " + Durations.HELP));
  }

  /** The filter. */
  RecordFilter filter() {
    return new RecordFilter(rule, code, path, contract, where == null ? null : compiled(where));
  }

  private RecordExpression compiled(String expression) {
    RecordExpression.Compiled compiled =
        RecordExpression.condition(
            new Text(expression, new Position("--where", 1, 1), 1), RecordFilter.VARIABLES);
    RecordExpression result = compiled.expression();
    if (result == null) {
      var problem = compiled.problems().get(0);
      throw wrong(
          "--where, column %d: %s".formatted(problem.at().column(), problem.message())
              + (problem.help().isEmpty() ? "" : " " + problem.help()));
    }
    return result;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(requireNonNull(spec, "spec").commandLine(), message);
  }
}
