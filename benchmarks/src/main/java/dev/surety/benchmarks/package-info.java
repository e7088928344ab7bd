/** Benchmarks of whole jobs, as ratios of two things in one run on the same machine. */
@NullMarked
package dev.surety.benchmarks;

import org.jspecify.annotations.NullMarked;
