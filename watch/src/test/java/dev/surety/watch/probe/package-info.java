@NullMarked
package dev.surety.watch.probe;

import org.jspecify.annotations.NullMarked;
