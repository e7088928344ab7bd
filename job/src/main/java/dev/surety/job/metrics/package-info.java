/** What a running job counts, for the terminal and for Prometheus. */
@NullMarked
package dev.surety.job.metrics;

import org.jspecify.annotations.NullMarked;
