/** Contract and bytes to verdict: {@link dev.surety.validation.RecordValidator}. */
@NullMarked
package dev.surety.validation;

import org.jspecify.annotations.NullMarked;
