@NullMarked
package dev.surety.sandbox;

import org.jspecify.annotations.NullMarked;
