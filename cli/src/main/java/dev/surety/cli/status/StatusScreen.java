package dev.surety.cli.status;

import static java.util.Objects.requireNonNull;

import dev.surety.watch.status.StatusReport;
import dev.surety.watch.status.StatusReport.BrokenRule;
import dev.surety.watch.status.StatusReport.Broker;
import dev.surety.watch.status.StatusReport.Disk;
import dev.surety.watch.status.StatusReport.Finding;
import dev.surety.watch.status.StatusReport.Kafka;
import dev.surety.watch.status.StatusReport.Pipeline;
import dev.surety.watch.status.StatusReport.Quorum;
import dev.surety.watch.status.StatusReport.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report as lines of text, none wider than the terminal: what runs, what it needs, and at the
 * end, where the eye is, what is wrong.
 */
public final class StatusScreen {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String INDENT = "           ";
  private static final int SHOWN_RULES = 5;
  private static final int SHOWN_RESOLVED = 5;
  private static final int SHOWN_PROBLEMS = 8;
  private static final double SHORT_HISTORY_SECONDS = 60;
  private static final double OLD_REPORT_SECONDS = 20;

  private final StatusReport report;
  private final String source;
  private final Instant now;
  private final Style style;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private StatusScreen(StatusReport report, String source, Instant now, Style style, int width) {
    this.report = requireNonNull(report, "report");
    this.source = requireNonNull(source, "source");
    this.now = requireNonNull(now, "now");
    this.style = style;
    this.width = width;
  }

  /**
   * The lines of a report.
   *
   * @param source where it comes from, in words
   * @param now when it is shown
   * @param width columns; longer lines are cut
   */
  public static List<String> lines(
      StatusReport report, String source, Instant now, Style style, int width) {
    StatusScreen screen = new StatusScreen(report, source, now, style, width);
    screen.header();
    screen.pipelines();
    screen.kafka();
    screen.others();
    screen.problems();
    screen.findings();
    return screen.lines;
  }

  private void header() {
    line(style.bold("surety status"), "  " + TIME.format(report.time()) + ", " + source);
    double old = seconds(report.time(), now);
    if (old > OLD_REPORT_SECONDS) {
      line(style.red("its last round was " + Amounts.duration(old) + " ago: it hangs"), "");
    }
    if (report.historySeconds() < SHORT_HISTORY_SECONDS) {
      line(
          "",
          "History is short ("
              + Amounts.duration(report.historySeconds())
              + "): what must last to be a finding is pending at most.");
    }
    lines.add("");
  }

  private void pipelines() {
    if (report.pipelines().isEmpty()) {
      section("PIPELINES", "none runs on this machine");
    }
    String title = "PIPELINES";
    for (Pipeline pipeline : report.pipelines()) {
      line(title(title), pipelineState(pipeline), "  " + pipelineNumbers(pipeline));
      if (orZero(pipeline.quarantined()) >= 1 || !pipeline.rules().isEmpty()) {
        line("", INDENT + "  " + quarantined(pipeline));
      }
      title = "";
    }
  }

  private String pipelineState(Pipeline pipeline) {
    String name = pipeline.name() + "  ";
    return switch (pipeline.state()) {
      case RUNNING -> name + style.green("running");
      case WAITING -> name + style.yellow("starting or waiting");
      case DOWN -> name + style.red("DOWN");
    };
  }

  private static String pipelineNumbers(Pipeline pipeline) {
    if (pipeline.state() == Pipeline.State.DOWN) {
      return "nothing answers at " + pipeline.address();
    }
    List<String> parts = new ArrayList<>();
    add(parts, pipeline.recordsPerSecond(), value -> Amounts.count(value) + " rec/s");
    Double lagRecords = pipeline.lagRecords();
    add(
        parts,
        pipeline.lagSeconds(),
        value ->
            "lag "
                + Amounts.duration(value)
                + (lagRecords == null || value == 0
                    ? ""
                    : " (" + Amounts.count(lagRecords) + " records)"));
    Double age = pipeline.checkpointAgeSeconds();
    parts.add(age == null ? "no checkpoint yet" : "checkpoint " + Amounts.duration(age) + " ago");
    return String.join("  ", parts);
  }

  private interface Printed {
    String of(double value);
  }

  private static void add(List<String> parts, @Nullable Double value, Printed printed) {
    if (value != null) {
      parts.add(printed.of(value));
    }
  }

  private static String quarantined(Pipeline pipeline) {
    List<BrokenRule> rules = pipeline.rules();
    List<String> shown = new ArrayList<>();
    for (BrokenRule rule : rules.subList(0, Math.min(SHOWN_RULES, rules.size()))) {
      shown.add(rule.rule() + " " + Amounts.count(rule.violations()));
    }
    if (rules.size() > SHOWN_RULES) {
      shown.add("and " + (rules.size() - SHOWN_RULES) + " other rules");
    }
    return "quarantined in 5 min: "
        + Amounts.count(orZero(pipeline.quarantined()))
        + (shown.isEmpty() ? "" : " (" + String.join(", ", shown) + ")");
  }

  private void kafka() {
    Kafka kafka = report.kafka();
    if (report.bootstrapServers().isEmpty()) {
      section("KAFKA", "not looked at: name it with --profile FILE");
      return;
    }
    if (!kafka.reachable()) {
      line(title("KAFKA"), style.red("does not answer"), " at " + report.bootstrapServers());
    }
    String title = kafka.reachable() ? "KAFKA" : "";
    for (Broker broker : kafka.brokers()) {
      String name = broker.id().isEmpty() ? "broker" : "broker " + broker.id();
      line(
          title(title),
          name + "  " + broker.address() + "  ",
          broker.reachable() ? style.green("up") : style.red("DOWN"));
      title = "";
    }
    if (kafka.underReplicated() != null) {
      line("", INDENT + partitions(kafka));
    }
    Quorum quorum = kafka.quorum();
    if (quorum != null) {
      line("", INDENT + quorum(quorum));
    }
  }

  private static String partitions(Kafka kafka) {
    double underReplicated = orZero(kafka.underReplicated());
    double offline = orZero(kafka.offline());
    double underMinIsr = orZero(kafka.underMinIsr());
    return underReplicated + offline + underMinIsr == 0
        ? "partitions  all in sync"
        : "partitions  under-replicated "
            + Amounts.count(underReplicated)
            + ", refusing writes "
            + Amounts.count(underMinIsr)
            + ", without leader "
            + Amounts.count(offline);
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static String quorum(Quorum quorum) {
    String leader = quorum.leader() < 0 ? "no leader" : "leader " + Amounts.count(quorum.leader());
    Double lag = quorum.greatestLagSeconds();
    return "quorum  "
        + leader
        + ", "
        + Amounts.count(quorum.votersCaughtUp())
        + " of "
        + Amounts.count(quorum.voters())
        + " voters caught up"
        + (lag == null ? "" : lag(lag));
  }

  private static String lag(double seconds) {
    return Double.isInfinite(seconds)
        ? ", one not heard of by this leader"
        : ", greatest lag " + Amounts.duration(seconds);
  }

  private void others() {
    String title = "FLINK";
    for (StatusReport.FlinkJob job : report.flinkJobs()) {
      boolean runs = job.state().equals("RUNNING");
      line(
          title(title),
          "job " + job.name() + "  ",
          runs ? style.green("running") : style.yellow(job.state().toLowerCase(Locale.ROOT)));
      title = "";
    }
    for (Service service : report.services()) {
      String kind = service.kind().equals("flink") ? title : service.kind();
      line(
          title(kind.toUpperCase(Locale.ROOT)),
          service.target() + "  ",
          service.reachable() ? style.green("up") : style.red("DOWN"));
    }
    for (Disk disk : report.disks()) {
      double share = disk.sizeBytes() > 0 ? disk.freeBytes() / disk.sizeBytes() : 0;
      section(
          "DISK",
          disk.path()
              + "  "
              + Amounts.bytes(disk.freeBytes())
              + " free ("
              + Math.round(share * 100)
              + " %)");
    }
  }

  private void problems() {
    if (!report.problems().isEmpty()) {
      lines.add("");
    }
    List<String> problems = report.problems();
    for (String problem : problems.subList(0, Math.min(SHOWN_PROBLEMS, problems.size()))) {
      line(title("NOT KNOWN"), problem.replace('\n', ' '));
    }
    if (problems.size() > SHOWN_PROBLEMS) {
      line("", INDENT + "and " + (problems.size() - SHOWN_PROBLEMS) + " more");
    }
  }

  private void findings() {
    lines.add("");
    List<Finding> all = report.findings();
    long firing = all.stream().filter(f -> f.state() == Finding.State.FIRING).count();
    long pending = all.stream().filter(f -> f.state() == Finding.State.PENDING).count();
    String counts = firing + pending == 0 ? "none" : firing + " firing, " + pending + " pending";
    line(
        style.bold("FINDINGS") + "   ",
        firing > 0 ? style.red(counts) : pending > 0 ? style.yellow(counts) : style.green(counts));
    int resolved = 0;
    for (Finding finding : all) {
      if (finding.state() != Finding.State.RESOLVED) {
        finding(finding);
      } else if (resolved++ < SHOWN_RESOLVED) {
        resolved(finding);
      }
    }
  }

  private void finding(Finding finding) {
    boolean fires = finding.state() == Finding.State.FIRING;
    String word = fires ? "firing" : "pending";
    String severity = finding.severity();
    String painted =
        fires && severity.equals("page") ? style.red(severity) : style.yellow(severity);
    lines.add("");
    line(
        (fires ? style.red(word) : style.yellow(word))
            + " ".repeat(INDENT.length() - word.length()),
        style.bold(finding.summary()));
    line(
        "",
        INDENT,
        painted,
        "  "
            + finding.name()
            + "  for "
            + Amounts.duration(seconds(finding.since(), report.time())));
    line("", INDENT + finding.description());
    line("", INDENT, style.dim("runbook: "), finding.runbook());
  }

  private void resolved(Finding finding) {
    Instant at = finding.resolvedAt() == null ? report.time() : finding.resolvedAt();
    lines.add("");
    line(
        style.dim("resolved") + "   ",
        finding.summary() + ", " + Amounts.duration(seconds(at, report.time())) + " ago");
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private void section(String title, String text) {
    line(title(title), text);
  }

  private String title(String title) {
    return style.bold(title) + " ".repeat(Math.max(1, INDENT.length() - title.length()));
  }

  /** Joins the parts and cuts what is too long; escape sequences take no room. */
  private void line(String... parts) {
    lines.add(AnsiText.cut(String.join("", parts), width).stripTrailing());
  }
}
