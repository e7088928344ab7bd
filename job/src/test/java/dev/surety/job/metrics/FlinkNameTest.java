package dev.surety.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkNameTest {
  @ParameterizedTest
  @CsvSource({
    "jobmanager.job, numRestarts, flink_jobmanager_job_num_restarts",
    "jobmanager, Status.JVM.Memory.NonHeap.Used, flink_jobmanager_status_jvm_memory_non_heap_used",
    "jobmanager, Status.JVM.GarbageCollector.G1_Old_Generation.Count,"
        + " flink_jobmanager_status_jvm_garbage_collector_g1_old_generation_number",
    "taskmanager.job.task.operator, KafkaProducer.request-latency-avg,"
        + " flink_taskmanager_job_task_operator_kafka_producer_request_latency_avg"
  })
  void isWrittenInSnakeCase(String scope, String name, String expected) {
    assertThat(FlinkName.of(scope, name)).isEqualTo(new FlinkName(expected, false, 1));
  }

  @Test
  void whatOnlyGrowsIsACounter() {
    assertThat(FlinkName.of("task", "KafkaProducer.incoming-byte-total"))
        .isEqualTo(new FlinkName("flink_task_kafka_producer_incoming_byte", true, 1));
  }

  @Test
  void unitsAreBaseUnits() {
    assertThat(FlinkName.of("task", "io-time-ns-total"))
        .isEqualTo(new FlinkName("flink_task_io_time_seconds", true, 1e-9));
    assertThat(FlinkName.of("task", "busyTimeMsPerSecond"))
        .isEqualTo(new FlinkName("flink_task_busy_time_ratio", false, 1e-3));
    assertThat(FlinkName.of("task", "lag_ms"))
        .isEqualTo(new FlinkName("flink_task_lag_seconds", false, 1e-3));
  }
}
