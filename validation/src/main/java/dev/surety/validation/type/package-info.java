/**
 * What a value may be: {@link dev.surety.validation.type.Node}, the compiled form of a contract's
 * property, with its patterns and formats. Data and pure functions, shared by the paths that judge.
 */
@NullMarked
package dev.surety.validation.type;

import org.jspecify.annotations.NullMarked;
