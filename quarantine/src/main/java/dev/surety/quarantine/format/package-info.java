/**
 * How a quarantined record looks on its topic: the original record, untouched, with headers added
 * behind its own.
 */
@NullMarked
package dev.surety.quarantine.format;

import org.jspecify.annotations.NullMarked;
