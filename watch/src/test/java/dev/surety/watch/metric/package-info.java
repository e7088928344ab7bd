@NullMarked
package dev.surety.watch.metric;

import org.jspecify.annotations.NullMarked;
