/**
 * Prometheus' rule files, read and evaluated: {@link dev.surety.watch.rule.RuleReader} makes a
 * {@link dev.surety.watch.rule.RuleSet}, {@link dev.surety.watch.rule.RuleEngine} runs it round by
 * round and says which alerts are pending, firing and resolved.
 */
@NullMarked
package dev.surety.watch.rule;

import org.jspecify.annotations.NullMarked;
