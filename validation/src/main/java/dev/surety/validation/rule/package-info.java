/**
 * Record rules and {@code surety.when} in CEL.
 *
 * <p><b>Types.</b> {@code record} has the type that the contract gives it: objects are structs with
 * the contract's properties, arrays lists, maps {@code map(K, V)}; an integer is {@code int}, a
 * number {@code double}, a vector {@code list(double)}, dates (their midnight in UTC) and
 * timestamps are {@code timestamp}, times and strings {@code string}; a property without a type is
 * {@code dyn}. Unknown fields and type errors are problems of the contract. An integer property is
 * compared with doubles and the other way round ({@code record.amount > 100}); {@code ==} needs the
 * same type on both sides. A number beyond the range of {@code double} is infinite.
 *
 * <p><b>Now.</b> {@code now} is the instant at which the record is judged, the same for all rules
 * of the record. A rule that reads it may judge a record another way when the record comes again.
 *
 * <p><b>Null is absent.</b> A property whose value is null counts as absent: {@code has()} is
 * false.
 *
 * <p><b>When a rule is evaluated.</b> Only when no violation lies at or under a property path that
 * it reads: the cause is then already reported, and a second report would only hide it. A rule that
 * cannot be evaluated (it reads an absent property without {@code has()}, overflows, divides by
 * zero, exceeds a limit) is a violation of its own, {@code rule_not_evaluable}.
 *
 * <p><b>{@code surety.when}</b> reads {@code headers} (text by name; the last of several wins),
 * {@code key} (text, or null) and {@code record} (untyped). It is evaluated in the order of the
 * document; the first that is true claims the record. One that cannot be evaluated counts as false.
 *
 * <p><b>Limits.</b> Expressions come from other teams, and CEL limits nothing by itself: see {@link
 * dev.surety.validation.rule.CelLimits}. Regular expressions are RE2, which runs in linear time.
 */
@NullMarked
package dev.surety.validation.rule;

import org.jspecify.annotations.NullMarked;
