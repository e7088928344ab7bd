/**
 * What a contract says, decided once: {@link dev.surety.validation.compile.Plan} from a contract's
 * properties, patterns, formats and rules.
 */
@NullMarked
package dev.surety.validation.compile;

import org.jspecify.annotations.NullMarked;
