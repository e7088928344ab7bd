package dev.surety.job.resume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryIT {
  @TempDir private Path parent;

  @Test
  void oneRunOfAPipelineHoldsItsDirectory() {
    Path root = parent.resolve("pipelines/shop");
    try (RunDirectory first = RunDirectory.open(root, "shop")) {
      assertRefused(() -> RunDirectory.open(first.root(), "shop"), "is running already");
      // A refused open must not have let go of the first one's lock.
      assertRefused(() -> RunDirectory.open(first.root(), "shop"), "is running already");
    }

    RunDirectory.open(root, "shop").close();
  }

  @Test
  void aRunInAnotherProcessHoldsItToo() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");

      assertRefused(() -> RunDirectory.open(parent, "shop"), "is running already");
    } finally {
      other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    RunDirectory.open(parent, "shop").close();
  }

  /** Holds a directory until it is killed. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try (RunDirectory directory = RunDirectory.open(Path.of(arguments[0]), "shop")) {
        System.out.println(directory.root().equals(Path.of(arguments[0])) ? "held" : "elsewhere");
        System.out.flush();
        System.in.read();
      }
    }
  }

  @Test
  void emptiesWhatAKilledRunLeftAndKeepsItsState() throws IOException {
    Files.createDirectories(parent.resolve("tmp/deep/er"));
    Files.writeString(parent.resolve("tmp/deep/er/file"), "x");
    Files.createDirectories(parent.resolve("checkpoints/aaaa/chk-1"));

    try (RunDirectory directory = RunDirectory.open(parent, "shop")) {
      assertThat(directory.temporary()).isEmptyDirectory();
      assertThat(directory.checkpoints().resolve("aaaa/chk-1")).exists();
    }
  }

  @Test
  void saysWhereItCannotKeepState() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(() -> RunDirectory.open(file.resolve("shop"), "shop"))
        .isInstanceOf(OperationException.class)
        .hasMessageContaining(file.resolve("shop").toString());
  }

  @Test
  void letsGoOfTheLockWhenOpeningFails() throws IOException {
    Files.writeString(parent.resolve("tmp"), "");
    Files.createDirectories(parent.resolve("other"));
    Path notADirectory = parent.resolve("other/tmp");
    Files.createSymbolicLink(notADirectory, parent.resolve("nowhere"));

    assertThatThrownBy(() -> RunDirectory.open(parent.resolve("other"), "shop"))
        .isInstanceOf(OperationException.class)
        .hasMessageStartingWith("cannot keep the pipeline's state");
    Files.delete(notADirectory);

    RunDirectory.open(parent.resolve("other"), "shop").close();
  }

  @Test
  void setsStateAsideWithoutDeletingAnything() throws IOException {
    try (RunDirectory directory = RunDirectory.open(parent, "shop")) {
      new Ownership(Map.of("cluster", "a")).claim(directory);
      Files.createDirectories(directory.checkpoints().resolve("aaaa/chk-1"));
      Files.writeString(directory.checkpoints().resolve("aaaa/chk-1/_metadata"), "kept");

      Path aside = directory.setAside();

      assertThat(aside.getParent()).isEqualTo(parent);
      assertThat(aside.resolve("checkpoints/aaaa/chk-1/_metadata")).hasContent("kept");
      assertThat(aside.resolve("belongs-to")).exists();
      assertThat(directory.checkpoints()).doesNotExist();
      new Ownership(Map.of("cluster", "b")).claim(directory);
    }
  }

  @Test
  void belongsToTheTopicsOfItsFirstRun() {
    Map<String, String> facts = Map.of("cluster", "c1", "topic orders", "id1");
    try (RunDirectory directory = RunDirectory.open(parent, "shop")) {
      new Ownership(facts).claim(directory);
      new Ownership(facts).claim(directory);

      assertRefused(
          () -> new Ownership(Map.of("cluster", "c2", "topic orders", "id1")).claim(directory),
          "cluster was c1 and is c2");
      assertRefused(
          () -> new Ownership(Map.of("cluster", "c1", "topic orders", "id2")).claim(directory),
          "topic orders was id1 and is id2");
      assertRefused(
          () -> new Ownership(Map.of("cluster", "c1", "topic notes", "id1")).claim(directory),
          "topic notes was (none) and is id1");
      new Ownership(facts).claim(directory);
    }
  }

  private static void assertRefused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OperationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.REFUSED);
              assertThat(e.code().exitCode()).isEqualTo(4);
              assertThat(e.getMessage()).contains(words);
            });
  }
}
