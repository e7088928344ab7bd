/** Kafka record, untouched, into the job: {@link dev.surety.job.source.RawRecord}. */
@NullMarked
package dev.surety.job.source;

import org.jspecify.annotations.NullMarked;
