package dev.surety.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Documents that nobody on this project wrote; they lie beside the checkout. */
public final class SharedData {
  private SharedData() {}

  /** A file or folder of the data; the test is skipped where there is none, and fails in CI. */
  public static Path at(String path) {
    String shared = System.getenv("SURETY_SHARED");
    Path root =
        shared != null
            ? Path.of(shared)
            : Path.of(System.getProperty("surety.checkout", "..")).resolve("../shared");
    Path found = root.resolve("data").resolve(path).normalize();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).exists();
    }
    assumeTrue(Files.exists(found), "skipped: " + found + " is absent; set SURETY_SHARED");
    return found;
  }
}
