package dev.surety.cli.diff;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.diff.ContractVersion;
import dev.surety.validation.CheckedContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a contract at some time.
 *
 * @param name where it is from, as positions show it: a path, or {@code path@commit}
 * @param text the document
 */
public record Edition(String name, String text) {
  public Edition {
    requireNonNull(name, "name");
    requireNonNull(text, "text");
  }

  /** Reads a file; what is not UTF-8 there is replaced, and found when the document is read. */
  public static Edition of(Path file) throws IOException {
    return new Edition(
        file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  /** The contract, with everything that is wrong with it. */
  public ContractVersion.Result read() {
    return CheckedContract.version(name, text);
  }
}
