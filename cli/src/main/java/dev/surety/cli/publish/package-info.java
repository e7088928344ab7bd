/** What {@code contract publish} does with one contract. */
@NullMarked
package dev.surety.cli.publish;

import org.jspecify.annotations.NullMarked;
