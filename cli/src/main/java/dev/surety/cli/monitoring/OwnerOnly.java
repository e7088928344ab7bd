package dev.surety.cli.monitoring;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read. */
final class OwnerOnly {
  private OwnerOnly() {}

  /** Replaces a file by the content of another; nobody else can read it at any moment. */
  static void copy(Path from, Path to) throws IOException {
    byte[] content = Files.readAllBytes(from);
    Files.deleteIfExists(to);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(to, content);
  }
}
