package dev.surety.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTableTest {
  private static final Path PAGE =
      Path.of(System.getProperty("surety.checkout"), "docs", "reference", "log-events.md");

  /** Of ECS' allowed values those that fit a pipeline; a category has its expected types. */
  private static final Set<String> CATEGORIES_AND_TYPES =
      Set.of(
          "configuration info",
          "process start",
          "process end",
          "network start",
          "network end",
          " info");

  @ParameterizedTest
  @EnumSource(EventAction.class)
  void anEventIsSortedByAllowedValuesAndExplained(EventAction event) {
    EventAction.Ecs ecs = event.ecs();
    assertThat(event.action()).matches("[a-z]+\\.[a-z_]+");
    assertThat(CATEGORIES_AND_TYPES).contains(ecs.category() + " " + ecs.type());
    assertThat(ecs.outcome()).isIn("success", "failure", "");
    assertThat(event.help()).matches("[A-Z].{10,}\\.");
  }

  @ParameterizedTest
  @EnumSource(EventField.class)
  void aFieldOfOursIsUnderOurNameAndExplained(EventField field) {
    assertThat(field.ecsName())
        .matches("@timestamp|message|[a-z_]+(\\.[a-z_]+)+")
        .matches("(@timestamp|message|ecs|log|process|service|trace|error|event|server|surety).*");
    assertThat(field.help()).matches("(?s)[A-Z`].*\\.");
  }

  /** An object cannot be a value too. */
  @Test
  void noFieldIsThePrefixOfAnother() {
    for (EventField field : EventField.values()) {
      assertThat(Arrays.stream(EventField.values()).map(EventField::ecsName))
          .noneMatch(other -> other.startsWith(field.ecsName() + "."));
    }
  }

  @Test
  void isOnTheReferencePage() throws IOException {
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(PAGE, LogEventsReference.markdown());
    }

    assertThat(PAGE).content().isEqualTo(LogEventsReference.markdown());
  }
}
