package dev.surety.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes what a sandbox has written, and nothing else that may lie in its directory. */
final class SandboxData {
  private SandboxData() {}

  static void delete(Path dir) {
    try {
      for (Path serverDir : serverDirs(dir)) {
        deleteTree(serverDir);
      }
      Files.deleteIfExists(dir.resolve("sandbox.json"));
      Files.deleteIfExists(dir.resolve(Sandbox.LOCK_FILE));
      Files.deleteIfExists(dir);
    } catch (DirectoryNotEmptyException e) {
      // Something that is not ours is in there; it stays.
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.FILES, "cannot delete the data in %s: %s".formatted(dir, e), e);
    }
  }

  /** A directory is a server's when it holds the launch file of one, or Flink's storage. */
  private static List<Path> serverDirs(Path dir) throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      List<Path> found = new ArrayList<>();
      entries
          .filter(
              entry ->
                  Files.exists(new ServerDir(entry).launchFile())
                      || entry.endsWith(FlinkCluster.STORAGE_DIR))
          .forEach(found::add);
      return found;
    }
  }

  /** Deletes a directory with all that is in it, if it is there. */
  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
