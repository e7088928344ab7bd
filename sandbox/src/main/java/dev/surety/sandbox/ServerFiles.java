package dev.surety.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server files that the poms under {@code sandbox/servers} lay out in the installed image. */
record ServerFiles(Path suretyHome) {

  /** The class path of {@code kafka} or {@code flink}, in the order of its dependencies. */
  String classPath(String server) {
    Path home = home(server);
    Path list = home.resolve("classpath");
    try {
      return Arrays.stream(Files.readString(list).strip().split(":"))
          .map(jar -> home.resolve(jar).toString())
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw missing(list, e);
    }
  }

  /** The jar that starts the registry. */
  Path registryJar() {
    Path home = home("registry");
    try (Stream<Path> files = Files.list(home)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith("-runner.jar")).toList();
      if (jars.size() == 1) {
        return jars.get(0);
      }
      throw new SandboxException(
          SandboxException.Code.SERVER_FILES_MISSING,
          "%s should hold one *-runner.jar but holds %d; delete it and build again"
              .formatted(home, jars.size()));
    } catch (IOException e) {
      throw missing(home, e);
    }
  }

  private Path home(String server) {
    return suretyHome.resolve("servers").resolve(server);
  }

  private static SandboxException missing(Path path, IOException cause) {
    return new SandboxException(
        SandboxException.Code.SERVER_FILES_MISSING,
        "the server files are missing (%s); build Surety first".formatted(path),
        cause);
  }
}
