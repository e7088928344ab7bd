package dev.surety.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named connection settings.
 *
 * @param name what messages call it
 * @param kafka Kafka client properties, passed through as they are; may hold secrets
 * @param registry the schema registry; null when the profile names none
 */
public record Profile(String name, Map<String, String> kafka, @Nullable RegistryProfile registry) {
  /** The property that every profile has. */
  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  public Profile {
    requireNonNull(name, "name");
    // Map.copyOf would forget the order of the file.
    kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
  }

  /** A profile without a registry. */
  public Profile(String name, Map<String, String> kafka) {
    this(name, kafka, null);
  }

  /** A profile of nothing but addresses: no encryption, no credentials. */
  public static Profile plaintext(String name, String bootstrapServers) {
    return new Profile(name, Map.of(BOOTSTRAP_SERVERS, bootstrapServers));
  }

  /** Where Kafka is. */
  public String bootstrapServers() {
    return requireNonNull(kafka.get(BOOTSTRAP_SERVERS), "every profile has bootstrap.servers");
  }

  /** Names the properties but not their values: some are secrets. */
  @Override
  public String toString() {
    String and = registry == null ? "" : ", registry=" + registry;
    return "Profile[" + name + ", kafka=" + kafka.keySet() + and + "]";
  }
}
