/**
 * What is wrong now, in one report: {@link dev.surety.watch.status.Observation} feeds samples to
 * the rules at each round and makes a {@link dev.surety.watch.status.StatusReport}.
 */
@NullMarked
package dev.surety.watch.status;

import org.jspecify.annotations.NullMarked;
