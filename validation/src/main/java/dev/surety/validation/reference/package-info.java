/**
 * The reference path: decodes a record's bytes strictly, walks the value beside the plan and
 * reports every violation with its path.
 */
@NullMarked
package dev.surety.validation.reference;

import org.jspecify.annotations.NullMarked;
