/** Writes clean and quarantined records in one transaction. */
@NullMarked
package dev.surety.job.sink;

import org.jspecify.annotations.NullMarked;
