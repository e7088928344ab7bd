package dev.surety.quarantine.replay;

/**
 * What a replay did so far, or would do.
 *
 * @param planned records that match and were not done before
 * @param skipped records that match and were done before
 * @param moved to the target
 * @param stayed as they still break the contract; their count of replays was raised
 * @param parked of those that were replayed often enough
 * @param undecided as they cannot be judged now
 * @param foreign as Surety did not quarantine them
 * @param repaired of those that moved
 * @param reordered of those that moved: the target already held a later record of the same key; at
 *     most so many, since keys are compared by a short hash. -1 when nobody looked.
 */
public record ReplayCounts(
    long planned,
    long skipped,
    long moved,
    long stayed,
    long parked,
    long undecided,
    long foreign,
    long repaired,
    long reordered) {
  /** How many of the planned records are done. */
  public long done() {
    return moved + stayed + parked + undecided + foreign;
  }
}
