@NullMarked
package dev.surety.watch.status;

import org.jspecify.annotations.NullMarked;
