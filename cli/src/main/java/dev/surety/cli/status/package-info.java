/** What {@code surety status} shows: where its report comes from, and how it looks. */
@NullMarked
package dev.surety.cli.status;

import org.jspecify.annotations.NullMarked;
