package dev.surety.sandbox;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Held while servers of a directory are started or stopped. The system drops it when we die. */
final class ServerLock implements AutoCloseable {
  /** Longer than a start may take, so that whoever waits for one sees its outcome. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final FileChannel channel;

  private ServerLock(FileChannel channel) {
    this.channel = channel;
  }

  static ServerLock acquire(Path dir, String fileName, Progress progress) {
    FileChannel channel = null;
    try {
      Files.createDirectories(dir);
      channel = FileChannel.open(dir.resolve(fileName), CREATE, WRITE);
      Deadline deadline = Deadline.after(TIMEOUT);
      boolean told = false;
      while (tryLock(channel) == null) {
        if (!told) {
          progress.say("waiting for another process that starts or stops servers in " + dir);
          told = true;
        }
        if (deadline.passed()) {
          throw new SandboxException(
              SandboxException.Code.BUSY, "another process starts or stops servers in " + dir);
        }
        Deadline.pause();
      }
      ServerLock lock = new ServerLock(channel);
      channel = null;
      return lock;
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.FILES, "cannot lock %s: %s".formatted(dir, e), e);
    } finally {
      closeQuietly(channel);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  /** Closing releases the lock even when it reports an error. */
  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The descriptor is gone either way, and the lock with it.
      }
    }
  }
}
