/** Classes that are made for a contract while records are judged (decision 16). */
@NullMarked
package dev.surety.validation.fast.code;

import org.jspecify.annotations.NullMarked;
