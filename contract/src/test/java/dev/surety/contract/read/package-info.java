@NullMarked
package dev.surety.contract.read;

import org.jspecify.annotations.NullMarked;
