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
import java.util.function.Predicate;
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
    return find(paths, ContractFiles::isContract, command);
  }

  /** The same with Markdown files that have contracts in them. */
  static Collection<Path> findWithMarkdown(List<Path> paths, CommandLine command)
      throws IOException {
    for (Path path : paths) {
      if (MarkdownContracts.isMarkdown(path)
          && Files.isRegularFile(path)
          && !MarkdownContracts.hasContracts(path)) {
        throw new ParameterException(
            command, "there is no fenced block of yaml with kind: DataContract in " + path);
      }
    }
    return find(
        paths,
        file ->
            isContract(file)
                || (MarkdownContracts.isMarkdown(file) && MarkdownContracts.hasContracts(file)),
        command);
  }

  private static boolean isContract(Path file) {
    return name(file).endsWith(".odcs.yaml") || name(file).endsWith(".odcs.yml");
  }

  private static Collection<Path> find(
      List<Path> paths, Predicate<Path> wanted, CommandLine command) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      List<Path> found = inDirectory(path, wanted, command);
      if (found.isEmpty()) {
        throw new ParameterException(command, "there is no *.odcs.yaml in " + path);
      }
      files.addAll(found);
    }
    return files;
  }

  /** What is wanted in a directory and below it, in the order of the names. */
  static List<Path> inDirectory(Path directory, Predicate<Path> wanted, CommandLine command)
      throws IOException {
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
            if (!attributes.isDirectory() && wanted.test(file)) {
              found.add(file);
            }
            if (found.size() > MAX_FILES) {
              throw new ParameterException(
                  command, "there are more than " + MAX_FILES + " files to read in " + directory);
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
