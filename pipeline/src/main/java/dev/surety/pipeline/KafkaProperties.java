package dev.surety.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which Kafka properties a profile may not set: those that Surety must set itself to keep its
 * promises, and those that load classes or files by name (CVE-2023-25194, CVE-2024-31141,
 * CVE-2025-27817, CVE-2025-27818).
 */
final class KafkaProperties {
  private static final Map<String, String> OURS =
      Map.of(
          "isolation.level", "records of aborted transactions must not be read",
          "transactional.id", "Surety names its transactions so that no two pipelines collide",
          "transaction.timeout.ms", "it must fit the checkpoints",
          "enable.auto.commit", "offsets belong to checkpoints",
          "auto.offset.reset", "a reset would skip records",
          "group.id", "it is made from the pipeline's name",
          "acks", "records must be on all in-sync replicas",
          "enable.idempotence", "a retry must not repeat a record",
          "key.deserializer", "records are passed on byte for byte",
          "value.deserializer", "records are passed on byte for byte");

  private static final Set<String> LOAD_CODE =
      Set.of(
          "interceptor.classes",
          "metric.reporters",
          "config.providers",
          "ssl.engine.factory.class",
          "key.serializer",
          "value.serializer",
          "partitioner.class",
          "security.providers");

  private static final List<String> LOGIN_MODULES =
      List.of(
          "org.apache.kafka.common.security.plain.PlainLoginModule",
          "org.apache.kafka.common.security.scram.ScramLoginModule",
          "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule");

  private KafkaProperties() {}

  /** Why a property may not be set so; empty when it may. Never quotes the value. */
  static Optional<String> refusal(String key, String value) {
    String ours = OURS.get(key);
    if (ours != null) {
      return Optional.of("'" + key + "' is set by Surety: " + ours);
    }
    if (LOAD_CODE.contains(key) || key.endsWith(".class")) {
      return Optional.of(
          "'" + key + "' would load a class by its name, which a profile may not do");
    }
    if (key.equals("sasl.oauthbearer.token.endpoint.url")
        || key.equals("sasl.oauthbearer.jwks.endpoint.url")) {
      return Optional.of(
          "'" + key + "' would make every client call that address; it is not supported yet");
    }
    if (key.equals("sasl.jaas.config")) {
      return jaasRefusal(value);
    }
    return Optional.empty();
  }

  private static Optional<String> jaasRefusal(String value) {
    String module = value.strip().split("\\s", 2)[0];
    if (LOGIN_MODULES.contains(module) && isOneEntry(value.strip())) {
      return Optional.empty();
    }
    return Optional.of(
        "'sasl.jaas.config' must be one entry, closed by ';', for one of "
            + String.join(", ", LOGIN_MODULES));
  }

  /** Ends with the first semicolon that stands outside quotes. */
  private static boolean isOneEntry(String jaas) {
    boolean quoted = false;
    for (int i = 0; i < jaas.length(); i++) {
      char c = jaas.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        return i == jaas.length() - 1;
      }
    }
    return false;
  }
}
