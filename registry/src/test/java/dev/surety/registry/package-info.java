@NullMarked
package dev.surety.registry;

import org.jspecify.annotations.NullMarked;
