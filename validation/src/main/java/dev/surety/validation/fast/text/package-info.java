/**
 * Checks of texts where they stand in a record's bytes, for the fast paths of all formats. A {@link
 * dev.surety.validation.fast.text.TextCheck} answers that a text surely is what it must be, or that
 * it does not know.
 */
@NullMarked
package dev.surety.validation.fast.text;

import org.jspecify.annotations.NullMarked;
