/** Reads a quarantine topic: which records, what each was and why it is there. */
@NullMarked
package dev.surety.quarantine.records;

import org.jspecify.annotations.NullMarked;
