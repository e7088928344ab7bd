/**
 * From records to a contract: {@code Inference} → {@code Sampled} records → {@code NodeStats} (what
 * was seen at each place, in bounded memory) → {@code PropertyMaker} (what to ask of it, and why).
 */
@NullMarked
package dev.surety.validation.infer;

import org.jspecify.annotations.NullMarked;
