/**
 * Other schema languages to contracts, and contracts to other languages. An importer gives {@link
 * dev.surety.contract.convert.Imported}, an exporter {@link dev.surety.contract.convert.Exported};
 * what cannot be carried over is a {@link dev.surety.contract.convert.Loss}, never dropped in
 * silence. {@link dev.surety.contract.convert.ContractWriter} writes what was imported.
 */
@NullMarked
package dev.surety.contract.convert;

import org.jspecify.annotations.NullMarked;
