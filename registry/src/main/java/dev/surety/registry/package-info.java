/**
 * The client of a schema registry's Confluent-compatible API, and the wire formats that name a
 * schema in a record.
 */
@NullMarked
package dev.surety.registry;

import org.jspecify.annotations.NullMarked;
