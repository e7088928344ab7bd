package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import org.junit.jupiter.api.Test;

/** A contract may say more than can be enforced; then it describes records, and is not run. */
class NotEnforcedTest {
  private static final String DOCUMENT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      version: 1.0.0
      status: active
      schema:
        - name: order
          physicalName: orders
          properties:
            - {name: order_id, logicalType: string, unique: true}
      """;

  @Test
  void aContractThatOnlyDescribesIsRefused() {
    Contract contract = requireNonNull(ContractReader.describe("orders.yaml", DOCUMENT).contract());

    RecordValidator.Compiled compiled = RecordValidator.compile(contract, "orders", Limits.DEFAULT);

    assertThat(compiled.validator()).isNull();
    assertThat(compiled.problems())
        .extracting(Problem::isError, Problem::code, problem -> problem.at().toString())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, "not-supported-yet", "orders.yaml:10:47"));
  }

  @Test
  void readingItToBeEnforcedGivesNoContract() {
    assertThat(ContractReader.read("orders.yaml", DOCUMENT).contract()).isNull();
  }
}
