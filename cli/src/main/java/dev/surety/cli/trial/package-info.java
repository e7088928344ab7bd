/** {@code surety contract try}: a file of records against a contract. */
@NullMarked
package dev.surety.cli.trial;

import org.jspecify.annotations.NullMarked;
