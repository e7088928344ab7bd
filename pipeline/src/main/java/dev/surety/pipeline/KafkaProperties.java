package dev.surety.pipeline;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
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
      Map.ofEntries(
          Map.entry("isolation.level", "records of aborted transactions must not be read"),
          Map.entry(
              "transactional.id", "Surety names its transactions so that no two pipelines collide"),
          Map.entry("transaction.timeout.ms", "it must fit the checkpoints"),
          Map.entry("enable.auto.commit", "offsets belong to checkpoints"),
          Map.entry("auto.offset.reset", "a reset would skip records"),
          Map.entry("group.id", "it is made from the pipeline's name"),
          Map.entry("acks", "records must be on all in-sync replicas"),
          Map.entry("enable.idempotence", "a retry must not repeat a record"),
          Map.entry("key.deserializer", "records are passed on byte for byte"),
          Map.entry("value.deserializer", "records are passed on byte for byte"),
          Map.entry("check.crcs", "damaged records must not be read"),
          Map.entry("commit.offsets.on.checkpoint", "offsets belong to checkpoints"),
          Map.entry("transaction.two.phase.commit.enable", "transactions end with checkpoints"));

  private static final Set<String> LOAD_CODE =
      Set.of(
          "interceptor.classes",
          "metric.reporters",
          "config.providers",
          "ssl.engine.factory.class",
          "key.serializer",
          "value.serializer",
          "partition.assignment.strategy",
          "partitioner.class",
          "security.providers");

  /** Where a client would call an address or start a program that a profile names. */
  private static final Map<String, String> REACH_OUT =
      Map.of(
          "sasl.oauthbearer.token.endpoint.url", "would make every client call that address",
          "sasl.oauthbearer.jwks.endpoint.url", "would make every client call that address",
          "sasl.kerberos.kinit.cmd", "would make every client start that program");

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
    String reachesOut = REACH_OUT.get(key);
    if (reachesOut != null) {
      return Optional.of("'" + key + "' " + reachesOut + "; it is not supported yet");
    }
    if (key.equals("sasl.jaas.config")) {
      return jaasRefusal(value);
    }
    return Optional.empty();
  }

  private static Optional<String> jaasRefusal(String value) {
    if (isOneEntryOfOurModules(value)) {
      return Optional.empty();
    }
    return Optional.of(
        "'sasl.jaas.config' must be one entry, closed by ';', for one of "
            + String.join(", ", LOGIN_MODULES));
  }

  /**
   * Reads a JAAS configuration with the tokens of Kafka's {@code JaasConfig}: both kinds of quotes
   * and both kinds of comments hide a semicolon, and a quote ends with its line at the latest.
   */
  private static boolean isOneEntryOfOurModules(String jaas) {
    StreamTokenizer tokens = new StreamTokenizer(new StringReader(jaas));
    tokens.slashSlashComments(true);
    tokens.slashStarComments(true);
    tokens.wordChars('-', '-');
    tokens.wordChars('_', '_');
    tokens.wordChars('$', '$');
    try {
      if (tokens.nextToken() != StreamTokenizer.TT_WORD || !LOGIN_MODULES.contains(tokens.sval)) {
        return false;
      }
      int token = tokens.nextToken();
      while (token != ';' && token != StreamTokenizer.TT_EOF) {
        token = tokens.nextToken();
      }
      return token == ';' && tokens.nextToken() == StreamTokenizer.TT_EOF;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
