/**
 * Rules at compiled speed: what an expression reads as slots that a decoder fills on its way
 * through the bytes, and the expression as a tree of small evaluators over them. Nothing is
 * allocated per record.
 *
 * <p><b>What it may answer.</b> {@link dev.surety.validation.rule.compiled.CompiledRule#holds} is
 * true only where CEL for Java gives true. Everything else (false, an error, a value that the slots
 * cannot hold) is left to CEL for Java, which also words the violation. So a case that is hard to
 * get right is answered with "unsure", never with a guess.
 *
 * <p><b>The subset.</b> Scalars of typed properties, lists and maps of them, {@code has}, logic,
 * comparison, 64-bit arithmetic, string functions, timestamps and durations, {@code in}, {@code
 * size}, {@code all}, {@code exists}, {@code exists_one}, {@code filter}. What is outside is named
 * with its reason by {@link dev.surety.validation.rule.compiled.RuleProgram}.
 */
@NullMarked
package dev.surety.validation.rule.compiled;

import org.jspecify.annotations.NullMarked;
