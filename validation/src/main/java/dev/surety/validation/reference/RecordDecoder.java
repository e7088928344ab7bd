package dev.surety.validation.reference;

import dev.surety.validation.Limits;

/** Bytes of one format to a value. Whatever is wrong is a finding; an exception would be a bug. */
interface RecordDecoder {
  /**
   * Decodes a value.
   *
   * @param bytes all of them are of the value
   */
  Decoded decode(byte[] bytes, Limits limits, Findings findings);
}
