/**
 * The independent judge of a pipeline: {@link dev.surety.oracle.TransactionGenerator} makes
 * labelled records, {@link dev.surety.oracle.RecordProducer} sends them and fills the {@link
 * dev.surety.oracle.Ledger}, {@link dev.surety.oracle.Reconciliation} compares the ledger with what
 * the topics hold.
 */
@NullMarked
package dev.surety.oracle;

import org.jspecify.annotations.NullMarked;
