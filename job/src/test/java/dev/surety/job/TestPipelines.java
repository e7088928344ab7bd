package dev.surety.job;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** Pipelines over a small contract: orders and, for every other record, notes. */
final class TestPipelines {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: shop-orders
      version: "2.1.0"
      status: active
      schema:
        - name: order
          physicalName: TOPIC
          logicalType: object
          properties:
            - {name: id, logicalType: string, required: true}
            - {name: amount, logicalType: number, logicalTypeOptions: {minimum: 0}}
          customProperties:
            - {property: surety.when, value: "headers.type == 'order'"}
        - name: note
          physicalName: TOPIC
          logicalType: object
          properties:
            - {name: text, logicalType: string, required: true}
      """;

  private TestPipelines() {}

  /** From {@code topic} to {@code topic.clean} and {@code topic.quarantine}. */
  static Pipeline pipeline(String name, String topic, Duration checkpointInterval) {
    String text = CONTRACT.replace("TOPIC", topic);
    Contract contract =
        requireNonNull(ContractReader.read("orders.odcs.yaml", text).contract(), "the contract");
    return new Pipeline(
        name,
        Path.of("pipeline.yaml"),
        new Pipeline.Source("orders", topic, Pipeline.Source.Start.EARLIEST),
        new Pipeline.GoverningContract("orders.odcs.yaml", text, contract),
        new Pipeline.Sink("clean", topic + ".clean"),
        new Pipeline.Runtime(OptionalInt.of(2), checkpointInterval));
  }
}
