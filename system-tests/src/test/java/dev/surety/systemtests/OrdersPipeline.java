package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A pipeline over orders whose job fails soon when Kafka does not answer: for stories about logs.
 */
final class OrdersPipeline {
  static final String TOPIC = "shop.orders";

  /**
   * A producer waits two minutes by default; nobody wants to watch that. {@code max.block.ms} stays
   * at its minute: Flink's TaskManager ends for good when it cannot abort a transaction in time.
   */
  private static final String IMPATIENT =
      """
        request.timeout.ms: 1500
        delivery.timeout.ms: 4000
      """;

  private final Path dir;

  private OrdersPipeline(Path dir) {
    this.dir = dir;
  }

  /**
   * Lays out its files.
   *
   * @param kafka settings of the profile, a line each
   */
  static OrdersPipeline in(Path dir, List<String> kafka) throws IOException {
    Files.writeString(
        dir.resolve("orders.odcs.yaml"),
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: orders
        name: Orders
        version: "2.1.0"
        status: active
        servers:
          - {server: production, type: kafka, host: "localhost:9092", format: json}
        schema:
          - name: order
            physicalName: shop.orders
            logicalType: object
            properties:
              - {name: order_id, logicalType: string, required: true}
              - {name: customer, logicalType: string, required: true, classification: confidential, logicalTypeOptions: {pattern: "^C-[0-9]+$"}}
              - {name: note, logicalType: string, logicalTypeOptions: {maxLength: 12}}
              - {name: amount, logicalType: number, required: true}
              - {name: discount, logicalType: number, required: true}
            quality:
              - id: discount-within-amount
                description: Nobody is paid for ordering.
                type: custom
                engine: cel
                implementation: "record.discount <= record.amount"
        """);
    Files.writeString(
        dir.resolve("pipeline.yaml"),
        """
        pipeline: orders
        contracts: [orders.odcs.yaml]
        sources:
          orders: {topic: shop.orders}
        sinks:
          clean: {input: orders, topic: shop.orders.clean}
        runtime:
          parallelism: 1
          checkpoints: {interval: 1s}
        """);
    StringBuilder profile = new StringBuilder("kafka:\n");
    kafka.forEach(line -> profile.append("  ").append(line).append('\n'));
    Files.writeString(dir.resolve("surety.yaml"), profile + IMPATIENT);
    return new OrdersPipeline(dir);
  }

  /** Starts it with JSON lines on standard error. */
  SuretyProcess run(Map<String, String> env) throws IOException {
    return SuretyProcess.start(
        home(),
        dir,
        env,
        List.of("run", "pipeline.yaml", "--interval", "200ms", "--log-format", "json"));
  }

  Path home() {
    return dir.resolve("home");
  }

  /** Its log file. */
  Path log() {
    return home().resolve(".surety/pipelines/orders/surety.log");
  }

  /**
   * Waits until the job has failed while Kafka does not answer: as a record that was on its way
   * could not be written in time or, when none was just then, as the next transaction could not
   * begin.
   */
  static void awaitGivenUp(SuretyProcess run) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () ->
                assertThat(EcsLines.events(run.err(), "job.failed"))
                    .as(run.transcript())
                    .isNotEmpty());
  }

  /** Orders that keep the contract. */
  static List<ProducerRecord<byte[], byte[]>> good(int count) {
    return orders(count, "C-1", "fine", 10, 1);
  }

  /** Orders of one kind. */
  static List<ProducerRecord<byte[], byte[]>> orders(
      int count, String customer, String note, int amount, int discount) {
    List<ProducerRecord<byte[], byte[]>> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String value =
          "{\"order_id\":\"%d\",\"customer\":\"%s\",\"note\":\"%s\",\"amount\":%d,\"discount\":%d}"
              .formatted(i, customer, note, amount, discount);
      orders.add(new ProducerRecord<>(TOPIC, customer.getBytes(UTF_8), value.getBytes(UTF_8)));
    }
    return orders;
  }
}
