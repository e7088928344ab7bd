package dev.surety.contract.convert;

import static java.util.Objects.requireNonNull;

/**
 * What a schema does not say of the contract that is made from it.
 *
 * @param name id of the contract, and the name of its record type where the schema names none
 * @param version version of the contract
 * @param topic topic of the records
 */
public record NewContract(String name, String version, String topic) {
  public NewContract {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(topic, "topic");
  }

  /** A contract whose record type has the name of its topic. */
  public static NewContract named(String name, String version) {
    return new NewContract(name, version, name);
  }
}
