@NullMarked
package dev.surety.validation.fast.text;

import org.jspecify.annotations.NullMarked;
