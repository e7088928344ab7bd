/**
 * Sends quarantined records on, each exactly once: {@link dev.surety.quarantine.replay.Replay} is
 * the way of a record, {@link dev.surety.quarantine.replay.ReplayLedger} decides.
 */
@NullMarked
package dev.surety.quarantine.replay;

import org.jspecify.annotations.NullMarked;
