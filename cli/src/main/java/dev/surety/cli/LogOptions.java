package dev.surety.cli;

import static java.util.Objects.requireNonNull;

import dev.surety.logging.ProcessIdentity;
import java.util.Locale;
import org.apache.logging.log4j.core.config.Configurator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a long-running command says on standard error. Its log file has everything, as JSON lines;
 * standard error has sentences for a person, or the same JSON lines for a program: then everything
 * there is JSON, so that a shipper can read it.
 */
final class LogOptions {
  private static volatile boolean opened;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "${env:SURETY_LOG_FORMAT:-auto}",
      description =
          "What standard error shows: text, json (lines in the Elastic Common Schema), or auto: text"
              + " on a terminal, else json. Default: $SURETY_LOG_FORMAT, else auto.")
  private Format format = Format.AUTO;

  /** What standard error shows. */
  enum Format {
    TEXT,
    JSON,
    AUTO
  }

  /** Where events are for a person. */
  enum Events {
    /** The command shows them itself. */
    IN_THE_LIVE_LINES,
    /** On standard error, a line each. */
    AS_LINES
  }

  /** Call it first: what is printed before is text. */
  void begin(Events events) {
    CommandSpec spec = requireNonNull(command);
    ProcessIdentity.begin(
        spec.qualifiedName("-"),
        Version.all().getOrDefault("surety", "unknown"),
        System.getenv("TRACEPARENT"));
    boolean asLines = !isJson() && events == Events.AS_LINES;
    System.setProperty("surety.stderr.json", isJson() ? "INFO" : "OFF");
    System.setProperty("surety.stderr.json.others", isJson() ? "WARN" : "OFF");
    System.setProperty("surety.stderr.text", asLines ? "INFO" : "OFF");
    reopen();
    if (isJson()) {
      spec.commandLine().setErr(new LogWriter());
    }
    opened = isJson();
  }

  boolean isJson() {
    return switch (format) {
      case TEXT -> false;
      case JSON -> true;
      case AUTO -> !isTerminal();
    };
  }

  /** The launcher knows; a JVM cannot tell what its standard error is. */
  private static boolean isTerminal() {
    String told = System.getProperty("surety.stderr.terminal");
    return told == null ? System.console() != null : told.toLowerCase(Locale.ROOT).equals("true");
  }

  /** Settings of the log have changed. Before the first line nothing is open; text needs no log. */
  static void reopen() {
    if (opened) {
      Configurator.reconfigure();
    }
  }
}
