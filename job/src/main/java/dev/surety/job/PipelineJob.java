package dev.surety.job;

import dev.surety.job.enforce.Enforce;
import dev.surety.job.enforce.Enforcement;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.resume.SafeStart;
import dev.surety.job.resume.StartPoint;
import dev.surety.job.resume.TransactionalId;
import dev.surety.job.sink.GuardedKafkaSink;
import dev.surety.job.source.CheckpointedSource;
import dev.surety.job.source.RawRecord;
import dev.surety.job.source.RawRecordReader;
import dev.surety.job.source.RawRecordType;
import dev.surety.job.source.StartOffsets;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.Profile;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A pipeline as a Flink job: source → enforce → one transactional sink, chained into one task, so
 * that a record's bytes are handed on and never copied. Operator uids are made of the names in the
 * pipeline file: renaming a source or sink there lets go of its state.
 */
public final class PipelineJob {
  private static final Duration PARTITION_DISCOVERY = Duration.ofMinutes(1);
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int LINGER_MS = 10;
  private static final long BUFFER_BYTES = 64L << 20;

  private PipelineJob() {}

  /** What the job does with the records. */
  public enum Mode {
    /** Holds them to the contract. */
    ENFORCE,
    /** Hands all of them on as clean: the peer that enforcement is measured against. */
    PASS_THROUGH
  }

  /**
   * The consumer group of a pipeline; its offsets are informative, those in the checkpoint count.
   */
  public static String consumerGroup(String pipeline) {
    return "surety." + pipeline;
  }

  /** Adds the pipeline's operators to an environment. */
  public static void build(
      StreamExecutionEnvironment env,
      Pipeline pipeline,
      Profile profile,
      Topics topics,
      StartPoint start,
      Mode mode) {
    String source = SafeStart.sourceUid(pipeline);
    SingleOutputStreamOperator<RawRecord> records =
        env.fromSource(
                new CheckpointedSource(source(pipeline, profile)),
                WatermarkStrategy.noWatermarks(),
                source,
                RawRecordType.INSTANCE)
            .uid(source)
            .name(source);
    if (mode == Mode.ENFORCE) {
      String enforce = "enforce-" + pipeline.source().name();
      records =
          records
              .process(new Enforce(enforcement(pipeline, topics)), RawRecordType.INSTANCE)
              .uid(enforce)
              .name(enforce);
    }
    String sink = SafeStart.sinkUid(pipeline);
    records.sinkTo(sink(pipeline, profile, topics, start)).uid(sink).name(sink);
  }

  private static Sink<RawRecord> sink(
      Pipeline pipeline, Profile profile, Topics topics, StartPoint start) {
    String prefix =
        TransactionalId.prefix(
            TransactionalId.sinkPrefix(pipeline.name(), pipeline.sink().name()),
            start.generation());
    GuardedKafkaSink.Target target =
        new GuardedKafkaSink.Target(
            pipeline.sink().topic(),
            topics.cleanPartitions(),
            pipeline.quarantineTopic(),
            topics.quarantinePartitions());
    Properties producer = producer(profile, topics);
    return switch (start.guard()) {
      case ON -> GuardedKafkaSink.create(prefix, target, producer, start.settled());
      case OFF -> GuardedKafkaSink.createUnguarded(prefix, target, producer);
    };
  }

  private static Enforcement enforcement(Pipeline pipeline, Topics topics) {
    return new Enforcement(
        pipeline.name(),
        pipeline.source().topic(),
        pipeline.governing().file(),
        pipeline.governing().text(),
        topics.cleanIsCompacted());
  }

  private static KafkaSource<RawRecord> source(Pipeline pipeline, Profile profile) {
    Properties consumer = KafkaCluster.clientProperties(profile);
    consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.setProperty(
        "partition.discovery.interval.ms", Long.toString(PARTITION_DISCOVERY.toMillis()));
    return KafkaSource.<RawRecord>builder()
        .setProperties(consumer)
        .setTopics(pipeline.source().topic())
        .setGroupId(consumerGroup(pipeline.name()))
        .setStartingOffsets(
            pipeline.source().start() == Pipeline.Source.Start.LATEST
                ? StartOffsets.latest()
                : StartOffsets.earliest())
        .setDeserializer(new RawRecordReader())
        .build();
  }

  private static Properties producer(Profile profile, Topics topics) {
    Properties producer = new Properties();
    producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
    producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(LINGER_MS));
    producer.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(BUFFER_BYTES));
    producer.putAll(profile.kafka());
    producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    producer.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    producer.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(Math.max(topics.maxRecordBytes(), 1 << 20)));
    producer.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(topics.transactionTimeout().toMillis()));
    return producer;
  }
}
