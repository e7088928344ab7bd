@NullMarked
package dev.surety.job.wire;

import org.jspecify.annotations.NullMarked;
