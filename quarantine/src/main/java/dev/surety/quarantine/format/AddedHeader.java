package dev.surety.quarantine.format;

import static java.util.Objects.requireNonNull;

/**
 * A header that quarantining adds behind those of the original record. The array is owned by this
 * header and not changed.
 *
 * @param name its name
 * @param value its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, written once
public record AddedHeader(String name, byte[] value) {
  public AddedHeader {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }
}
