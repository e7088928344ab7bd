package dev.surety.watch.probe;

import dev.surety.watch.WatchTargets;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All probes of the targets, and what they found. */
public final class Watcher implements AutoCloseable {
  private final String version;
  private final WatchClock clock;
  private final KafkaProbes kafka;
  private final List<Probe> others;
  private final Rounds rounds;
  private final JvmSamples jvm;

  /**
   * @throws IllegalArgumentException when an address is not one
   * @throws org.apache.kafka.common.KafkaException when the Kafka properties cannot be used
   */
  public Watcher(WatchTargets targets, String version, WatchClock clock) {
    this.version = version;
    this.clock = clock;
    this.others = others(targets, clock);
    this.kafka = new KafkaProbes(targets.kafka(), targets.probeTopic(), targets.timeout(), clock);
    this.rounds = new Rounds(this::probes, targets.timeout(), clock);
    this.jvm = JvmSamples.listening(clock);
  }

  private static List<Probe> others(WatchTargets targets, WatchClock clock) {
    List<Probe> probes = new ArrayList<>();
    URI flink = targets.flink();
    if (flink != null) {
      probes.add(new FlinkProbe(flink, targets.timeout()));
      probes.add(new TcpProbe("flink_tcp", HostPort.of(flink), clock));
    }
    URI registry = targets.registry();
    if (registry != null) {
      probes.add(new RegistryProbe(registry, targets.timeout()));
      probes.add(new TcpProbe("registry_tcp", HostPort.of(registry), clock));
    }
    targets
        .zookeeper()
        .forEach(address -> probes.add(new ZooKeeperProbe(HostPort.parse(address), clock)));
    targets.disks().forEach(path -> probes.add(new DiskProbe(path)));
    return List.copyOf(probes);
  }

  private List<Probe> probes() {
    List<Probe> probes = new ArrayList<>(kafka.probes());
    probes.addAll(others);
    return probes;
  }

  /** Runs each probe once; returns when all have ended or their time is over. */
  public void round() throws InterruptedException {
    rounds.round();
  }

  /** What the last rounds found, of every probe that succeeded, and how the probes are. */
  public List<Samples> samples() {
    List<Samples> all = new ArrayList<>(rounds.samples());
    Samples own = new Samples(clock.now());
    own.add(WatchMetric.WATCH_INFO, 1, version);
    jvm.read(own);
    all.add(own);
    return all;
  }

  /** Why probes fail now: {@code probe target} and the reason. */
  public Map<String, String> failures() {
    Map<String, String> failures = new LinkedHashMap<>();
    rounds.failures().forEach((id, reason) -> failures.put(id.probe() + " " + id.target(), reason));
    return failures;
  }

  @Override
  public void close() {
    jvm.close();
    rounds.close();
    kafka.close();
  }
}
