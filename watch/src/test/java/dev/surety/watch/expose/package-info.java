@NullMarked
package dev.surety.watch.expose;

import org.jspecify.annotations.NullMarked;
