package dev.surety.validation.rule;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in the record, as the expression would write it. Keys of maps are hidden.
 */
record Trail(@Nullable Trail parent, String step) {
  static final Trail RECORD = new Trail(null, "record");

  Trail child(String name) {
    return new Trail(this, "." + name);
  }

  Trail item(int index) {
    return new Trail(this, "[" + index + "]");
  }

  Trail entry() {
    return new Trail(this, "[*]");
  }

  @Override
  public String toString() {
    return parent == null ? step : parent + step;
  }
}
