package dev.surety.validation.witness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.contract.diff.Mode;
import dev.surety.validation.CheckedContract;
import dev.surety.validation.witness.DiffFormatter.Witnesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people and programs read: each folder in {@code src/test/resources/diff} holds two versions
 * and the reports. {@code -Dsurety.golden.write=true} writes the reports anew.
 */
class DiffFormatterTest {
  private static final Path CASES =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "diff");

  private static ContractVersion read(String name, String file) throws IOException {
    String text = Files.readString(CASES.resolve(name).resolve(file));
    ContractVersion.Result read = CheckedContract.version(file, text);
    return requireNonNull(read.version(), read.problems().toString());
  }

  private static void assertGolden(String name, String file, String text) throws IOException {
    Path golden = CASES.resolve(name).resolve(file);
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @ValueSource(strings = {"transactions", "nothing"})
  void readsAsTheGoldenFilesSay(String name) throws IOException {
    ContractVersion before = read(name, "old.odcs.yaml");
    ContractVersion after = read(name, "new.odcs.yaml");

    ConfirmedDiff confirmed = WitnessSearch.confirm(ContractDiff.between(before, after));

    assertGolden(
        name,
        "report.txt",
        DiffFormatter.format(confirmed, Mode.FULL, before.terms().consumers(), Witnesses.SHOWN));
    assertGolden(
        name,
        "report.json",
        DiffJson.format(confirmed, Mode.BACKWARD, before.terms().consumers()) + "\n");
  }
}
