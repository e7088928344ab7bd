@NullMarked
package dev.surety.cli.status;

import org.jspecify.annotations.NullMarked;
