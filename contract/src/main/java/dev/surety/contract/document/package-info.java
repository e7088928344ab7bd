/**
 * A whole ODCS document as it is written: {@link dev.surety.contract.document.ContractDocument} and
 * typed views over its YAML tree, so that every value has a position and none is lost, also those
 * that the standard does not know.
 */
@NullMarked
package dev.surety.contract.document;

import org.jspecify.annotations.NullMarked;
