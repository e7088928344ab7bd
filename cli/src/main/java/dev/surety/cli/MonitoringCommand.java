package dev.surety.cli;

import dev.surety.cli.monitoring.MonitoringFiles;
import dev.surety.cli.monitoring.MonitoringStack;
import dev.surety.cli.monitoring.RenderedDirectory;
import dev.surety.pipeline.Profile;
import dev.surety.pipeline.ProfileReader;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.ServerStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** {@code surety monitoring}. */
@Command(
    name = "monitoring",
    description =
        "Prometheus and Alertmanager with Surety's rules, here or in a stack of your own.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MonitoringCommand.Up.class,
      MonitoringCommand.Down.class,
      MonitoringCommand.Status.class,
      MonitoringCommand.Render.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class MonitoringCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: up, down, status or render");
  }

  /** Where the servers of a monitoring stack are. */
  static final class Place {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Where data, logs and targets are kept. Default: ~/.surety/monitoring.")
    private Path dir = Home.user().resolve("monitoring");

    MonitoringStack stack() {
      return MonitoringStack.in(dir);
    }
  }

  /** {@code surety monitoring up}. */
  @Command(
      name = "up",
      description = {
        "Start Prometheus and Alertmanager of this machine with Surety's rules, bound to 127.0.0.1. They run on until 'down'.",
        "",
        "Both must be installed. Pipelines, demos and 'surety watch' of this machine are scraped without being named, also those"
            + " that start later. For others, name them here, or put a file such as [{\"targets\": [\"127.0.0.1:9250\"]}] into"
            + " DIR/targets; Prometheus notices. If both run already, they take over new rules and targets."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Exit codes: 0 both are ready, 1 an error in the profile, 3 one is not installed or does not start."
      })
  static final class Up implements Callable<Integer> {
    private static final String SANDBOX = "sandbox";

    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Option(
        names = "--profile",
        paramLabel = "FILE|sandbox",
        description =
            "Whose Kafka the targets belong to: its name becomes their label 'cluster'. Default: sandbox.")
    private String profile = SANDBOX;

    @Option(
        names = "--prometheus-port",
        paramLabel = "PORT",
        description = "Port of Prometheus. Default: that of last time, else a free one.")
    private int prometheusPort;

    @Option(
        names = "--alertmanager-port",
        paramLabel = "PORT",
        description = "Port of Alertmanager. Default: that of last time, else a free one.")
    private int alertmanagerPort;

    @Option(
        names = "--alertmanager-config",
        paramLabel = "FILE",
        description =
            "Whom Alertmanager notifies. Default: the example that comes with Surety, which notifies nobody.")
    private @Nullable Path alertmanagerConfig;

    @Option(
        names = "--target",
        paramLabel = "HOST:PORT",
        description =
            "Where a pipeline of another machine serves metrics; may be repeated. Replaces the targets of the last"
                + " 'up'; without it they stay.")
    private List<String> targets = new ArrayList<>();

    @Option(
        names = "--watch",
        paramLabel = "HOST:PORT",
        description = "Where a 'surety watch' of another machine serves metrics.")
    private @Nullable String watch;

    @Override
    public Integer call() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      Optional<String> cluster = cluster(err);
      if (cluster.isEmpty()) {
        return ExitCode.FINDINGS;
      }
      MonitoringStack stack = place.stack();
      List<ServerStatus> servers = stack.up(settings(cluster.get()), progress(err));
      ServerTable.print(servers, spec.commandLine().getOut());
      err.println("targets: " + stack.targets());
      err.flush();
      return ExitCode.DONE;
    }

    private Optional<String> cluster(PrintWriter err) {
      if (profile.equals(SANDBOX)) {
        return Optional.of(SANDBOX);
      }
      ProfileReader.Result read = ProfileReader.read(Path.of(profile), System::getenv);
      ProblemReport.print(read.problems(), err);
      return Optional.ofNullable(read.profile()).map(Profile::name);
    }

    private MonitoringStack.Settings settings(String cluster) {
      try {
        return new MonitoringStack.Settings(
            deploy(),
            Optional.ofNullable(System.getenv("PATH")).orElse(""),
            cluster,
            port("--prometheus-port", prometheusPort),
            port("--alertmanager-port", alertmanagerPort),
            alertmanagerConfig,
            Home.endpoints(),
            targets,
            watch);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }

    private static int port(String option, int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(option + " must be 0 to 65535, not " + port);
      }
      return port;
    }
  }

  /** {@code surety monitoring down}. */
  @Command(
      name = "down",
      description = "Stop what 'up' started, and nothing else. Its data is kept for the next 'up'.",
      mixinStandardHelpOptions = true)
  static final class Down implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Option(names = "--delete", description = "Delete data and logs too; targets stay.")
    private boolean delete;

    @Override
    public Integer call() {
      PrintWriter err = spec.commandLine().getErr();
      MonitoringStack stack = place.stack();
      if (stack.status().isEmpty()) {
        err.println("nothing is up in " + place.dir);
      }
      stack.down(delete ? Sandbox.Data.DELETE : Sandbox.Data.KEEP, progress(err));
      return ExitCode.DONE;
    }
  }

  /** {@code surety monitoring status}. */
  @Command(
      name = "status",
      description = "Print Prometheus and Alertmanager with state, address and log.",
      mixinStandardHelpOptions = true,
      footer = "%nExit codes: 0 both are ready, 3 one is not or none is there.")
  static final class Status implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Override
    public Integer call() {
      List<ServerStatus> servers = place.stack().status();
      if (servers.isEmpty()) {
        spec.commandLine().getErr().println("nothing is up in " + place.dir);
        return ExitCode.UNREACHABLE;
      }
      ServerTable.print(servers, spec.commandLine().getOut());
      boolean allUp = servers.stream().allMatch(s -> s.state() == ServerStatus.State.UP);
      return allUp ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }
  }

  /** {@code surety monitoring render}. */
  @Command(
      name = "render",
      description = {
        "Write the files for a stack of your own: rules, an Alertmanager example, dashboards with provisioning, and the same as"
            + " objects for Kubernetes.",
        "",
        "Written again, it replaces its own files, and refuses to replace others or those that were changed since."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Exit codes: 0 written, 4 a file of somebody else would be lost."})
  static final class Render implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where the files go.")
    private Path dir = Path.of("monitoring");

    @Option(
        names = "--runbooks",
        paramLabel = "URL",
        description =
            "Where you publish Surety's runbooks, for the links in alerts. Default: their path in Surety's sources.")
    private URI runbooks = URI.create("docs/runbooks/");

    @Option(names = "--force", description = "Replace files of others too.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
      Map<String, String> files = MonitoringFiles.of(deploy(), withSlash(runbooks.toString()));
      RenderedDirectory rendered = RenderedDirectory.at(dir);
      List<String> foreign = force ? List.of() : rendered.foreign(files);
      if (!foreign.isEmpty()) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("surety: nothing is written, because files in " + dir + " would be lost:");
        foreign.forEach(name -> err.println("  " + name));
        err.println("move them away, or replace them with --force");
        err.flush();
        return ExitCode.REFUSED;
      }
      rendered.write(files);
      PrintWriter out = spec.commandLine().getOut();
      files.keySet().forEach(name -> out.println(dir.resolve(name)));
      out.flush();
      return ExitCode.DONE;
    }
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  private static Path deploy() {
    return Home.installation().resolve("deploy");
  }

  private static Progress progress(PrintWriter err) {
    return line -> {
      err.println(line);
      err.flush();
    };
  }
}
