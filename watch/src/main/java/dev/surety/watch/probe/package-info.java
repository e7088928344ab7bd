/** One class for each thing that is probed, and the rounds that run them. */
@NullMarked
package dev.surety.watch.probe;

import org.jspecify.annotations.NullMarked;
