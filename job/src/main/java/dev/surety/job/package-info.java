@NullMarked
package dev.surety.job;

import org.jspecify.annotations.NullMarked;
