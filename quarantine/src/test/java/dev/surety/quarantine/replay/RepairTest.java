package dev.surety.quarantine.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.quarantine.records.Quarantined;
import dev.surety.quarantine.records.RecordFilter;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RepairTest {
  private static Quarantined record(String value) {
    ProducerRecord<byte[], byte[]> made = Records.quarantined("orders.quarantine", 4, value);
    return Quarantined.of(
        new ConsumerRecord<>(
            made.topic(),
            made.partition(),
            17,
            made.timestamp(),
            TimestampType.CREATE_TIME,
            0,
            0,
            made.key(),
            made.value(),
            made.headers(),
            Optional.empty()));
  }

  private static Repair repair(String yaml) {
    RepairReader.Result read = RepairReader.readText("repair.yaml", yaml);
    assertThat(read.problems()).isEmpty();
    return requireNonNull(read.repair());
  }

  private static String text(Repair.Result result) {
    return new String(requireNonNull(result.value()), UTF_8);
  }

  @Test
  void stepsSeeWhatTheStepsBeforeMade() {
    Repair repair =
        repair(
            """
            repair:
              - when: "has(record.amountCents)"
                set: {amount: "record.amountCents / 100", "lines[0].sku": "record.id + '-x'"}
                remove: [amountCents, absent]
              - set: {doubled: "record.amount * 2", from: "violations[0].code + headers.trace"}
            """);

    assertThat(text(repair.apply(record("{\"amountCents\":1200,\"id\":\"a\",\"lines\":[{}]}"))))
        .isEqualTo(
            "{\"id\":\"a\",\"lines\":[{\"sku\":\"a-x\"}],\"amount\":12,\"doubled\":24,\"from\":\"below_minimumt4\"}");
  }

  @Test
  void whatNoStepChangesKeepsItsBytes() {
    Repair repair = repair("repair: [{when: \"has(record.x)\", set: {y: \"1\"}}]");
    Quarantined record = record("{ \"amount\" : 1.50 }");

    assertThat(repair.apply(record).value()).isSameAs(record.value());
    assertThat(repair.apply(record("no json")).failure()).isNull();
  }

  @Test
  void numbersThatAreNotSetStayExact() {
    Repair.Result result =
        repair("repair: [{set: {more: \"1\"}}]")
            .apply(record("{\"a\":1.50,\"b\":123456789012345678901234567890,\"c\":1E-7}"));

    assertThat(result.failure()).isNull();
    assertThat(text(result))
        .isEqualTo("{\"a\":1.50,\"b\":123456789012345678901234567890,\"c\":0.0000001,\"more\":1}");
  }

  @Test
  void aStepThatCannotBeDoneLeavesTheRecordAsItIs() {
    Repair repair = repair("repair: [{set: {a: \"record.absent\"}}]");
    Quarantined record = record("{\"b\":1}");

    assertThat(repair.apply(record).failure()).contains("'a' cannot be set").contains("absent");
    assertThat(repair.apply(record).value()).isSameAs(record.value());
  }

  @Test
  void mistakesAreShownAtTheirPlace() {
    var problems =
        RepairReader.readText(
                "repair.yaml",
                """
                repair:
                  - when: "recrod.a == 1"
                    set: {a: 1, b: "record.(" }
                  - whn: "true"
                """)
            .problems();

    assertThat(problems)
        .extracting(problem -> problem.code() + " " + problem.at())
        .contains(
            "cel-unknown-name repair.yaml:2:12",
            "wrong-type repair.yaml:3:14",
            "missing-key repair.yaml:4:5",
            "unknown-key repair.yaml:4:5")
        .anyMatch(problem -> problem.startsWith("cel-syntax repair.yaml:3:"));
  }

  @Test
  void aRecordIsReadBackWithoutWhatQuarantiningAdded() {
    Quarantined record = record("{}");

    assertThat(record.isOurs()).isTrue();
    assertThat(record.headerCount()).isEqualTo(2);
    assertThat(record.headerTexts()).containsOnlyKeys("trace");
    assertThat(record.violations()).hasSize(1);
    assertThat(record.sourcePartition()).contains(0);
    assertThat(record.contractVersion()).isEqualTo("0.9.0");
    RecordFilter amount = new RecordFilter(null, null, "amount", "orders 0.9.0", null);
    assertThat(amount.test(record)).isTrue();
    assertThat(new RecordFilter(null, null, "amo", null, null).test(record)).isFalse();
    assertThat(new RecordFilter("required", null, null, null, null).test(record)).isFalse();
  }
}
