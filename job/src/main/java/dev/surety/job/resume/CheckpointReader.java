package dev.surety.job.resume;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.groups.SinkCommitterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalSinkCommitterMetricGroup;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.operators.util.SimpleVersionedListState;
import org.apache.flink.streaming.runtime.operators.sink.committables.CheckpointCommittableManager;
import org.apache.flink.streaming.runtime.operators.sink.committables.CommittableCollector;
import org.apache.flink.streaming.runtime.operators.sink.committables.CommittableCollectorSerializer;

/**
 * Reads from a checkpoint, without starting a job, what a start from it would commit and where it
 * would go on reading. State is restored by Flink's own code and serializers, which refuse versions
 * that they do not know; nothing is passed over.
 */
final class CheckpointReader {
  /** Names of the states in Flink's {@code CommitterOperator} and {@code SourceOperator}. */
  private static final String COMMITTER_STATE = "streaming_committer_raw_states";

  private static final String SOURCE_STATE = "SourceReaderState";

  private final String sinkUid;
  private final String sourceUid;

  /** For jobs whose sink and source have these uids. */
  CheckpointReader(String sinkUid, String sourceUid) {
    this.sinkUid = sinkUid;
    this.sourceUid = sourceUid;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws OperationException when it holds something that this version cannot read
   */
  Candidate read(ResumePoint point) {
    try {
      CheckpointMetadata metadata = point.metadata();
      return new Candidate(point, pending(metadata), offsets(metadata));
    } catch (Exception e) { // Flink's state backends declare no narrower one
      throw new OperationException(
          ErrorCode.REFUSED,
          "checkpoint "
              + point.checkpointId()
              + " in "
              + point.path()
              + " cannot be read ("
              + e.getMessage()
              + "), so it cannot be told whether a start from it loses records. If it was made by"
              + " another version, run that version; else move the directory away to go on from"
              + " the checkpoint before, or use --new-state to begin anew.",
          e);
    }
  }

  private Set<PendingCommit> pending(CheckpointMetadata metadata) throws Exception {
    SinkCommitterMetricGroup unregistered =
        InternalSinkCommitterMetricGroup.wrap(UnregisteredMetricsGroup.createOperatorMetricGroup());
    Set<PendingCommit> pending = new HashSet<>();
    // The uid that Flink's SinkTransformationTranslator gives a sink's committer.
    for (CommittableCollector<KafkaCommittable> collector :
        elements(
            metadata,
            "Sink Committer: " + sinkUid,
            COMMITTER_STATE,
            new CommittableCollectorSerializer<>(committables(), 0, 1, unregistered))) {
      for (CheckpointCommittableManager<KafkaCommittable> checkpoint :
          collector.getCheckpointCommittablesUpTo(Long.MAX_VALUE)) {
        checkpoint.commit(new Noting(pending), 0);
      }
    }
    return pending;
  }

  /** The one public way to the committables that are not committed yet. */
  private record Noting(Set<PendingCommit> pending) implements Committer<KafkaCommittable> {
    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
      for (CommitRequest<KafkaCommittable> request : requests) {
        KafkaCommittable committable = request.getCommittable();
        pending.add(
            new PendingCommit(
                committable.getTransactionalId(),
                committable.getProducerId(),
                committable.getEpoch()));
      }
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }

  /** The connector hands out its serializer only through a sink. */
  private static SimpleVersionedSerializer<KafkaCommittable> committables() {
    return KafkaSink.<String>builder()
        .setBootstrapServers("unused:9092")
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<String>builder()
                .setTopic("unused")
                .setValueSerializationSchema(new SimpleStringSchema())
                .build())
        .build()
        .getCommittableSerializer();
  }

  private Map<String, Long> offsets(CheckpointMetadata metadata) throws Exception {
    Map<String, Long> offsets = new HashMap<>();
    for (KafkaPartitionSplit split :
        elements(metadata, sourceUid, SOURCE_STATE, new KafkaPartitionSplitSerializer())) {
      // Below zero it is no offset but a word such as "earliest": nothing was read yet.
      if (split.getStartingOffset() >= 0) {
        offsets.put(split.getTopicPartition().toString(), split.getStartingOffset());
      }
    }
    return offsets;
  }

  private static <T> List<T> elements(
      CheckpointMetadata metadata,
      String uid,
      String state,
      SimpleVersionedSerializer<T> serializer)
      throws Exception {
    List<OperatorStateHandle> handles = new ArrayList<>();
    for (OperatorSubtaskState subtask : operator(metadata, uid).getStates()) {
      handles.addAll(subtask.getManagedOperatorState());
    }
    try (CloseableRegistry closeables = new CloseableRegistry()) {
      DefaultOperatorStateBackend backend =
          new DefaultOperatorStateBackendBuilder(
                  CheckpointReader.class.getClassLoader(),
                  new ExecutionConfig(),
                  false,
                  handles,
                  closeables)
              .build();
      try {
        List<T> elements = new ArrayList<>();
        new SimpleVersionedListState<>(
                backend.getListState(
                    new ListStateDescriptor<>(state, BytePrimitiveArraySerializer.INSTANCE)),
                serializer)
            .get()
            .forEach(elements::add);
        return elements;
      } finally {
        backend.dispose();
      }
    }
  }

  private static OperatorState operator(CheckpointMetadata metadata, String uid)
      throws IOException {
    OperatorID id = new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    return metadata.getOperatorStates().stream()
        .filter(operator -> operator.getOperatorID().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "it has no state of '"
                        + uid
                        + "': the source or the sink had another name then"));
  }
}
