package dev.surety.contract.read;

import dev.surety.contract.yaml.KeyOrder;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Reports what is wrong with a part of a document that the standard leaves to us. */
  static void check(YamlNode part, Shape.Struct struct, Reading reading) {
    new StructureCheck(
            reading.version(),
            reading.problems(),
            (mapping, inner) -> SuretySettings.check(mapping, inner.place(), reading))
        .check(part, struct, struct.what());
  }

  /** The order of keys of the standard. */
  public static KeyOrder keyOrder(YamlNode root) {
    Map<YamlMapping, List<String>> keys = new IdentityHashMap<>();
    check(
        root, new Problems(), (mapping, struct) -> keys.put(mapping, struct.keysInOrder(mapping)));
    return mapping -> keys.getOrDefault(mapping, List.of());
  }

  /** The keys of a document that the standard does not know, in the order of the file. */
  public static List<YamlMapping.Entry> unknownKeys(YamlNode root) {
    List<YamlMapping.Entry> unknown = new ArrayList<>();
    check(
        root,
        new Problems(),
        (mapping, struct) -> {
          Set<String> known = struct.fieldsOf(mapping).keySet();
          mapping.entries().stream()
              .filter(entry -> !known.contains(entry.key().value()))
              .forEach(unknown::add);
        });
    unknown.sort(
        Comparator.comparingInt((YamlMapping.Entry entry) -> entry.key().at().line())
            .thenComparingInt(entry -> entry.key().at().column()));
    return unknown;
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
