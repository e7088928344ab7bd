package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * {@code promtool} and {@code amtool}; a test that needs one is skipped without it, but not in CI.
 */
final class CheckTool {
  private static final long BOUND_SECONDS = 600;

  private final Path executable;

  private CheckTool(Path executable) {
    this.executable = executable;
  }

  static CheckTool find(String name, String packageName) {
    for (String folder : System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1)) {
      Path executable = Path.of(folder, name);
      if (Files.isExecutable(executable)) {
        return new CheckTool(executable);
      }
    }
    String missing = name + " is not on the path; Debian has it in the package " + packageName;
    assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
    assumeTrue(false, missing);
    throw new AssertionError("not reached");
  }

  /** Runs it in a folder; its exit code and everything that it printed. */
  Result run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.addAll(arguments);
    Path output = Files.createTempFile("surety-check", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS))
            .as("%s ends", command)
            .isTrue();
      } finally {
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), Files.readString(output, UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  record Result(int exitCode, String output) {
    void assertPassed() {
      assertThat(exitCode).as(output).isZero();
    }
  }
}
