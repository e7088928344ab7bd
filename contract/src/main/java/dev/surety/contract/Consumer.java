package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A program or team that relies on a contract.
 *
 * @param name its name
 * @param owner who answers for it; empty when not given
 * @param fields what it relies on: {@code record type.property}, or a record type as a whole; empty
 *     for everything
 * @param at where it is named
 */
public record Consumer(String name, String owner, List<String> fields, Position at) {
  public Consumer {
    requireNonNull(name, "name");
    requireNonNull(owner, "owner");
    requireNonNull(at, "at");
    fields = List.copyOf(fields);
  }
}
