/** Running a pipeline in the foreground: start, watch, say what it waits for, stop cleanly. */
@NullMarked
package dev.surety.cli.run;

import org.jspecify.annotations.NullMarked;
