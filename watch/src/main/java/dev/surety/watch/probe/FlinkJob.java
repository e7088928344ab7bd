package dev.surety.watch.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job as {@code /jobs/overview} lists it. */
record FlinkJob(String id, String name, String state, long startMs) {
  /** Of {@code JobStatus} in Flink 2.2. */
  static final List<String> STATES =
      List.of(
          "INITIALIZING",
          "CREATED",
          "RUNNING",
          "FAILING",
          "FAILED",
          "CANCELLING",
          "CANCELED",
          "FINISHED",
          "RESTARTING",
          "SUSPENDED",
          "RECONCILING");

  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

  boolean isEnded() {
    return ENDED.contains(state);
  }

  /**
   * One job for each name, as it labels the samples: the one that has not ended, else the one that
   * started last. A job that is submitted anew stays listed with its former lives.
   */
  static List<FlinkJob> read(JsonNode overview) {
    Map<String, FlinkJob> byName = new LinkedHashMap<>();
    for (JsonNode job : overview.path("jobs")) {
      FlinkJob one =
          new FlinkJob(
              job.path("jid").asText(),
              job.path("name").asText(),
              job.path("state").asText(),
              job.path("start-time").asLong());
      byName.merge(one.name(), one, FlinkJob::newer);
    }
    return new ArrayList<>(byName.values());
  }

  private static FlinkJob newer(FlinkJob one, FlinkJob two) {
    if (one.isEnded() != two.isEnded()) {
      return one.isEnded() ? two : one;
    }
    return one.startMs() >= two.startMs() ? one : two;
  }
}
