package dev.surety.cli;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.KafkaFailure;
import dev.surety.pipeline.Pipeline;
import dev.surety.quarantine.replay.Repair;
import dev.surety.quarantine.replay.RepairReader;
import dev.surety.quarantine.replay.Replay;
import dev.surety.quarantine.replay.ReplayCounts;
import dev.surety.quarantine.replay.ReplaySettings;
import dev.surety.quarantine.replay.ReplaySettings.Route;
import dev.surety.quarantine.replay.ReplayWatcher;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordValidator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety quarantine replay}. */
@Command(
    name = "replay",
    description = {
      "Hold quarantined records to the contract of today, and send on what keeps it now: each record exactly once.",
      "",
      "Records go to the clean topic with their key, partition, headers and timestamp. What still breaks the contract stays,"
          + " and after --max-replays times goes to the topic INPUT.parked. However a replay ends, run it again: what it has"
          + " moved is on the ledger QUARANTINE.replays. A replay ends another one of the same topic, which then exits with 4."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 an error in a file, 2 wrong usage, 3 a server cannot be reached, 4 refused to protect data."
    })
final class QuarantineReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private QuarantineOptions options = new QuarantineOptions();

  @Option(
      names = "--repair",
      paramLabel = "FILE",
      description = "Change records first: a YAML file of steps, each with when, set and remove.")
  private @Nullable Path repair;

  @Option(
      names = "--to",
      paramLabel = "TOPIC",
      description = "Send records here instead of to the clean topic.")
  private @Nullable String to;

  @Option(
      names = "--through-pipeline",
      description = "Send records back to the pipeline's input topic instead.")
  private boolean throughPipeline;

  @Option(names = "--dry-run", description = "Say what would be done; write nothing.")
  private boolean dryRun;

  @Option(names = "--rate", paramLabel = "N", description = "At most N records a second.")
  private long rate;

  @Option(names = "--max", paramLabel = "N", description = "Send on at most N records.")
  private long max;

  @Option(
      names = "--max-replays",
      paramLabel = "N",
      description =
          "After how many replays a record that still breaks the contract is parked. Default: 5.")
  private int maxReplays = 5;

  @Override
  public Integer call() {
    requireOptions();
    var filter = options.filter();
    var since = options.since();
    PrintWriter err = spec.commandLine().getErr();
    Repair steps = Repair.NONE;
    if (repair != null) {
      RepairReader.Result read = RepairReader.read(repair);
      ProblemReport.print(read.problems(), err);
      if (read.repair() == null) {
        return ExitCode.FINDINGS;
      }
      steps = read.repair();
    }
    var chosen = options.choose(err);
    if (chosen.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Pipeline pipeline = chosen.get().pipeline();
    RecordValidator.Compiled compiled =
        RecordValidator.compile(
            pipeline.governing().contract(), pipeline.source().topic(), Limits.DEFAULT);
    RecordValidator validator = compiled.validator();
    if (validator == null) {
      ProblemReport.print(compiled.problems(), err);
      return ExitCode.FINDINGS;
    }
    ReplaySettings settings =
        new ReplaySettings(
            pipeline.quarantineTopic(),
            target(pipeline),
            pipeline.source().topic() + ".parked",
            throughPipeline ? Route.THROUGH_PIPELINE : Route.TARGET,
            filter,
            since,
            steps,
            contract(pipeline),
            maxReplays,
            max,
            rate);
    Replay replay =
        new Replay(
            KafkaCluster.clientProperties(chosen.get().profile()),
            settings,
            validator,
            progress(err),
            Clock.systemUTC(),
            System.getProperty("user.name"));
    try {
      print(settings, dryRun ? replay.dryRun() : replay.run());
    } catch (KafkaException e) {
      throw KafkaFailure.of(
          e, "replay " + settings.quarantine(), chosen.get().profile().bootstrapServers());
    }
    return ExitCode.DONE;
  }

  private void requireOptions() {
    if (rate < 0 || max < 0) {
      throw new ParameterException(spec.commandLine(), "--rate and --max must not be negative");
    }
    if (maxReplays < 1 || maxReplays > 100) {
      throw new ParameterException(spec.commandLine(), "--max-replays must lie between 1 and 100");
    }
    if (to != null && throughPipeline) {
      throw new ParameterException(
          spec.commandLine(), "--to and --through-pipeline exclude each other");
    }
  }

  private String target(Pipeline pipeline) {
    if (throughPipeline) {
      return pipeline.source().topic();
    }
    return to == null ? pipeline.sink().topic() : requireNonNull(to);
  }

  private static String contract(Pipeline pipeline) {
    Contract contract = pipeline.governing().contract();
    return contract.id()
        + " "
        + contract.version()
        + " "
        + ReplaySettings.digest(pipeline.governing().text());
  }

  private static ReplayWatcher progress(PrintWriter err) {
    long start = System.nanoTime();
    return new ReplayWatcher() {
      @Override
      public void progress(ReplayCounts counts) {
        if (!Terminal.isInteractive()) {
          return;
        }
        double seconds = Math.max(0.001, (System.nanoTime() - start) / 1e9);
        double perSecond = counts.done() / seconds;
        err.printf(
            "\r%d of %d records, %.0f records/s, %.0f s left   ",
            counts.done(),
            counts.planned(),
            perSecond,
            (counts.planned() - counts.done()) / Math.max(1, perSecond));
        err.flush();
      }
    };
  }

  private void print(ReplaySettings settings, ReplayCounts counts) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s %d to %s (%d repaired), %d stayed, %d parked, %d undecided, %d not of a pipeline; %d were done before%n",
        dryRun ? "would move" : "moved",
        counts.moved(),
        settings.target(),
        counts.repaired(),
        counts.stayed(),
        counts.parked(),
        counts.undecided(),
        counts.foreign(),
        counts.skipped());
    if (counts.reordered() > 0) {
      out.printf(
          "order: at most %d of them stand behind later records of their key%n",
          counts.reordered());
    }
    out.flush();
  }
}
