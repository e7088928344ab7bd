/**
 * Records that show who breaks: {@link dev.surety.validation.witness.WitnessSearch} looks for a
 * record that one version of a contract accepts and the other rejects. A record is only shown after
 * both validators have judged it.
 */
@NullMarked
package dev.surety.validation.witness;

import org.jspecify.annotations.NullMarked;
