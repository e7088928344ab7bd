@NullMarked
package dev.surety.benchmarks;

import org.jspecify.annotations.NullMarked;
