package dev.surety.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderedDirectoryIT {
  private final Path dir;
  private final RenderedDirectory rendered;

  RenderedDirectoryIT(@TempDir Path dir) {
    this.dir = dir;
    this.rendered = RenderedDirectory.at(dir);
  }

  @Test
  void anEmptyDirectoryHasNothingOfOthersAndTakesTheFiles() throws IOException {
    Map<String, String> files = Map.of("a/rules.yml", "groups: []\n");

    assertThat(rendered.foreign(files)).isEmpty();
    rendered.write(files);

    assertThat(dir.resolve("a/rules.yml")).hasContent("groups: []\n");
  }

  @Test
  void whatWasRenderedBeforeIsReplacedByWhatIsRenderedNow() throws IOException {
    rendered.write(Map.of("rules.yml", "old", "gone.yml", "old"));

    assertThat(RenderedDirectory.at(dir).foreign(Map.of("rules.yml", "new"))).isEmpty();
    rendered.write(Map.of("rules.yml", "new"));

    assertThat(dir.resolve("rules.yml")).hasContent("new");
    assertThat(rendered.foreign(Map.of("gone.yml", "newer"))).isEmpty();
  }

  @Test
  void aFileThatWasChangedSinceIsSomebodyElses() throws IOException {
    rendered.write(Map.of("rules.yml", "rendered", "other.yml", "rendered"));
    Files.writeString(dir.resolve("rules.yml"), "tuned by hand");

    assertThat(rendered.foreign(Map.of("rules.yml", "new", "other.yml", "new")))
        .containsExactly("rules.yml");
  }

  @Test
  void aFileThatWasThereBeforeIsSomebodyElsesUnlessItIsTheSame() throws IOException {
    Files.writeString(dir.resolve("rules.yml"), "of somebody");
    Files.writeString(dir.resolve("same.yml"), "new");

    assertThat(rendered.foreign(Map.of("rules.yml", "new", "same.yml", "new")))
        .containsExactly("rules.yml");
  }
}
