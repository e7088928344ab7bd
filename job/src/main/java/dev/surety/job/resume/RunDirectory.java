package dev.surety.job.resume;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a pipeline keeps what it needs to go on: checkpoints, savepoints, what they belong to, and
 * a log.
 *
 * <pre>
 * lock                 held while a run is alive
 * belongs-to           which cluster and topics the state belongs to
 * checkpoints/…/chk-N  of every run; the newest are kept
 * savepoints/…         made when a run is stopped
 * tmp/                 what a killed run left there is deleted by the next
 * set-aside-…/         state that the user chose not to go on from
 * </pre>
 */
public final class RunDirectory implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

  private final Path root;
  private final FileChannel lockChannel;
  private final FileLock lock;

  private RunDirectory(Path root, FileChannel lockChannel, FileLock lock) {
    this.root = root;
    this.lockChannel = lockChannel;
    this.lock = lock;
  }

  /**
   * Opens a pipeline's directory, making it if need be, and holds its lock until closed.
   *
   * @throws OperationException when another run of the pipeline holds it
   */
  public static RunDirectory open(Path root, String pipeline) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        return open(root, pipeline, channel);
      } catch (IOException | RuntimeException e) {
        channel.close(); // lets go of the lock as well
        throw e;
      }
    } catch (IOException e) {
      throw new OperationException(
          ErrorCode.REFUSED, "cannot keep the pipeline's state in " + root + ": " + e, e);
    }
  }

  private static RunDirectory open(Path root, String pipeline, FileChannel channel)
      throws IOException {
    FileLock lock = tryLock(channel);
    if (lock == null) {
      throw new OperationException(
          ErrorCode.REFUSED,
          "pipeline '"
              + pipeline
              + "' is running already: another run holds "
              + root.resolve("lock")
              + ". Two runs would fence off each other's transactions. Stop the other run first.");
    }
    RunDirectory directory = new RunDirectory(root, channel, lock);
    if (Files.exists(directory.temporary())) {
      deleteTree(directory.temporary());
    }
    Files.createDirectories(directory.temporary());
    return directory;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  public Path root() {
    return root;
  }

  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  public Path savepoints() {
    return root.resolve("savepoints");
  }

  /** For files that do not outlive a run; emptied when the directory is opened. */
  public Path temporary() {
    return root.resolve("tmp");
  }

  Path belongsTo() {
    return root.resolve("belongs-to");
  }

  /**
   * Moves all state aside, so that the next run begins anew. Nothing is deleted.
   *
   * @return where the state is now
   */
  public Path setAside() {
    Path aside = root.resolve("set-aside-" + STAMP.format(Instant.now()));
    try {
      Files.createDirectories(aside);
      for (Path part : List.of(checkpoints(), savepoints(), belongsTo())) {
        if (Files.exists(part)) {
          Files.move(
              part, aside.resolve(part.getFileName().toString()), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return aside;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set state aside into " + aside, e);
    }
  }

  /** Deletes a directory and all that is in it. */
  static void deleteTree(Path tree) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(tree)) {
      deepestFirst = all.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockChannel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + root.resolve("lock"), e);
    }
  }
}
