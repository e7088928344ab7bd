package dev.surety.contract.read;

import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;

/** Whether a document is one of ODCS: all that the official JSON Schema of its version says. */
public final class Structure {
  private Structure() {}

  /** Reports what the standard does not allow. */
  public static void check(YamlNode root, Problems problems) {
    check(root, problems, (mapping, struct) -> {});
  }

  static void check(YamlNode root, Problems problems, StructureCheck.Visitor visitor) {
    if (root instanceof YamlMapping document) {
      checkVersion(document, problems);
    }
    new StructureCheck(OdcsVersion.of(root), problems, visitor)
        .check(root, OdcsStructure.CONTRACT, "a contract");
  }

  private static void checkVersion(YamlMapping document, Problems problems) {
    if (!(document.get("apiVersion").orElse(null) instanceof YamlScalar scalar)
        || !scalar.isString()
        || OdcsVersion.names().contains(scalar.value())) {
      return;
    }
    String name = scalar.value();
    problems.error(
        "unsupported-version",
        scalar.at(),
        "ODCS version '" + name + "' is not supported",
        OdcsVersion.names().contains("v" + name)
            ? "did you mean 'v" + name + "'?"
            : "known here: " + String.join(", ", OdcsVersion.names()));
  }
}
