/**
 * The fast path for JSON: one pass over a value's bytes beside a contract compiled to {@link
 * dev.surety.validation.fast.json.Check}s. It answers that a record surely keeps its contract, or
 * that it does not know; then the reference path decides. So it never needs a message, and whatever
 * is unusual may be left to the other path.
 *
 * <p>A {@code Check} reads a value at a position and answers the position behind it, or {@link
 * dev.surety.validation.fast.json.Check#UNKNOWN}. Nothing is decoded and nothing is allocated for a
 * record that is decided here, but for rare values (a pattern on a string with escapes, numbers of
 * twenty digits) that a {@code Leaf} hands to the reference's check of that one value.
 */
@NullMarked
package dev.surety.validation.fast.json;

import org.jspecify.annotations.NullMarked;
