package dev.surety.cli;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The contracts that a command is to work on. */
final class ContractFiles {
  private static final int MAX_FILES = 10_000;
  private static final int MAX_DEPTH = 32;

  private ContractFiles() {}

  /**
   * The files themselves, and of directories all that is named like a contract, in the order of
   * their names. Hidden directories are not entered, links to directories are not followed.
   */
  static Collection<Path> find(List<Path> paths, CommandLine command) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      List<Path> found = inDirectory(path, command);
      if (found.isEmpty()) {
        throw new ParameterException(command, "there is no *.odcs.yaml in " + path);
      }
      files.addAll(found);
    }
    return files;
  }

  private static List<Path> inDirectory(Path directory, CommandLine command) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        directory,
        EnumSet.noneOf(FileVisitOption.class),
        MAX_DEPTH,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            boolean hidden = !entered.equals(directory) && name(entered).startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = name(file);
            if (!attributes.isDirectory()
                && (name.endsWith(".odcs.yaml") || name.endsWith(".odcs.yml"))) {
              found.add(file);
            }
            if (found.size() > MAX_FILES) {
              throw new ParameterException(
                  command, "there are more than " + MAX_FILES + " contracts in " + directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found.stream().sorted().toList();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
