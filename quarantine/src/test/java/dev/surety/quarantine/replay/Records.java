package dev.surety.quarantine.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.surety.contract.ContractReader;
import dev.surety.quarantine.format.AddedHeader;
import dev.surety.quarantine.format.QuarantineFormat;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Violation;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Quarantined orders, and the contract of today. */
final class Records {
  static final long TIME = 1_700_000_000_000L;

  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      version: 1.0.0
      status: active
      schema:
        - name: order
          physicalName: orders
          properties:
            - {name: id, logicalType: integer, required: true}
            - {name: amount, logicalType: number, required: true, logicalTypeOptions: {minimum: 0}}
      """;

  private static final QuarantineFormat FORMAT = new QuarantineFormat("p", "orders", "0.9.0");

  private Records() {}

  static RecordValidator validator() {
    var contract = requireNonNull(ContractReader.read("c.yaml", CONTRACT).contract());
    return requireNonNull(RecordValidator.compile(contract, "orders", Limits.DEFAULT).validator());
  }

  /** One of three breaks the contract of today too. */
  static boolean passes(int id) {
    return id % 3 != 0;
  }

  static String value(int id) {
    return "{\"id\": %d,  \"amount\":%s}".formatted(id, passes(id) ? "12.50" : "-1");
  }

  static ProducerRecord<byte[], byte[]> quarantined(String topic, int id) {
    return quarantined(topic, id, value(id));
  }

  static ProducerRecord<byte[], byte[]> quarantined(String topic, int id, String value) {
    int partition = id % 2;
    Headers headers = new RecordHeaders();
    headers.add("trace", ("t" + id).getBytes(UTF_8)).add("empty", null);
    List<Violation> reasons =
        List.of(new Violation("minimum", "amount", "below_minimum", "too little"));
    for (AddedHeader added :
        FORMAT.headers("orders", partition, id, Instant.ofEpochMilli(TIME + id), reasons)) {
      headers.add(added.name(), added.value());
    }
    return new ProducerRecord<>(
        topic,
        partition,
        TIME + id,
        ("key" + id % 10).getBytes(UTF_8),
        value.getBytes(UTF_8),
        headers);
  }
}
