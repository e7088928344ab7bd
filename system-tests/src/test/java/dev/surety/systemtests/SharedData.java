package dev.surety.systemtests;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Published documents that are not part of the project. */
final class SharedData {
  private SharedData() {}

  /** The folder that holds all of it. */
  static Path root() {
    return Optional.ofNullable(System.getenv("SURETY_SHARED"))
        .map(Path::of)
        .orElseGet(() -> SuretyProcess.checkout().resolve("../shared"))
        .resolve("data")
        .normalize();
  }

  /**
   * A folder of the shared data. Without it the test is skipped, and fails in continuous
   * integration.
   */
  static Path folder(String name) {
    Path folder = root().resolve(name);
    if (!Files.isDirectory(folder)) {
      String message = "the shared data is not at " + folder + "; set SURETY_SHARED";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return folder;
  }
}
