/** Earlier versions of a contract: from files, from a directory, from git. */
@NullMarked
package dev.surety.cli.diff;

import org.jspecify.annotations.NullMarked;
