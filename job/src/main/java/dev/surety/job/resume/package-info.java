/**
 * Where a run keeps its state and where the next one goes on from: {@code SafeStart} reads the
 * checkpoints ({@code CheckpointReader}) and the broker's transactions ({@code Transactions}), and
 * {@code SafeResume} decides.
 */
@NullMarked
package dev.surety.job.resume;

import org.jspecify.annotations.NullMarked;
