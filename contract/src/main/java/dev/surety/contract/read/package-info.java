/**
 * From a YAML tree to a {@link dev.surety.contract.Contract}: {@code OdcsStructure} holds the
 * tables of what ODCS allows, {@code StructureCheck} compares a document with them, and {@code
 * ContractBuilder} builds what is enforced and names what is not supported yet.
 */
@NullMarked
package dev.surety.contract.read;

import org.jspecify.annotations.NullMarked;
