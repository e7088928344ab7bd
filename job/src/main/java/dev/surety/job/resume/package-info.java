/** Where a run keeps its state and where the next one goes on from. */
@NullMarked
package dev.surety.job.resume;

import org.jspecify.annotations.NullMarked;
