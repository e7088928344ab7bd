/**
 * The contract document of the Open Data Contract Standard (ODCS): {@link
 * dev.surety.contract.Contract} and how to read it, with every problem reported by position.
 */
@NullMarked
package dev.surety.contract;

import org.jspecify.annotations.NullMarked;
