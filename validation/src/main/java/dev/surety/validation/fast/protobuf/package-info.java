/**
 * Protobuf records judged over their bytes. A message is a table from tags to what their payloads
 * must be; {@code MessageCompiler} makes it of a contract and a descriptor. Answers are: surely
 * accepted, or not known; then the reference decides.
 */
@NullMarked
package dev.surety.validation.fast.protobuf;

import org.jspecify.annotations.NullMarked;
