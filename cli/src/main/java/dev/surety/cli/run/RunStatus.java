package dev.surety.cli.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a run is doing, for one live line.
 *
 * @param state {@code starting}, {@code running}, {@code waiting}, {@code restarting} or {@code
 *     stopped}
 * @param waitingFor what the run waits for; empty unless waiting
 * @param recordsPerSecond since the line before
 * @param accepted records in the clean topic since the pipeline's first start
 * @param quarantined records in the quarantine topic since the pipeline's first start
 * @param quarantinedByRule how many of them broke which rule; a record may break several
 * @param lag records of the input topic that are not yet written; -1 when unknown
 * @param checkpoint number of the last completed checkpoint; 0 when there is none yet
 * @param checkpointAgeMs how long ago it completed; -1 when there is none yet
 */
public record RunStatus(
    String state,
    String waitingFor,
    double recordsPerSecond,
    long accepted,
    long quarantined,
    Map<String, Long> quarantinedByRule,
    long lag,
    long checkpoint,
    long checkpointAgeMs) {
  public RunStatus {
    quarantinedByRule = new TreeMap<>(quarantinedByRule);
  }

  /** All records that were judged since the pipeline's first start. */
  public long judged() {
    return accepted + quarantined;
  }
}
