package dev.surety.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.resume.StartPoint;
import dev.surety.job.source.RawRecordSerializer;
import dev.surety.pipeline.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineJobTest {
  private static final Topics TOPICS =
      new Topics(3, 3, 3, false, 1 << 20, Duration.ofMinutes(15), Map.of(), List.of());

  @ParameterizedTest
  @EnumSource(PipelineJob.Mode.class)
  void noTypeOnAnyEdgeFallsBackToKryo(PipelineJob.Mode mode) {
    StreamGraph graph = graph(mode);

    List<TypeSerializer<?>> serializers = new ArrayList<>();
    for (StreamNode node : graph.getStreamNodes()) {
      serializers.addAll(List.of(node.getTypeSerializersIn()));
      if (node.getTypeSerializerOut() != null) {
        serializers.add(node.getTypeSerializerOut());
      }
    }
    assertThat(serializers).isNotEmpty().noneMatch(KryoSerializer.class::isInstance);
    for (StreamNode node : graph.getStreamNodes()) {
      for (StreamEdge edge : node.getOutEdges()) {
        if (!edge.toString().contains("Committer")) {
          assertThat(node.getTypeSerializerOut())
              .as(edge.toString())
              .isInstanceOf(RawRecordSerializer.class);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PipelineJob.Mode.class)
  void allOperatorsAreChainedSoThatNoRecordIsCopied(PipelineJob.Mode mode) {
    assertThat(graph(mode).getJobGraph().getNumberOfVertices()).isEqualTo(1);
  }

  /** Without {@code auto-generate-uids} Flink refuses an operator that has none of its own. */
  private static StreamGraph graph(PipelineJob.Mode mode) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(2);
    PipelineJob.build(
        env,
        TestPipelines.pipeline("shop", "orders", Duration.ofSeconds(1)),
        Profile.plaintext("test", "127.0.0.1:1"),
        TOPICS,
        StartPoint.anew(),
        mode);
    return env.getStreamGraph();
  }
}
