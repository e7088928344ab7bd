package dev.surety.cli.run;

import java.util.Map;

/** Statuses for the tests of the views. */
final class RunStatuses {
  static final RunStatus BEFORE_ANYTHING =
      new RunStatus("starting", "", 0, 0, 0, Map.of(), -1, 0, -1);

  static final RunStatus RUNNING =
      new RunStatus(
          "running",
          "",
          12_345.6,
          1_234_567,
          25,
          Map.of("amount", 9L, "currency", 12L, "no-duplicates", 1L, "settled", 3L),
          4_200,
          17,
          2_900);

  static final RunStatus WAITING =
      new RunStatus(
          "waiting",
          "Kafka at 127.0.0.1:9092: Connection refused",
          0,
          10,
          2,
          Map.of("amount", 2L),
          5,
          3,
          61_000);

  private RunStatuses() {}
}
