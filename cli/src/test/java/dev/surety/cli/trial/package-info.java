@NullMarked
package dev.surety.cli.trial;

import org.jspecify.annotations.NullMarked;
