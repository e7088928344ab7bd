package dev.surety.job.resume;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a pipeline keeps what it needs to go on: checkpoints, savepoints, what they belong to, and
 * a log.
 *
 * <pre>
 * lock                 held while a run is alive
 * belongs-to           which cluster and topics the state belongs to
 * generation           which line of state this is, over all directories
 * settled              commits that were seen to be done
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

  private Path generationFile() {
    return root.resolve("generation");
  }

  private Path settledFile() {
    return root.resolve("settled");
  }

  /**
   * Which line of state this is: the time at which it was begun, milliseconds since 1970. It is
   * part of every transactional id, so that the broker's transactions tell which state they belong
   * to. Empty when the directory has none.
   */
  OptionalLong generation() {
    if (!Files.exists(generationFile())) {
      return OptionalLong.empty();
    }
    String text = read(generationFile()).strip();
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new OperationException(
          ErrorCode.REFUSED,
          generationFile()
              + " does not hold a number but '"
              + text
              + "': without it no transaction can be told to belong to the state here. Restore the"
              + " file, or use --new-state to begin anew.",
          e);
    }
  }

  void beginGeneration(long generation) {
    write(generationFile(), generation + "\n");
  }

  /**
   * Commits of this state that were seen to be done. The broker forgets a transaction after a week,
   * and a pipeline may be stopped for longer.
   */
  Set<PendingCommit> settled() {
    if (!Files.exists(settledFile())) {
      return Set.of();
    }
    return read(settledFile())
        .lines()
        .flatMap(line -> PendingCommit.ofLine(line).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  void settle(Collection<PendingCommit> commits) {
    write(
        settledFile(),
        commits.stream()
            .map(commit -> commit.line() + "\n")
            .sorted()
            .collect(Collectors.joining()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** At once or not at all. */
  private static void write(Path file, String text) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Moves checkpoints aside that nothing may go on from any more: what they cover is done again
   * under the same numbers.
   *
   * @param newestFirst in this order, so that a crash in between leaves the oldest
   */
  void setAside(List<ResumePoint> newestFirst) {
    if (newestFirst.isEmpty()) {
      return;
    }
    Path aside = root.resolve("set-aside-" + STAMP.format(Instant.now()));
    try {
      for (ResumePoint point : newestFirst) {
        Path target = aside.resolve(root.relativize(point.path()));
        Files.createDirectories(target.getParent());
        Files.move(point.path(), target, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set checkpoints aside into " + aside, e);
    }
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
      for (Path part :
          List.of(checkpoints(), savepoints(), belongsTo(), generationFile(), settledFile())) {
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
