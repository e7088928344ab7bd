@NullMarked
package dev.surety.watch;

import org.jspecify.annotations.NullMarked;
