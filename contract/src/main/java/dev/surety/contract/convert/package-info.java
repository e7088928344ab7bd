/**
 * Other schema languages to contracts: {@link dev.surety.contract.convert.JsonSchemaImport}. What a
 * contract cannot say is listed, never dropped in silence.
 */
@NullMarked
package dev.surety.contract.convert;

import org.jspecify.annotations.NullMarked;
