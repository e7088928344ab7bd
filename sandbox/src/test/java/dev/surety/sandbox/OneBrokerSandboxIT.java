package dev.surety.sandbox;

import static dev.surety.sandbox.TestSandbox.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.sandbox.SandboxException.Code;
import dev.surety.sandbox.TestSandbox.Lines;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OneBrokerSandboxIT {
  private final Lines lines = new Lines();
  private final Sandbox sandbox;

  OneBrokerSandboxIT(@TempDir Path dir) {
    sandbox = Sandbox.up(options(dir), lines);
  }

  @AfterEach
  void down() {
    sandbox.close();
  }

  @Test
  void survivesTheDeathOfTheBrokerWithItsDataAndItsAddress() throws Exception {
    KafkaClients kafka = new KafkaClients(sandbox);
    kafka.createTopic("orders", 1, 1);
    kafka.produce("orders", "one", "two");
    assertThat(kafka.consume("orders", "first", 2)).containsExactly("one", "two");
    String address = sandbox.bootstrapServers();
    SandboxServer broker = sandbox.server("kafka-1");

    broker.kill();
    assertThat(broker.status().state()).isEqualTo(ServerStatus.State.DEAD);
    assertThatThrownBy(broker::pause)
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.WRONG_STATE));
    broker.start(lines);

    assertThat(sandbox.bootstrapServers()).isEqualTo(address);
    kafka.produce("orders", "three");
    assertThat(kafka.consume("orders", "second", 3)).containsExactly("one", "two", "three");
  }
}
