package dev.surety.cli;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.surety.cli.status.StatusScreen;
import dev.surety.cli.status.Style;
import dev.surety.cli.status.WatchClient;
import dev.surety.pipeline.Profile;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import dev.surety.watch.status.StatusJson;
import dev.surety.watch.status.StatusReport;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code surety status}. */
@Command(
    name = "status",
    description = {
      "Show on one screen how pipelines, brokers and the rest are, and what the alerting rules"
          + " find.",
      "",
      "It asks a running 'surety watch' of this machine. Where none runs it looks for itself for a"
          + " few seconds; alerts that need something to last for longer are then pending at most."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 no finding is firing, 1 one is, 2 wrong usage, 3 nothing can be reached."
    })
final class StatusCommand implements Callable<Integer> {
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final int OWN_ROUNDS = 3;
  private static final Duration FIRST_ROUND = Duration.ofSeconds(8);
  private static final String DEFAULT_PROFILE = "surety.yaml";

  /** How the report is printed. */
  enum Format {
    /** For a person. */
    TEXT,
    /** For a program. */
    JSON
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--watch",
      description = "Show it again every 2 s until Ctrl-C; with --format json a line each time.")
  private boolean watch;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text for a person, json for a program. Default: text.")
  private Format format = Format.TEXT;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Where Kafka is and how to log in. Default: what the running watch looks at; where none"
              + " runs, surety.yaml in this directory, else the sandbox that is up.")
  private @Nullable Path profile;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Flink's REST API, where no watch runs. Default: the sandbox's.")
  private @Nullable URI flink;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The registry's Confluent-compatible API, where no watch runs. Default: the sandbox's.")
  private @Nullable URI registry;

  @Option(
      names = "--targets",
      paramLabel = "DIR",
      description =
          "Where the processes of this machine tell at which address they serve metrics. Default:"
              + " ~/.surety/endpoints.")
  private @Nullable Path targets;

  @Override
  public Integer call() throws InterruptedException {
    Home.logTo(Home.user().resolve("status.log"));
    PrintWriter err = spec.commandLine().getErr();
    Path endpoints = targets == null ? Home.endpoints() : targets;
    Optional<Profile> named = Optional.empty();
    if (profile != null) {
      named = ProfileChoice.choose(profile, profile, err);
      if (named.isEmpty()) {
        return ExitCode.UNREACHABLE;
      }
    }
    WatchClient.Found found = WatchClient.find(endpoints, wanted(named));
    List<WatchClient> answering = found.answering();
    if (answering.size() > 1) {
      err.println(
          answering.size()
              + " watches run; this is what the one says that began last. Another: --profile FILE");
      err.flush();
    }
    return answering.isEmpty()
        ? fromOwnRounds(endpoints, named, found.silent())
        : fromWatch(answering.get(0));
  }

  /** Reports of the named Kafka, or of any where none is named. */
  private static Predicate<StatusReport> wanted(Optional<Profile> named) {
    return report ->
        named.isEmpty() || named.get().bootstrapServers().equals(report.bootstrapServers());
  }

  /** Where a report comes from; empty when that does not answer. */
  private interface Source {
    Optional<StatusReport> next() throws InterruptedException;
  }

  private int fromWatch(WatchClient client) throws InterruptedException {
    long until = System.nanoTime() + FIRST_ROUND.toNanos();
    while (client.report().filter(report -> report.time().equals(Instant.EPOCH)).isPresent()
        && System.nanoTime() < until) {
      MILLISECONDS.sleep(100); // it has only just started
    }
    return show(client::report, "as 'surety watch' at " + client.address() + " sees it");
  }

  private int fromOwnRounds(Path endpoints, Optional<Profile> named, List<String> silent)
      throws InterruptedException {
    Optional<Profile> connection = named.isPresent() ? named : anyProfile();
    String why =
        silent.isEmpty()
            ? "no 'surety watch' runs"
            : "'surety watch' at " + String.join(", ", silent) + " does not answer";
    WatchedServers servers = new WatchedServers(flink, registry, List.of(), List.of());
    try (OwnRounds rounds =
        OwnRounds.of(
            connection.map(one -> servers.with(one, REFRESH).withoutProbeTopic()),
            InstalledRules.read(),
            endpoints,
            REFRESH)) {
      rounds.round();
      for (int i = 1; i < OWN_ROUNDS; i++) {
        rounds.nextRound();
      }
      boolean[] first = {true};
      Source source =
          () -> {
            if (!first[0]) {
              rounds.round();
            }
            first[0] = false;
            return Optional.of(rounds.report());
          };
      return show(source, "looked at just now: " + why);
    }
  }

  /** As other commands choose, but nothing named is no error here. */
  private Optional<Profile> anyProfile() {
    PrintWriter err = spec.commandLine().getErr();
    boolean there =
        Files.exists(Path.of(DEFAULT_PROFILE))
            || Sandbox.open(SandboxOptions.defaultDir()).isPresent();
    return there ? ProfileChoice.choose(null, Path.of(DEFAULT_PROFILE), err) : Optional.empty();
  }

  private int show(Source source, String words) throws InterruptedException {
    if (!watch) {
      return show(source.next(), words, Screen.plain());
    }
    Screen screen =
        Terminal.isInteractive() && format == Format.TEXT ? Screen.rewriting() : Screen.plain();
    CountDownLatch stopped = new CountDownLatch(1);
    try (StopSignals signals = StopSignals.install(stopped::countDown)) {
      requireNonNull(signals);
      int code;
      do {
        code = show(source.next(), words, screen);
      } while (!stopped.await(REFRESH.toMillis(), MILLISECONDS));
      return code;
    }
  }

  private int show(Optional<StatusReport> next, String words, Screen screen) {
    if (next.isEmpty()) {
      spec.commandLine().getErr().println("surety: watch has stopped answering");
      spec.commandLine().getErr().flush();
      return ExitCode.UNREACHABLE;
    }
    StatusReport report = next.get();
    screen.show(
        format == Format.JSON
            ? List.of(StatusJson.write(report))
            : StatusScreen.lines(report, words, Instant.now(), style(), Terminal.width()));
    if (report.isFiring()) {
      return ExitCode.FINDINGS;
    }
    return report.isAnythingReached() ? ExitCode.DONE : ExitCode.UNREACHABLE;
  }

  private static Style style() {
    String noColour = System.getenv("NO_COLOR");
    boolean wanted = noColour == null || noColour.isEmpty();
    return wanted && Terminal.isInteractive() ? Style.COLOUR : Style.PLAIN;
  }

  /** Where lines go: one after the other, or over those before. */
  private record Screen(PrintStream out, boolean rewrites) {
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    static Screen plain() {
      return new Screen(System.out, false);
    }

    static Screen rewriting() {
      return new Screen(System.out, true);
    }

    /** As one write, so that nothing flickers. */
    void show(List<String> lines) {
      if (rewrites) {
        String end = REST_OF_LINE + "\n";
        out.print(HOME + String.join(end, lines) + end + REST_OF_SCREEN);
      } else {
        out.print(String.join("\n", lines) + "\n");
      }
      out.flush();
    }
  }
}
