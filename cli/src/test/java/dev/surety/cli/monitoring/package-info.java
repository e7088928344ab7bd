@NullMarked
package dev.surety.cli.monitoring;

import org.jspecify.annotations.NullMarked;
