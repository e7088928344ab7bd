@NullMarked
package dev.surety.quarantine;

import org.jspecify.annotations.NullMarked;
