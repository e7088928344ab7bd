package dev.surety.contract.diff;

import dev.surety.contract.yaml.ProblemFormatter;

/** Contracts of one record type, from the lines that matter. */
final class Versions {
  private Versions() {}

  /** With the properties in YAML's flow style, and further lines of the schema object. */
  static ContractVersion of(String properties, String objectLines, String contractLines) {
    return read(
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: things
        version: "1.0.0"
        %s
        schema:
          - name: thing
            physicalName: things
            properties: [%s]
        %s
        """
            .formatted(contractLines, properties, objectLines.indent(4)));
  }

  static ContractVersion of(String properties) {
    return of(properties, "", "");
  }

  static ContractVersion read(String yaml) {
    ContractVersion.Result result = ContractVersion.read("thing.odcs.yaml", yaml);
    if (result.version() == null) {
      throw new AssertionError(yaml + ProblemFormatter.format(result.problems()));
    }
    return result.version();
  }
}
