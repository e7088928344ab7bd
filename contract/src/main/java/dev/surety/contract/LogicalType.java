package dev.surety.contract;

import java.util.Locale;

/**
 * The logical types of ODCS 3.2; {@code timestamp} and {@code time} came with 3.1, {@code map} and
 * {@code vector} with 3.2.
 */
public enum LogicalType {
  STRING,
  DATE,
  TIMESTAMP,
  TIME,
  NUMBER,
  INTEGER,
  BOOLEAN,
  OBJECT,
  ARRAY,
  MAP,
  VECTOR;

  /** The name that a contract uses. */
  public String odcsName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
