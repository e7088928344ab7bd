package dev.surety.contract.read;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The versions of ODCS whose rules differ. */
enum OdcsVersion {
  V3_0("v3.0.0"),
  V3_1("v3.1.0"),
  V3_2("v3.2.0");

  private static final Map<String, OdcsVersion> BY_NAME =
      new TreeMap<>(
          Map.of("v3.0.0", V3_0, "v3.0.1", V3_0, "v3.0.2", V3_0, "v3.1.0", V3_1, "v3.2.0", V3_2));

  private final String first;

  OdcsVersion(String first) {
    this.first = first;
  }

  /** The first release with these rules, as {@code apiVersion} names it. */
  String first() {
    return first;
  }

  boolean isAtLeast(OdcsVersion other) {
    return compareTo(other) >= 0;
  }

  /** All values of {@code apiVersion} that are read. */
  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** The version of a known {@code apiVersion}; the newest for an unknown one. */
  static OdcsVersion of(String apiVersion) {
    return BY_NAME.getOrDefault(apiVersion, V3_2);
  }
}
