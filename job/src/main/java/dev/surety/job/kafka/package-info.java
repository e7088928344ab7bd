/** What is asked of Kafka before a run starts. */
@NullMarked
package dev.surety.job.kafka;

import org.jspecify.annotations.NullMarked;
