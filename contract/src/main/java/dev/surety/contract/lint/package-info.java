/**
 * What a contract means and cannot mean: {@link dev.surety.contract.lint.ContractLint} looks at a
 * document that keeps the structure of the standard and finds what no record, no reader and no tool
 * can make sense of.
 */
@NullMarked
package dev.surety.contract.lint;

import org.jspecify.annotations.NullMarked;
