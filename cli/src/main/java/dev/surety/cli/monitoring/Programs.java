package dev.surety.cli.monitoring;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The programs that are installed on this machine. */
final class Programs {
  private final List<Path> directories;

  private Programs(List<Path> directories) {
    this.directories = directories;
  }

  /** Looks in the directories of a PATH. */
  static Programs on(String path) {
    List<Path> directories = new ArrayList<>();
    for (String directory : path.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!directory.isEmpty()) {
        directories.add(Path.of(directory));
      }
    }
    return new Programs(List.copyOf(directories));
  }

  /** The first program of these names that is found. */
  Optional<Path> find(String... names) {
    for (String name : names) {
      for (Path directory : directories) {
        Path program = directory.resolve(name);
        if (Files.isRegularFile(program) && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  Path prometheus() {
    return find("prometheus").orElseThrow(() -> missing("Prometheus", "prometheus"));
  }

  /** Debian calls it {@code prometheus-alertmanager}, its makers {@code alertmanager}. */
  Path alertmanager() {
    return find("prometheus-alertmanager", "alertmanager")
        .orElseThrow(() -> missing("Alertmanager", "prometheus-alertmanager", "alertmanager"));
  }

  private static OperationException missing(String program, String... names) {
    return new OperationException(
        ErrorCode.UNREACHABLE,
        """
        %s is not installed: there is no %s on the PATH
          Debian and Ubuntu: apt-get install prometheus prometheus-alertmanager
          macOS: brew install prometheus alertmanager
          elsewhere: unpack the archives of https://prometheus.io/download and put their directories on the PATH"""
            .formatted(program, String.join(" or ", names)));
  }
}
