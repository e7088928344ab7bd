package dev.surety.contract.diff;

import java.util.Locale;

/** Who may be broken by a change of a contract. */
public enum Party {
  /** Records that were written under the old version, read by the new one. */
  STORED_DATA("stored data"),
  /** Programs that write as the old version says, into the new one. */
  PRODUCERS("producers"),
  /** Programs that rely on the old version and meet records of the new one. */
  CONSUMERS("consumers");

  private final String title;

  Party(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** For programs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
