package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.QuorumInfo;

/** Asks for the KRaft quorum: its leader, and how far voters and observers are behind it. */
final class QuorumProbe implements Probe {
  /** Default of {@code controller.quorum.fetch.timeout.ms}: then a voter starts an election. */
  private static final long FETCH_TIMEOUT_MS = 2_000;

  private static final double MS_PER_SECOND = 1000;

  private final Id id;
  private final Admin admin;

  QuorumProbe(String target, Admin admin) {
    this.id = new Id("quorum", target);
    this.admin = admin;
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public void run(Samples samples, Deadline deadline) throws ProbeException, InterruptedException {
    QuorumInfo quorum =
        KafkaAnswers.get(
            admin.describeMetadataQuorum().quorumInfo(), deadline, "describing the quorum");
    read(quorum, samples);
  }

  private static void read(QuorumInfo quorum, Samples samples) {
    samples.add(WatchMetric.KAFKA_QUORUM_LEADER, quorum.leaderId());
    samples.add(WatchMetric.KAFKA_QUORUM_EPOCH, quorum.leaderEpoch());
    samples.add(WatchMetric.KAFKA_QUORUM_HIGH_WATERMARK, quorum.highWatermark());
    samples.add(WatchMetric.KAFKA_QUORUM_VOTERS, quorum.voters().size());
    QuorumInfo.ReplicaState leader =
        quorum.voters().stream()
            .filter(voter -> voter.replicaId() == quorum.leaderId())
            .findFirst()
            .orElse(null);
    if (leader == null) {
      return;
    }
    long leaderTime = leader.lastCaughtUpTimestamp().orElse(samples.time().toEpochMilli());
    long caughtUp =
        quorum.voters().stream()
            .filter(voter -> lagMs(voter, leader, leaderTime) <= FETCH_TIMEOUT_MS)
            .count();
    samples.add(WatchMetric.KAFKA_QUORUM_VOTERS_CAUGHT_UP, caughtUp);
    addLag(quorum.voters(), "voter", leader, leaderTime, samples);
    addLag(quorum.observers(), "observer", leader, leaderTime, samples);
  }

  private static void addLag(
      List<QuorumInfo.ReplicaState> replicas,
      String role,
      QuorumInfo.ReplicaState leader,
      long leaderTime,
      Samples samples) {
    for (QuorumInfo.ReplicaState replica : replicas) {
      String id = Integer.toString(replica.replicaId());
      samples.add(
          WatchMetric.KAFKA_QUORUM_REPLICA_LAG_SECONDS,
          lagMs(replica, leader, leaderTime) / MS_PER_SECOND,
          id,
          role);
      samples.add(
          WatchMetric.KAFKA_QUORUM_REPLICA_LAG_RECORDS,
          Math.max(0, leader.logEndOffset() - replica.logEndOffset()),
          id,
          role);
    }
  }

  /** Infinite when the replica never was at the end. */
  private static double lagMs(
      QuorumInfo.ReplicaState replica, QuorumInfo.ReplicaState leader, long leaderTime) {
    if (replica.replicaId() == leader.replicaId()) {
      return 0;
    }
    OptionalLong time = replica.lastCaughtUpTimestamp();
    return time.isEmpty() ? Double.POSITIVE_INFINITY : Math.max(0, leaderTime - time.getAsLong());
  }
}
