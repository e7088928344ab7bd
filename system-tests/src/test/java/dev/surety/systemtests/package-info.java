/** Stories with separate processes and faults; the oracle judges them. */
@NullMarked
package dev.surety.systemtests;

import org.jspecify.annotations.NullMarked;
