/** The table of the metrics, and samples of them. */
@NullMarked
package dev.surety.watch.metric;

import org.jspecify.annotations.NullMarked;
