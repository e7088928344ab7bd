package dev.surety.logging;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every line of a process says about it, kept in system properties, where the log's
 * configuration reads it.
 */
public final class ProcessIdentity {
  private static final String SERVICE = "surety.service";
  private static final String VERSION = "surety.version";
  private static final String RUN_ID = "surety.run.id";
  private static final String TRACE_ID = "surety.trace.id";
  private static final String PID = "surety.pid";

  /** W3C Trace Context: version, trace id, parent id, flags; a trace id of zeros is not one. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  private static final int RUN_ID_BYTES = 8;
  private static final int TRACE_ID_BYTES = 16;

  private ProcessIdentity() {}

  /**
   * Says what this process is, before it logs.
   *
   * @param service its name, such as {@code surety-run}
   * @param version of Surety
   * @param traceparent the environment's {@code TRACEPARENT}; null when it is not set
   */
  public static synchronized void begin(
      String service, String version, @Nullable String traceparent) {
    System.setProperty(SERVICE, service);
    System.setProperty(VERSION, version);
    System.setProperty(PID, Long.toString(ProcessHandle.current().pid()));
    if (System.getProperty(RUN_ID) == null) {
      System.setProperty(RUN_ID, random(RUN_ID_BYTES));
    }
    if (System.getProperty(TRACE_ID) == null) {
      System.setProperty(TRACE_ID, traceId(traceparent));
    }
  }

  /** The trace id of a {@code TRACEPARENT}; a new one when there is none that can be used. */
  static String traceId(@Nullable String traceparent) {
    Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    return matcher.matches() ? matcher.group(1) : random(TRACE_ID_BYTES);
  }

  /**
   * Options for the JVM of a server that this process starts: its own name and run, and the trace
   * of this process.
   */
  public static synchronized List<String> jvmOptions(String service) {
    if (System.getProperty(TRACE_ID) == null) {
      begin("surety", System.getProperty(VERSION, "unknown"), System.getenv("TRACEPARENT"));
    }
    return List.of(
        option(SERVICE, service),
        option(VERSION, System.getProperty(VERSION, "unknown")),
        option(RUN_ID, random(RUN_ID_BYTES)),
        option(TRACE_ID, System.getProperty(TRACE_ID, "")));
  }

  private static String option(String name, String value) {
    return "-D" + name + "=" + value;
  }

  private static String random(int bytes) {
    byte[] id = new byte[bytes];
    new SecureRandom().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
