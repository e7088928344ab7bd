/** Holds each record to its contract. */
@NullMarked
package dev.surety.job.enforce;

import org.jspecify.annotations.NullMarked;
