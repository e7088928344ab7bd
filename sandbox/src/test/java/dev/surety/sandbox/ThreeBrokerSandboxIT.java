package dev.surety.sandbox;

import static dev.surety.sandbox.TestSandbox.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.sandbox.TestSandbox.Lines;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ThreeBrokerSandboxIT {
  private final Lines lines = new Lines();
  private final Sandbox sandbox;

  ThreeBrokerSandboxIT(@TempDir Path dir) {
    sandbox = Sandbox.up(options(dir).withKafka(3, 0), lines);
  }

  @AfterEach
  void down() {
    sandbox.close();
  }

  @Test
  void servesReplicatedTransactionalTopicsWhileOneBrokerIsDead() throws Exception {
    KafkaClients kafka = new KafkaClients(sandbox);
    kafka.createTopic("payments", 3, 3);
    kafka.produce("payments", "one");
    assertThat(replicasOf(kafka, "payments")).hasSize(3);
    assertThat(minInSyncReplicas(kafka, "payments")).isEqualTo("2");
    SandboxServer second = sandbox.server("kafka-2");

    second.kill();
    kafka.produce("payments", "two");
    assertThat(kafka.consume("payments", "test", 2)).containsExactlyInAnyOrder("one", "two");
    assertThat(sandbox.server("kafka-1").status().state()).isEqualTo(ServerStatus.State.UP);

    second.start(lines);
    assertThat(sandbox.status())
        .extracting(ServerStatus::state)
        .containsOnly(ServerStatus.State.UP)
        .hasSize(3);
  }

  private static List<Node> replicasOf(KafkaClients kafka, String topic) throws Exception {
    try (Admin admin = kafka.admin()) {
      Collection<TopicDescription> topics =
          admin.describeTopics(List.of(topic)).allTopicNames().get(20, TimeUnit.SECONDS).values();
      return topics.iterator().next().partitions().get(0).replicas();
    }
  }

  private static String minInSyncReplicas(KafkaClients kafka, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = kafka.admin()) {
      Collection<Config> configs =
          admin.describeConfigs(List.of(resource)).all().get(20, TimeUnit.SECONDS).values();
      return configs.iterator().next().get("min.insync.replicas").value();
    }
  }
}
