package dev.surety.cli.monitoring;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The checkout's own files, as they go into the image. */
final class DeployFiles {
  private DeployFiles() {}

  static Path checkout() {
    return Path.of(requireNonNull(System.getProperty("surety.checkout")));
  }

  static Path deploy() {
    return checkout().resolve("deploy");
  }

  static List<Path> in(String directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(deploy().resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  static Object yaml(String text) {
    return requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(text));
  }
}
