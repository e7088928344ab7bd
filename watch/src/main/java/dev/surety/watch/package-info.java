/**
 * Watches a Kafka and a Flink cluster from outside and shows what it finds as metrics: {@link
 * dev.surety.watch.Watch} runs the probes of {@code probe}, whose samples {@code expose} prints.
 */
@NullMarked
package dev.surety.watch;

import org.jspecify.annotations.NullMarked;
