package dev.surety.validation.compile;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.EnvelopePart.Encoding;
import dev.surety.validation.type.Node;
import java.util.List;

/**
 * What a record's key or a header must be, compiled.
 *
 * @param path where it is, in violations
 * @param setting the setting that asks for it, which violations name as their rule
 * @param encoding how its bytes are read
 * @param node its type; the name is the header's
 * @param property the names on the way to the property that the key must equal; empty for none
 */
public record PartPlan(
    String path, String setting, Encoding encoding, Node node, List<String> property) {
  public PartPlan {
    requireNonNull(path, "path");
    requireNonNull(setting, "setting");
    requireNonNull(encoding, "encoding");
    requireNonNull(node, "node");
    property = List.copyOf(property);
  }
}
