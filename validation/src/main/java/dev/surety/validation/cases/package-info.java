/**
 * Tests beside a contract: {@link dev.surety.validation.cases.ContractTest} reads {@code
 * <name>.test.yaml}, judges its records by the contract and compares the verdicts with what the
 * file expects.
 */
@NullMarked
package dev.surety.validation.cases;

import org.jspecify.annotations.NullMarked;
