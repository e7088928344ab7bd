package dev.surety.pipeline;

import dev.surety.contract.Problem;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a profile ({@code surety.yaml}):
 *
 * <pre>
 * profile: production
 * kafka:
 *   bootstrap.servers: kafka-1:9093,kafka-2:9093
 *   security.protocol: SASL_SSL
 *   sasl.mechanism: SCRAM-SHA-512
 *   sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required username="surety" password="${KAFKA_PASSWORD}";
 * registry:
 *   url: https://registry:8443/apis/ccompat/v7
 *   username: surety
 *   password: ${REGISTRY_PASSWORD}
 * </pre>
 *
 * The registry takes {@code token} instead of user and password, {@code authorities} (PEM file of
 * the certificates to trust), and {@code keystore} with {@code keystore_password} (PKCS#12).
 *
 * <p>Values may hold {@code ${NAME}} and {@code ${NAME:-default}}, taken from the environment once;
 * what they give is never shown, and neither is any line of the file.
 */
public final class ProfileReader {
  private static final Set<String> QUOTING_CODES = Set.of("tag", "unknown-alias", "yaml-syntax");

  private final Problems problems = new Problems();
  private final Function<String, @Nullable String> environment;

  private ProfileReader(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * What reading gave.
   *
   * @param profile the profile; null exactly when a problem is an error
   */
  public record Result(@Nullable Profile profile, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a profile; {@code environment} gives the value of a variable, or null. */
  public static Result read(Path file, Function<String, @Nullable String> environment) {
    ProfileReader reader = new ProfileReader(environment);
    Optional<Profile> profile =
        YamlReader.read(file, reader.problems)
            .flatMap(node -> MappingReader.of(node, "a profile", reader.problems))
            .flatMap(top -> reader.profile(top, file));
    boolean usable = !reader.problems.hasErrors();
    List<Problem> shown = reader.problems.list().stream().map(ProfileReader::withoutText).toList();
    return new Result(usable ? profile.orElse(null) : null, shown);
  }

  /**
   * Any line of a profile may hold a password, and the YAML parser quotes what it stumbles over.
   */
  private static Problem withoutText(Problem problem) {
    boolean quotes = QUOTING_CODES.contains(problem.code());
    return new Problem(
        problem.severity(),
        problem.code(),
        problem.at(),
        quotes ? "this cannot be read as YAML" : problem.message(),
        quotes ? "if it is a value, put it in single quotes" : problem.help(),
        "");
  }

  private Optional<Profile> profile(MappingReader top, Path file) {
    String name = top.string("profile").map(Text::value).orElse(file.toString());
    top.require("kafka");
    Optional<YamlMapping> kafka = top.mapping("kafka");
    Optional<RegistryProfile> registry =
        top.child("registry", "the section 'registry'")
            .flatMap(section -> RegistryProfileReader.read(section, environment, problems));
    top.finish();
    Map<String, String> properties = new LinkedHashMap<>();
    kafka.ifPresent(mapping -> mapping.entries().forEach(entry -> property(entry, properties)));
    if (kafka.isPresent() && !kafka.get().has(Profile.BOOTSTRAP_SERVERS)) {
      problems.error(
          "missing-key",
          kafka.get().at(),
          "the Kafka properties need '" + Profile.BOOTSTRAP_SERVERS + "'");
    }
    return kafka.map(any -> new Profile(name, properties, registry.orElse(null)));
  }

  private void property(YamlMapping.Entry entry, Map<String, String> properties) {
    String key = entry.key().value();
    if (!(entry.value() instanceof YamlScalar scalar) || scalar.isNull()) {
      problems.error(
          "wrong-type",
          entry.value().at(),
          "'" + key + "' must be a single value, but this is " + entry.value().describe());
      return;
    }
    Optional<String> value = Variables.expand(scalar.text(), environment, problems);
    Optional<String> refusal = value.flatMap(v -> KafkaProperties.refusal(key, v));
    if (refusal.isPresent()) {
      problems.error("refused-property", entry.key().at(), refusal.get());
    } else {
      value.ifPresent(v -> properties.put(key, v));
    }
  }
}
