package dev.surety.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private final SandboxOptions oneBroker =
      SandboxOptions.of(Path.of("/surety")).withDir(Path.of("/sandbox"));

  @Test
  void aPortThatIsAskedForIsThatOfTheFirstBrokerAndTheOthersTakeTheNext() {
    Layout layout = plan(oneBroker.withKafka(3, 9092), null, Set.of());

    assertThat(layout.brokerIds().map(layout::kafkaPort)).containsExactly(9092, 9093, 9094);
    assertThat(layout.serverNames()).containsExactly("kafka-1", "kafka-2", "kafka-3");
  }

  @Test
  void allPortsDiffer() {
    Layout layout = plan(oneBroker.withKafka(3, 0).withRegistry(0).withFlink(2, 0), null, Set.of());

    assertThat(layout.ports().values()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void whatIsStartedAgainKeepsItsPortsAndItsClusterId() {
    Layout first = plan(oneBroker.withRegistry(0), null, Set.of());

    Layout second = plan(oneBroker.withRegistry(0), first, Set.of());

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aPortThatSomebodyElseHasTakenMeanwhileIsReplaced() {
    Layout first = plan(oneBroker, null, Set.of());
    int taken = first.kafkaPort(1);

    Layout second = Layout.plan(oneBroker, first, Set.of(), name -> false, port -> port != taken);

    assertThat(second.kafkaPort(1)).isNotEqualTo(taken);
    assertThat(second.controllerPort(1)).isEqualTo(first.controllerPort(1));
  }

  @Test
  void serversThatWereNotTakenDownBelongToTheSandboxAlsoWhenNotAskedFor() {
    Layout first = plan(oneBroker.withRegistry(0).withFlink(2, 0), null, Set.of());

    Layout afterDown = plan(oneBroker, first, Set.of());
    Layout afterCrash = plan(oneBroker, first, Set.copyOf(first.serverNames()));

    assertThat(afterDown.serverNames()).containsExactly("kafka-1");
    assertThat(afterCrash).isEqualTo(first);
  }

  @Test
  void aServerThatRunsDoesNotMoveToAnotherPort() {
    Layout first = plan(oneBroker.withKafka(1, 9092), null, Set.of());

    assertThatThrownBy(
            () ->
                Layout.plan(
                    oneBroker.withKafka(1, 9192),
                    first,
                    Set.of("kafka-1"),
                    "kafka-1"::equals,
                    port -> true))
        .isInstanceOf(SandboxException.class)
        .hasMessage("kafka-1 is up on port 9092, not 9192; take the sandbox down first");
    assertThat(plan(oneBroker.withKafka(1, 9192), first, Set.of()).kafkaPort(1)).isEqualTo(9192);
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThatThrownBy(() -> oneBroker.withKafka(2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("brokers must be 1 or 3, not 2");
    assertThatThrownBy(() -> oneBroker.withFlink(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oneBroker.withRegistry(70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("registryPort must be 0 to 65535, not 70000");
  }

  private static Layout plan(SandboxOptions options, @Nullable Layout kept, Set<String> recorded) {
    return Layout.plan(options, kept, recorded, name -> false, port -> true);
  }
}
