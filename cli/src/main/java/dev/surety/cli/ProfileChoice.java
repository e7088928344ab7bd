package dev.surety.cli;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.pipeline.Profile;
import dev.surety.pipeline.ProfileReader;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which Kafka a command talks to: the profile that was named, else the one beside the file, else
 * the sandbox.
 */
final class ProfileChoice {
  private static final String DEFAULT_FILE = "surety.yaml";

  private ProfileChoice() {}

  /**
   * The profile; empty when its file has errors, which are then printed.
   *
   * @param named what the user named, null for nothing
   * @param file the file that the command works on
   */
  static Optional<Profile> choose(@Nullable Path named, Path file, PrintWriter err) {
    if (named != null) {
      return read(named, err);
    }
    Path beside = file.resolveSibling(DEFAULT_FILE);
    if (Files.exists(beside)) {
      err.println("profile: " + beside);
      return read(beside, err);
    }
    Sandbox sandbox =
        Sandbox.open(SandboxOptions.defaultDir())
            .orElseThrow(
                () ->
                    new OperationException(
                        ErrorCode.NOT_FOUND,
                        "no Kafka is named: use --profile FILE, put a surety.yaml beside the pipeline file, or start one"
                            + " with 'surety sandbox up'"));
    err.println("profile: the sandbox at " + sandbox.bootstrapServers());
    return Optional.of(Profile.plaintext("sandbox", sandbox.bootstrapServers()));
  }

  private static Optional<Profile> read(Path file, PrintWriter err) {
    ProfileReader.Result result = ProfileReader.read(file, System::getenv);
    ProblemReport.print(result.problems(), err);
    return Optional.ofNullable(result.profile());
  }
}
