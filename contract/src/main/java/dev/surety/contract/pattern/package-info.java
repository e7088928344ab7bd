/**
 * Which strings a pattern accepts: ECMA-262 to a finite automaton over code points, so that two
 * patterns can be compared. Entry: {@link dev.surety.contract.pattern.StringLanguage}.
 */
@NullMarked
package dev.surety.contract.pattern;

import org.jspecify.annotations.NullMarked;
