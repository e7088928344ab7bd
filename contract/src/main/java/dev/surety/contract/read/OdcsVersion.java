package dev.surety.contract.read;

import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
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

  /** The version that a document says it is of; the newest when it does not, or wrongly. */
  static OdcsVersion of(YamlNode document) {
    return document instanceof YamlMapping mapping
            && mapping.get("apiVersion").orElse(null) instanceof YamlScalar scalar
        ? BY_NAME.getOrDefault(scalar.value(), V3_2)
        : V3_2;
  }
}
