/** Checks of numbers, for the fast paths of all formats. */
@NullMarked
package dev.surety.validation.fast.number;

import org.jspecify.annotations.NullMarked;
