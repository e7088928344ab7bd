package dev.surety.watch.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetDirectoryTest {
  @TempDir private Path dir;

  private void file(String name, String text) throws IOException {
    Files.writeString(dir.resolve(name), text);
  }

  private static String target(String address) {
    return "[{\"targets\": [\"%s\"], \"labels\": {\"job\": \"surety-pipeline\"}}]"
        .formatted(address);
  }

  @Test
  void eachFileIsATargetWithItsLabels() throws IOException {
    file("surety-pipeline-orders.json", target("127.0.0.1:4711"));
    file("surety-pipeline-orders.json.new", target("127.0.0.1:4712"));

    assertThat(new TargetDirectory(dir).read())
        .isEqualTo(
            new TargetDirectory.Contents(
                List.of(
                    new Target(
                        "surety-pipeline-orders",
                        "127.0.0.1:4711",
                        Map.of("job", "surety-pipeline", "instance", "127.0.0.1:4711"))),
                List.of()));
  }

  /** As in Prometheus, which drops them. */
  @Test
  void labelsWithTwoUnderscoresAreNotOfTheSeries() throws IOException {
    file(
        "surety-watch-9404.json",
        "[{\"targets\": [\"127.0.0.1:9404\"], \"labels\": {\"__surety_watched__\": \"a:9092\", \"job\":"
            + " \"surety-watch\"}}]");

    assertThat(new TargetDirectory(dir).read().targets())
        .extracting(Target::labels)
        .containsExactly(Map.of("job", "surety-watch", "instance", "127.0.0.1:9404"));
  }

  @Test
  void aDirectoryThatIsNotThereIsEmpty() {
    assertThat(new TargetDirectory(dir.resolve("none")).read().targets()).isEmpty();
  }

  @Test
  void filesThatSayNothingArePassedOverAndTold() throws IOException {
    file("a.json", "not json");
    file("b.json", "{}");
    file("c.json", "[{\"targets\": [\"http://evil/path?x\"]}]");
    file("d.json", target("127.0.0.1:4711"));
    file("e.json", target("127.0.0.1:4711"));

    TargetDirectory.Contents contents = new TargetDirectory(dir).read();

    assertThat(contents.targets()).extracting(Target::file).containsExactly("d");
    assertThat(contents.problems())
        .containsExactly(
            "a.json is not a list of targets",
            "b.json is not a list of targets",
            "c.json is not a list of targets");
  }

  @Test
  void thereAreNoMoreThan64() throws IOException {
    for (int port = 1000; port < 1070; port++) {
      file("p" + port + ".json", target("127.0.0.1:" + port));
    }

    TargetDirectory.Contents contents = new TargetDirectory(dir).read();

    assertThat(contents.targets()).hasSize(64);
    assertThat(contents.problems()).containsExactly("6 targets are left out: there are too many");
  }
}
