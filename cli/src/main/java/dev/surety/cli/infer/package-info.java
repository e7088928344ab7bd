/** Where the records of {@code contract infer} come from. */
@NullMarked
package dev.surety.cli.infer;

import org.jspecify.annotations.NullMarked;
