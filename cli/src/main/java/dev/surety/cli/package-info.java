/**
 * The {@code surety} command: one class for each subcommand, wired in {@link dev.surety.cli.Main}.
 */
@NullMarked
package dev.surety.cli;

import org.jspecify.annotations.NullMarked;
