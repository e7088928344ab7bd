package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The standard's own documents, which are not part of this project. */
final class SharedData {
  private SharedData() {}

  /** A folder of the standard's documents; the test is skipped where they are absent. */
  static Path folder(String name) {
    String shared =
        Optional.ofNullable(System.getenv("SURETY_SHARED"))
            .orElse(System.getProperty("surety.checkout", "..") + "/../shared");
    Path folder = Path.of(shared, "data", "odcs", name);
    if (!Files.isDirectory(folder)) {
      String message = "the shared data is not at " + folder + "; set SURETY_SHARED";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    return folder;
  }

  /** All contracts in a folder of the standard's documents. */
  static List<Path> documents(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder(name))) {
      return files.filter(file -> file.toString().endsWith(".odcs.yaml")).sorted().toList();
    }
  }
}
