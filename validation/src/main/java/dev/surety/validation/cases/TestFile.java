package dev.surety.validation.cases;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of tests.
 *
 * @param path the file
 * @param contractFile the contract that it tests
 * @param contract the same, read
 * @param cases its cases, in the order of the file
 */
record TestFile(Path path, Path contractFile, Contract contract, List<TestCase> cases) {
  TestFile {
    requireNonNull(path, "path");
    requireNonNull(contractFile, "contractFile");
    requireNonNull(contract, "contract");
    cases = List.copyOf(cases);
  }
}
