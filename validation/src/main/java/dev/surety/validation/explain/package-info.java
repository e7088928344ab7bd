/** What a contract was compiled to, for people. */
@NullMarked
package dev.surety.validation.explain;

import org.jspecify.annotations.NullMarked;
