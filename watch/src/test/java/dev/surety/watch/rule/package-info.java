@NullMarked
package dev.surety.watch.rule;

import org.jspecify.annotations.NullMarked;
