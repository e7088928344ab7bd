@NullMarked
package dev.surety.cli;

import org.jspecify.annotations.NullMarked;
