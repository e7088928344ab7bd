/**
 * Real Kafka, registry and Flink as processes of this machine: {@link dev.surety.sandbox.Sandbox}
 * starts, opens and stops them.
 */
@NullMarked
package dev.surety.sandbox;

import org.jspecify.annotations.NullMarked;
