package dev.surety.job.enforce;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * What an enforcing operator needs to know; travels with the job as text and is compiled where it
 * runs.
 *
 * @param pipeline name of the pipeline
 * @param topic input topic
 * @param contractFile the contract's file, for messages
 * @param contractText the contract
 * @param refuseKeyless whether a record without a key must not reach the clean topic because the
 *     broker would refuse it there: the clean topic is compacted
 */
public record Enforcement(
    String pipeline, String topic, String contractFile, String contractText, boolean refuseKeyless)
    implements Serializable {
  public Enforcement {
    requireNonNull(pipeline, "pipeline");
    requireNonNull(topic, "topic");
    requireNonNull(contractFile, "contractFile");
    requireNonNull(contractText, "contractText");
  }
}
