package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a contract: what is enforced, and what is agreed beside it.
 *
 * @param contract what is enforced
 * @param terms what is agreed
 * @param encoding how records are written
 */
public record ContractVersion(Contract contract, Terms terms, Encoding encoding) {
  public ContractVersion {
    requireNonNull(contract, "contract");
    requireNonNull(terms, "terms");
    requireNonNull(encoding, "encoding");
  }

  /** A contract of JSON records. */
  public ContractVersion(Contract contract, Terms terms) {
    this(contract, terms, Encoding.JSON);
  }

  /** A contract of which nothing but what is enforced is known. */
  public static ContractVersion of(Contract contract) {
    return new ContractVersion(contract, Terms.none(contract.file()));
  }

  /**
   * What reading gave.
   *
   * @param version null exactly when a problem is an error
   */
  public record Result(@Nullable ContractVersion version, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a text; {@code file} names it in positions. */
  public static Result read(String file, String text) {
    YamlNode document = YamlReader.read(file, text, new Problems()).orElse(null);
    Optional<YamlScalar> format = Optional.ofNullable(document).flatMap(ContractVersion::format);
    ContractReader.Result read = read(file, text, format);
    Contract contract = read.contract();
    if (contract == null) {
      return new Result(null, read.problems());
    }
    Terms terms = document == null ? Terms.none(file) : Terms.of(document);
    Encoding encoding =
        format.flatMap(written -> Encoding.named(written.value())).orElse(Encoding.JSON);
    return new Result(new ContractVersion(contract, terms, encoding), read.problems());
  }

  /**
   * That records of another format than JSON are not validated yet does not keep two versions from
   * being compared.
   */
  private static ContractReader.Result read(String file, String text, Optional<YamlScalar> format) {
    ContractReader.Result described = ContractReader.describe(file, text);
    Contract contract = described.contract();
    boolean isKnown = format.flatMap(written -> Encoding.named(written.value())).isPresent();
    boolean isOnlyFormat =
        contract != null
            && isKnown
            && contract.notEnforced().stream()
                .allMatch(problem -> format.filter(f -> f.at().equals(problem.at())).isPresent());
    return isOnlyFormat ? described : ContractReader.read(file, text);
  }

  /** The format of the first Kafka server. */
  private static Optional<YamlScalar> format(YamlNode document) {
    return document instanceof YamlMapping contract
            && contract.get("servers").orElse(null) instanceof YamlSequence servers
        ? servers.items().stream()
            .filter(YamlMapping.class::isInstance)
            .map(YamlMapping.class::cast)
            .filter(
                server -> scalar(server, "type").filter(t -> t.value().equals("kafka")).isPresent())
            .findFirst()
            .flatMap(server -> scalar(server, "format"))
        : Optional.empty();
  }

  private static Optional<YamlScalar> scalar(YamlMapping mapping, String key) {
    return mapping.get(key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
  }
}
