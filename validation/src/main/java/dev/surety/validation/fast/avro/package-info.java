/**
 * The fast path for Avro's binary encoding: a contract and the schema that records were written
 * with, compiled to {@link dev.surety.validation.fast.avro.Part}s, which read the bytes once. It
 * answers that a record surely keeps its contract, or that it does not know; then the reference
 * path decides.
 *
 * <p>What depends on the two alone is decided when they are compiled: which properties are there,
 * which symbols of an enum are allowed, what a timestamp's bounds are in its unit. Nothing is
 * allocated for a record that is decided here, but for rare values that {@code Judged} hands to the
 * reference's check of one value.
 */
@NullMarked
package dev.surety.validation.fast.avro;

import org.jspecify.annotations.NullMarked;
