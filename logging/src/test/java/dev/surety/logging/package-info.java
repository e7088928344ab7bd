@NullMarked
package dev.surety.logging;

import org.jspecify.annotations.NullMarked;
