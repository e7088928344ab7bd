@NullMarked
package dev.surety.watch.promql;

import org.jspecify.annotations.NullMarked;
