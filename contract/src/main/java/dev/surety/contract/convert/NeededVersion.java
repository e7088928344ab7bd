package dev.surety.contract.convert;

import dev.surety.contract.Contract;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import java.util.List;
import java.util.stream.Stream;

/** The version of the standard that a contract is written in. */
final class NeededVersion {
  private static final String V3_1 = "v3.1.0";
  private static final String V3_2 = "v3.2.0";

  private NeededVersion() {}

  /** The contract's own, or the first one, from 3.1 on, that has what the contract says. */
  static String of(Contract contract) {
    return contract.apiVersion().equals(V3_2) ? V3_2 : of(contract.objects());
  }

  /** The first one, from 3.1 on, that has what record types say. */
  static String of(List<SchemaObject> objects) {
    return objects.stream().anyMatch(object -> needs32(object.root())) ? V3_2 : V3_1;
  }

  /** Maps, vectors, enums and what is deprecated came with 3.2. */
  private static boolean needs32(Property property) {
    return property.type() == LogicalType.MAP
        || property.type() == LogicalType.VECTOR
        || !property.allowed().isEmpty()
        || property.information().deprecated()
        || Stream.concat(
                property.properties().stream(),
                Stream.of(property.items(), property.mapKey(), property.mapValue())
                    .filter(inner -> inner != null))
            .anyMatch(NeededVersion::needs32);
  }
}
