package dev.surety.job.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumePointIT {
  @TempDir private Path root;
  private RunDirectory directory;

  @BeforeEach
  void open() {
    directory = RunDirectory.open(root, "shop");
  }

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void thereIsNoneInANewDirectory() {
    assertThat(ResumePoint.newest(directory)).isEmpty();
  }

  @Test
  void isTheNewestByNumberOverAllRunsAndSavepoints() throws IOException {
    checkpoint("checkpoints/aaaa/chk-9", 9);
    checkpoint("checkpoints/aaaa/chk-10", 10);
    checkpoint("checkpoints/bbbb/chk-12", 12);
    assertThat(newest()).isEqualTo("checkpoints/bbbb/chk-12");

    checkpoint("savepoints/savepoint-aaaa-1", 11);
    assertThat(newest()).isEqualTo("checkpoints/bbbb/chk-12");

    checkpoint("savepoints/savepoint-bbbb-2", 13);
    assertThat(newest()).isEqualTo("savepoints/savepoint-bbbb-2");
    assertThat(ResumePoint.newest(directory).orElseThrow().checkpointId()).isEqualTo(13);
  }

  @Test
  void passesOverWhatWasNeverCompleted() throws IOException {
    checkpoint("checkpoints/aaaa/chk-9", 9);
    Files.createDirectories(root.resolve("checkpoints/aaaa/chk-10"));
    Files.createDirectories(root.resolve("checkpoints/aaaa/chk-11"));
    Files.createFile(root.resolve("checkpoints/aaaa/chk-11/_metadata"));
    Files.createDirectories(root.resolve("checkpoints/aaaa/shared"));
    Files.createDirectories(root.resolve("checkpoints/aaaa/taskowned"));

    assertThat(newest()).isEqualTo("checkpoints/aaaa/chk-9");
  }

  @Test
  void passesOverMetadataThatIsCutOffAnywhere() throws IOException {
    checkpoint("checkpoints/aaaa/chk-9", 9);
    Path cutOff = checkpoint("checkpoints/aaaa/chk-10", 10);
    byte[] complete = Files.readAllBytes(cutOff);
    assertThat(newest()).isEqualTo("checkpoints/aaaa/chk-10");

    for (int length = 0; length < complete.length; length++) {
      Files.write(cutOff, Arrays.copyOf(complete, length));
      assertThat(newest()).as("cut off at %d", length).isEqualTo("checkpoints/aaaa/chk-9");
    }
  }

  @Test
  void pruningKeepsTheNewestAndDeletesTheRest() throws IOException {
    checkpoint("checkpoints/aaaa/chk-1", 1);
    checkpoint("savepoints/savepoint-aaaa-1", 2);
    checkpoint("checkpoints/bbbb/chk-3", 3);
    checkpoint("checkpoints/cccc/chk-4", 4);
    Files.createDirectories(root.resolve("checkpoints/cccc/chk-5"));
    Files.createDirectories(root.resolve("checkpoints/cccc/shared"));

    ResumePoint.prune(directory, 2);

    assertThat(newest()).isEqualTo("checkpoints/cccc/chk-4");
    assertThat(kept())
        .containsExactly(
            "checkpoints/bbbb",
            "checkpoints/bbbb/chk-3",
            "checkpoints/cccc",
            "checkpoints/cccc/chk-4",
            "checkpoints/cccc/shared");
  }

  @Test
  void pruningTwiceKeepsTheSame() throws IOException {
    checkpoint("checkpoints/aaaa/chk-1", 1);
    checkpoint("checkpoints/aaaa/chk-2", 2);

    ResumePoint.prune(directory, 1);
    ResumePoint.prune(directory, 1);

    assertThat(newest()).isEqualTo("checkpoints/aaaa/chk-2");
  }

  @Test
  void pruningDeletesNothingWhenNothingIsLeftToGoOnFrom() throws IOException {
    Files.createDirectories(root.resolve("checkpoints/aaaa/chk-1"));

    ResumePoint.prune(directory, 1);

    assertThat(root.resolve("checkpoints/aaaa/chk-1")).exists();
  }

  /** As Flink writes it; returns the metadata file. */
  private Path checkpoint(String relative, long id) throws IOException {
    Path state = Files.createDirectories(root.resolve(relative));
    Path metadata = state.resolve("_metadata");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
    }
    return metadata;
  }

  private String newest() {
    Optional<ResumePoint> newest = ResumePoint.newest(directory);
    return newest.map(point -> root.relativize(point.path()).toString()).orElse("none");
  }

  private List<String> kept() throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isDirectory)
          .map(path -> root.relativize(path).toString())
          .filter(path -> path.matches("(checkpoints|savepoints)/.*"))
          .sorted()
          .toList();
    }
  }
}
