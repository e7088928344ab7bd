/**
 * What Surety's processes write to their logs: {@link dev.surety.logging.EventLog} says the events
 * that have a name, {@link dev.surety.logging.EventAction} and {@link
 * dev.surety.logging.EventField} are their table, {@link dev.surety.logging.ProcessIdentity} what
 * every line carries.
 */
@NullMarked
package dev.surety.logging;

import org.jspecify.annotations.NullMarked;
