package dev.surety.cli;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.nio.file.Path;

/** Where things are on this machine. */
final class Home {
  private Home() {}

  /** {@code ~/.surety}: what Surety keeps between two runs. */
  static Path user() {
    return Path.of(System.getProperty("user.home"), ".surety");
  }

  /** State of the pipelines that run on this machine. */
  static Path pipelines() {
    return user().resolve("pipelines");
  }

  /** Where the processes of this machine tell at which address they serve metrics. */
  static Path endpoints() {
    return user().resolve("endpoints");
  }

  /** The script that starts Surety; set by itself. */
  static Path launcher() {
    String launcher = System.getProperty("surety.launcher");
    if (launcher == null) {
      throw new OperationException(
          ErrorCode.NOT_FOUND,
          "the system property surety.launcher is not set: start Surety with the 'surety' script");
    }
    return Path.of(launcher);
  }

  /** The installed image with the servers of the sandbox; set by the launcher. */
  static Path installation() {
    String home = System.getProperty("surety.home");
    if (home == null) {
      throw new OperationException(
          ErrorCode.NOT_FOUND,
          "the system property surety.home is not set: start Surety with the 'surety' script");
    }
    return Path.of(home);
  }

  /** The examples that come with Surety. */
  static Path examples() {
    return installation().resolve("examples");
  }

  /** Sends the log of this process to a file, from now on. */
  static void logTo(Path file) {
    System.setProperty("surety.log", file.toString());
    LogOptions.reopen();
  }
}
