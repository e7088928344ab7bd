package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A checkpoint or savepoint to go on from.
 *
 * @param path its directory
 * @param checkpointId its number; Flink goes on counting in the next run, so a higher one is newer,
 *     over all runs
 */
public record ResumePoint(Path path, long checkpointId) {
  private static final Logger LOG = LoggerFactory.getLogger(ResumePoint.class);
  private static final String METADATA = "_metadata";

  public ResumePoint {
    requireNonNull(path, "path");
  }

  /**
   * The newest complete checkpoint or savepoint in a directory. One without readable metadata was
   * never completed, so nothing was committed for it and it is passed over.
   */
  public static Optional<ResumePoint> newest(RunDirectory directory) {
    return all(directory).stream().findFirst();
  }

  /**
   * Deletes all but the newest {@code keep} checkpoints and savepoints, and what incomplete ones
   * left behind.
   */
  public static void prune(RunDirectory directory, int keep) {
    List<ResumePoint> all = all(directory);
    if (all.isEmpty()) {
      return;
    }
    List<Path> kept = all.stream().limit(keep).map(ResumePoint::path).toList();
    try {
      for (Path candidate : stateDirectories(directory)) {
        if (!kept.contains(candidate)) {
          RunDirectory.deleteTree(candidate);
        }
      }
      deleteEmptyRuns(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete old checkpoints in " + directory.root(), e);
    }
  }

  /** Every complete checkpoint and savepoint in a directory, newest first. */
  static List<ResumePoint> all(RunDirectory directory) {
    try {
      List<ResumePoint> found = new ArrayList<>();
      for (Path candidate : stateDirectories(directory)) {
        read(candidate).ifPresent(found::add);
      }
      found.sort(Comparator.comparingLong(ResumePoint::checkpointId).reversed());
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the checkpoints in " + directory.root(), e);
    }
  }

  /** {@code checkpoints/<job>/chk-N} and {@code savepoints/savepoint-…}. */
  private static List<Path> stateDirectories(RunDirectory directory) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path job : children(directory.checkpoints())) {
      for (Path child : children(job)) {
        if (child.getFileName().toString().startsWith("chk-")) {
          found.add(child);
        }
      }
    }
    found.addAll(children(directory.savepoints()));
    return found;
  }

  private static void deleteEmptyRuns(RunDirectory directory) throws IOException {
    for (Path job : children(directory.checkpoints())) {
      boolean hasCheckpoint =
          children(job).stream().anyMatch(c -> c.getFileName().toString().startsWith("chk-"));
      if (!hasCheckpoint) {
        RunDirectory.deleteTree(job);
      }
    }
  }

  private static List<Path> children(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).toList();
    }
  }

  private static Optional<ResumePoint> read(Path candidate) {
    Path metadata = candidate.resolve(METADATA);
    if (!Files.isRegularFile(metadata)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ResumePoint(candidate, metadata(candidate).getCheckpointId()));
    } catch (IOException | RuntimeException incomplete) {
      // Flink's reader answers cut-off files with several kinds of RuntimeException.
      LOG.warn("passing over {}: its metadata is incomplete", candidate, incomplete);
      return Optional.empty();
    }
  }

  CheckpointMetadata metadata() throws IOException {
    return metadata(path);
  }

  private static CheckpointMetadata metadata(Path directory) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve(METADATA))))) {
      return Checkpoints.loadCheckpointMetadata(
          in, ResumePoint.class.getClassLoader(), directory.toString());
    }
  }
}
