@NullMarked
package dev.surety.pipeline;

import org.jspecify.annotations.NullMarked;
