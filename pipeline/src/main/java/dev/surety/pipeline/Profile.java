package dev.surety.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named connection settings.
 *
 * @param name what messages call it
 * @param kafka Kafka client properties, passed through as they are; may hold secrets
 */
public record Profile(String name, Map<String, String> kafka) {
  /** The property that every profile has. */
  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  public Profile {
    requireNonNull(name, "name");
    // Map.copyOf would forget the order of the file.
    kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
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
    return "Profile[" + name + ", kafka=" + kafka.keySet() + "]";
  }
}
