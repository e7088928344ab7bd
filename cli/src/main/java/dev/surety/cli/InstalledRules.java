package dev.surety.cli;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.watch.rule.RuleFileException;
import dev.surety.watch.rule.RuleReader;
import dev.surety.watch.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Path;

/** The rules that come with Surety: the files that Prometheus is given. */
final class InstalledRules {
  private InstalledRules() {}

  static RuleSet read() {
    Path directory = Home.installation().resolve("deploy").resolve("prometheus").resolve("rules");
    try {
      return RuleReader.readDirectory(directory);
    } catch (IOException | RuleFileException e) {
      throw new OperationException(
          ErrorCode.NOT_FOUND,
          "the rules in " + directory + " cannot be used: " + e.getMessage(),
          e);
    }
  }
}
