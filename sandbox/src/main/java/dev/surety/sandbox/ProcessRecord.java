package dev.surety.sandbox;

/**
 * A process that was started.
 *
 * @param pid its id, which the system gives to another process some time after its end
 * @param startedAtMs when the system started it, in milliseconds since the epoch
 */
record ProcessRecord(long pid, long startedAtMs) {}
