package dev.surety.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.registry.SchemaRegistry.Normalize;
import java.util.ArrayList;
import java.util.List;

/**
 * Contracts on a server that takes nothing but schemas: a JSON schema that allows everything and
 * carries the document as a text, which no server changes.
 */
final class SchemaContracts implements ContractStore {
  private static final String VERSION = "x-odcs-version";
  private static final String DOCUMENT = "x-odcs-document";
  private static final int CONFLICT = 409;

  private final SchemaRegistry registry;

  SchemaContracts(SchemaRegistry registry) {
    this.registry = registry;
  }

  private static String subject(String id) {
    return "contract." + id;
  }

  @Override
  public String shown(String id, String version) {
    return "subject " + subject(id) + ", contract version " + version;
  }

  @Override
  public Answer<Stored> put(String id, String version, String text) {
    Answer<List<StoredVersion>> before =
        versions(id)
            .match(
                Answer.Found::new,
                absent -> new Answer.Found<>(List.of()),
                refused -> refused,
                unavailable -> unavailable);
    return before.then(versions -> put(id, version, text, versions));
  }

  private Answer<Stored> put(String id, String version, String text, List<StoredVersion> before) {
    for (StoredVersion stored : before) {
      if (stored.version().equals(version)) {
        return stored.text().equals(text)
            ? new Answer.Found<>(Stored.UNCHANGED)
            : new Answer.Refused<>(
                CONFLICT,
                CONFLICT,
                "version %s of contract %s is in the registry with other content; give the contract a new version"
                    .formatted(version, id));
      }
    }
    ObjectNode schema =
        RegistryHttp.JSON
            .createObjectNode()
            .put("$schema", "http://json-schema.org/draft-07/schema#")
            .put("title", "Contract " + id)
            .put(VERSION, version)
            .put(DOCUMENT, text);
    Answer<Integer> registered =
        registry.register(subject(id), Schema.of(SchemaType.JSON, schema.toString()), Normalize.NO);
    // What a contract may change is for `contract check`, not for the server. Some servers know no
    // level of a subject that has no version yet.
    return before.isEmpty()
        ? registered
            .then(any -> registry.setLevel(subject(id), CompatibilityLevel.NONE))
            .map(any -> Stored.ADDED)
        : registered.map(any -> Stored.ADDED);
  }

  @Override
  public Answer<List<StoredVersion>> versions(String id) {
    return registry
        .versions(subject(id))
        .then(
            numbers -> {
              List<StoredVersion> stored = new ArrayList<>();
              for (int number : numbers) {
                Answer<StoredVersion> answer =
                    registry.version(subject(id), number).then(SchemaContracts::unpack);
                if (!(answer instanceof Answer.Found<StoredVersion> found)) {
                  return answer.map(any -> List.of());
                }
                stored.add(found.value());
              }
              return new Answer.Found<>(List.copyOf(stored));
            });
  }

  private static Answer<StoredVersion> unpack(SubjectVersion version) {
    try {
      JsonNode schema = RegistryHttp.JSON.readTree(version.schema().text());
      if (schema.path(VERSION).isTextual() && schema.path(DOCUMENT).isTextual()) {
        return new Answer.Found<>(
            new StoredVersion(schema.path(VERSION).textValue(), schema.path(DOCUMENT).textValue()));
      }
    } catch (JsonProcessingException notOurs) {
      // Said below.
    }
    return new Answer.Refused<>(
        200,
        200,
        "version " + version.version() + " of subject " + version.subject() + " is no contract");
  }
}
