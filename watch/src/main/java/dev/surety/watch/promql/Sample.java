package dev.surety.watch.promql;

import static java.util.Objects.requireNonNull;

/** One element of an instant vector. */
public record Sample(Labels labels, double value) {
  public Sample {
    requireNonNull(labels, "labels");
  }
}
