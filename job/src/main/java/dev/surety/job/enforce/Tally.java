package dev.surety.job.enforce;

import dev.surety.validation.Violation;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * How many records this operator has judged, kept in the checkpoint: a record that is judged again
 * after a crash is counted once, so the totals always agree with what is on the topics. Written by
 * the task's thread, read by others.
 */
final class Tally implements Serializable {
  static final String ACCEPTED = "accepted";
  static final String QUARANTINED = "quarantined";

  /** Behind it stands the rule. */
  static final String BROKEN = "broken:";

  /** Behind it stands the rule. */
  static final String WARNED = "warned:";

  private static final long serialVersionUID = 1L;

  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final AtomicLong accepted = counter(ACCEPTED);
  private final AtomicLong quarantined = counter(QUARANTINED);
  private transient @Nullable ListState<Tuple2<String, Long>> state;

  void accepted(List<Violation> warnings) {
    increment(accepted);
    countRules(WARNED, warnings);
  }

  void quarantined(List<Violation> violations, List<Violation> warnings) {
    increment(quarantined);
    countRules(BROKEN, violations);
    countRules(WARNED, warnings);
  }

  /** Totals by name; the map is live. */
  Map<String, AtomicLong> counts() {
    return counts;
  }

  void restore(OperatorStateStore store) throws Exception {
    state =
        store.getListState(
            new ListStateDescriptor<>("tally", Types.TUPLE(Types.STRING, Types.LONG)));
    for (Tuple2<String, Long> entry : state.get()) {
      counter(entry.f0).addAndGet(entry.f1);
    }
  }

  void snapshot() throws Exception {
    if (state != null) {
      state.update(
          counts.entrySet().stream()
              .map(entry -> Tuple2.of(entry.getKey(), entry.getValue().get()))
              .toList());
    }
  }

  /** A record that breaks a rule at several places is one record that breaks it. */
  private void countRules(String prefix, List<Violation> violations) {
    for (int i = 0; i < violations.size(); i++) {
      String rule = violations.get(i).rule();
      if (isFirstOf(rule, violations, i)) {
        increment(counter(prefix + rule));
      }
    }
  }

  private static boolean isFirstOf(String rule, List<Violation> violations, int index) {
    for (int i = 0; i < index; i++) {
      if (violations.get(i).rule().equals(rule)) {
        return false;
      }
    }
    return true;
  }

  private AtomicLong counter(String name) {
    return counts.computeIfAbsent(name, absent -> new AtomicLong());
  }

  /** Only the task's thread writes, so no atomic read-modify-write is needed. */
  private static void increment(AtomicLong counter) {
    counter.lazySet(counter.getPlain() + 1);
  }
}
