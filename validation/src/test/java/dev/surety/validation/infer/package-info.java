@NullMarked
package dev.surety.validation.infer;

import org.jspecify.annotations.NullMarked;
