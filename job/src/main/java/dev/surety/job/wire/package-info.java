/** From the schema that a record names to the validator of its values. */
@NullMarked
package dev.surety.job.wire;

import org.jspecify.annotations.NullMarked;
