package dev.surety.job.sink;

import dev.surety.job.source.RawRecord;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * How far a writer has come in each input partition: a gauge {@code input_position} for each
 * partition that it meets, the offset behind the last record handed to the producer. Written by the
 * task's thread, read by others.
 */
final class WrittenOffsets {
  private final MetricGroup group;
  private @Nullable AtomicLong[] positions = new AtomicLong[16];

  WrittenOffsets(MetricGroup operator) {
    this.group = operator.addGroup("surety");
  }

  void written(RawRecord record) {
    int partition = record.partition();
    AtomicLong position = partition < positions.length ? positions[partition] : null;
    if (position == null) {
      position = register(record);
    }
    position.lazySet(record.offset() + 1);
  }

  private AtomicLong register(RawRecord record) {
    int partition = record.partition();
    if (partition >= positions.length) {
      positions = Arrays.copyOf(positions, Math.max(partition + 1, positions.length * 2));
    }
    AtomicLong position = new AtomicLong();
    positions[partition] = position;
    group
        .addGroup("topic", record.topic())
        .addGroup("partition", Integer.toString(partition))
        .gauge("input_position", (Gauge<Long>) position::get);
    return position;
  }
}
