package dev.surety.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Earlier versions as git has them: the file at a commit, and at every commit before. */
public final class GitHistory {
  private static final int TIMEOUT_SECONDS = 30;
  private static final int SHORT = 10;

  private final Path directory;
  private final String name;
  private final String shownAs;

  private GitHistory(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    this.directory = parent == null ? absolute : parent;
    this.name = String.valueOf(absolute.getFileName());
    this.shownAs = file.toString();
  }

  /** How far back to look. */
  public enum Depth {
    /** The version at the commit. */
    LAST,
    /** All versions up to the commit. */
    EVERY
  }

  /** The versions of a file up to a branch, tag or commit, the newest first. */
  public static List<Edition> of(Path file, String ref, Depth depth) {
    GitHistory history = new GitHistory(file);
    Set<String> texts = new LinkedHashSet<>();
    List<Edition> editions = new ArrayList<>();
    for (String commit : history.commits(ref, depth)) {
      String text = history.git("show", commit + ":./" + history.name);
      if (texts.add(text)) {
        String at = commit.substring(0, Math.min(SHORT, commit.length()));
        editions.add(new Edition(history.shownAs + "@" + at, text));
      }
    }
    return editions;
  }

  private List<String> commits(String ref, Depth depth) {
    // A commit that took the file away has no version of it.
    List<String> arguments =
        new ArrayList<>(List.of("log", "--format=%H", "--diff-filter=AMRCT", "--end-of-options"));
    arguments.add(ref);
    arguments.add("--");
    arguments.add("./" + name);
    List<String> commits = git(arguments.toArray(String[]::new)).lines().toList();
    return depth == Depth.LAST && !commits.isEmpty() ? commits.subList(0, 1) : commits;
  }

  private String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    try {
      // Files take any amount of output; a pipe that nobody reads would block git.
      Path out = Files.createTempFile("surety-git", ".out");
      Path err = Files.createTempFile("surety-git", ".err");
      try {
        return run(command, out, err);
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw failed("git cannot be run: " + e.getMessage());
    }
  }

  private static String run(List<String> command, Path out, Path err) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw failed("git did not answer within " + TIMEOUT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while git was running");
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      String message = Files.readString(err, UTF_8).lines().findFirst().orElse("no message");
      throw new OperationException(ErrorCode.NOT_FOUND, "git says: " + message);
    }
    return new String(Files.readAllBytes(out), UTF_8);
  }

  private static OperationException failed(String message) {
    return new OperationException(ErrorCode.UNREACHABLE, message);
  }
}
