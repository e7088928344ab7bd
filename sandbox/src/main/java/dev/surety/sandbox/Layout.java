package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Which servers a sandbox consists of and on which ports they are. It is kept with the data, so
 * that a sandbox that went down comes up again at the same addresses.
 */
record Layout(
    int brokers,
    String clusterId,
    boolean registry,
    boolean flink,
    int taskManagers,
    SortedMap<String, Integer> ports) {

  static final String REGISTRY = "registry";
  static final String JOB_MANAGER = "jobmanager";
  private static final String BROKER = "kafka-";
  private static final String CONTROLLER_PORT = "-controller";
  private static final String RPC_PORT = "jobmanager-rpc";
  private static final String BLOB_PORT = "jobmanager-blob";

  Layout {
    requireNonNull(clusterId, "clusterId");
    ports = new TreeMap<>(ports);
  }

  /**
   * The layout for what is asked for.
   *
   * @param kept the layout that was up last, with its data; null for a new sandbox
   * @param recorded servers that were started and not taken down: they are part of the sandbox
   * @param alive servers that run: they cannot move to another port
   * @param isFree whether a port can be taken at this moment
   */
  static Layout plan(
      SandboxOptions options,
      @Nullable Layout kept,
      Set<String> recorded,
      Predicate<String> alive,
      IntPredicate isFree) {
    if (kept != null && kept.brokers != options.brokers()) {
      throw different(
          "the sandbox in %s has %d broker(s), not %d; take it down and delete its data first"
              .formatted(options.dir(), kept.brokers, options.brokers()));
    }
    boolean registry = options.registry() || recorded.contains(REGISTRY);
    boolean flink = options.flink() || recorded.contains(JOB_MANAGER);
    int taskManagers = options.flink() ? options.taskManagers() : 0;
    while (recorded.contains(taskManagerName(taskManagers + 1))) {
      taskManagers++;
    }
    PortPlan ports = new PortPlan(kept == null ? Map.of() : kept.ports, alive, isFree);
    for (int id = 1; id <= options.brokers(); id++) {
      String name = brokerName(id);
      int wanted = options.kafkaPort() == 0 ? 0 : options.kafkaPort() + id - 1;
      ports.add(name, name, wanted);
      ports.add(name, name + CONTROLLER_PORT, 0);
    }
    if (registry) {
      ports.add(REGISTRY, REGISTRY, options.registryPort());
    }
    if (flink) {
      ports.add(JOB_MANAGER, JOB_MANAGER, options.flinkPort());
      ports.add(JOB_MANAGER, RPC_PORT, 0);
      ports.add(JOB_MANAGER, BLOB_PORT, 0);
    }
    return new Layout(
        options.brokers(),
        kept == null ? Uuid.randomUuid().toString() : kept.clusterId,
        registry,
        flink,
        flink ? Math.max(1, taskManagers) : 0,
        ports.planned);
  }

  private static SandboxException different(String message) {
    return new SandboxException(SandboxException.Code.DIFFERENT_SANDBOX, message);
  }

  IntStream brokerIds() {
    return IntStream.rangeClosed(1, brokers);
  }

  static String brokerName(int id) {
    return BROKER + id;
  }

  static boolean isBroker(String server) {
    return server.startsWith(BROKER);
  }

  static String taskManagerName(int number) {
    return "taskmanager-" + number;
  }

  int kafkaPort(int id) {
    return port(brokerName(id));
  }

  int controllerPort(int id) {
    return port(brokerName(id) + CONTROLLER_PORT);
  }

  int registryPort() {
    return port(REGISTRY);
  }

  int flinkPort() {
    return port(JOB_MANAGER);
  }

  int flinkRpcPort() {
    return port(RPC_PORT);
  }

  int flinkBlobPort() {
    return port(BLOB_PORT);
  }

  /** The names of the servers in the order in which they are shown. */
  List<String> serverNames() {
    List<String> names = new ArrayList<>();
    brokerIds().forEach(id -> names.add(brokerName(id)));
    if (registry) {
      names.add(REGISTRY);
    }
    if (flink) {
      names.add(JOB_MANAGER);
      for (int number = 1; number <= taskManagers; number++) {
        names.add(taskManagerName(number));
      }
    }
    return names;
  }

  private int port(String key) {
    return requireNonNull(ports.get(key), key);
  }

  /** Chooses ports: the one asked for, else the one of the last time, else a free one. */
  private static final class PortPlan {
    private final Map<String, Integer> kept;
    private final Predicate<String> alive;
    private final IntPredicate isFree;
    private final TreeMap<String, Integer> planned = new TreeMap<>();

    PortPlan(Map<String, Integer> kept, Predicate<String> alive, IntPredicate isFree) {
      this.isFree = isFree;
      this.kept = kept;
      this.alive = alive;
    }

    void add(String server, String key, int wanted) {
      Integer before = kept.get(key);
      if (before != null && alive.test(server)) {
        if (wanted != 0 && wanted != before) {
          throw different(
              "%s is up on port %d, not %d; take the sandbox down first"
                  .formatted(server, before, wanted));
        }
        planned.put(key, before);
      } else if (wanted != 0) {
        planned.put(key, wanted);
      } else if (before != null && isFree.test(before) && !planned.containsValue(before)) {
        planned.put(key, before);
      } else {
        Set<Integer> taken = new HashSet<>(planned.values());
        taken.addAll(kept.values());
        planned.put(key, Ports.free(taken, isFree));
      }
    }
  }
}
