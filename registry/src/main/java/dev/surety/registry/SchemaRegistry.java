package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.registry.RegistryHttp.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The client of a schema registry with Confluent's REST API: Confluent's own server, Apicurio,
 * Karapace, Redpanda. Every call ends within attempts × timeout (plus the pauses), and says by its
 * {@link Answer} what it knows. Thread-safe.
 */
public final class SchemaRegistry {
  private static final String SUBJECTS = "/subjects/";

  private final RegistryHttp http;

  public SchemaRegistry(RegistrySettings settings) {
    this(settings, Pause.SLEEP);
  }

  SchemaRegistry(RegistrySettings settings, Pause pause) {
    this.http = new RegistryHttp(requireNonNull(settings, "settings"), pause);
  }

  /** How a server treats the text of a schema before it compares it. */
  public enum Normalize {
    /** As it is. */
    NO,
    /** In the canonical form of its language, so that white space makes no new version. */
    YES
  }

  /** All subjects. */
  public Answer<List<String>> subjects() {
    return get("/subjects").then(SchemaRegistry::strings);
  }

  /** The versions of a subject, the oldest first. */
  public Answer<List<Integer>> versions(String subject) {
    return get(subject(subject) + "/versions").then(SchemaRegistry::numbers);
  }

  /** A version of a subject. */
  public Answer<SubjectVersion> version(String subject, int version) {
    return get(subject(subject) + "/versions/" + version)
        .then(node -> subjectVersion(node, subject));
  }

  /** The newest version of a subject. */
  public Answer<SubjectVersion> latest(String subject) {
    return get(subject(subject) + "/versions/latest").then(node -> subjectVersion(node, subject));
  }

  /** The schema with this number, as records carry it. What a number means never changes. */
  public Answer<Schema> schema(int id) {
    return get("/schemas/ids/" + id).then(SchemaRegistry::schemaOf);
  }

  /** The schema with this number, as records of the newer wire format carry it. */
  public Answer<Schema> schema(UUID guid) {
    return get("/schemas/guids/" + guid).then(SchemaRegistry::schemaOf);
  }

  /**
   * Registers a schema. One that the subject has already makes no new version.
   *
   * @return the schema's id
   */
  public Answer<Integer> register(String subject, Schema schema, Normalize normalize) {
    return send("POST", subject(subject) + "/versions" + query(normalize), body(schema))
        .then(node -> integer(node, "id"));
  }

  /** The version under which a subject has this schema. */
  public Answer<SubjectVersion> lookup(String subject, Schema schema, Normalize normalize) {
    return send("POST", subject(subject) + query(normalize), body(schema))
        .then(node -> version(node, subject, schema));
  }

  /** Whether a subject would take this schema as its next version. */
  public Answer<Compatibility> test(String subject, Schema schema) {
    String path =
        "/compatibility/subjects/"
            + RegistryHttp.segment(subject)
            + "/versions/latest?verbose=true";
    return send("POST", path, body(schema)).then(SchemaRegistry::compatibility);
  }

  /** The subject's own level; absent when it has none and the registry's applies. */
  public Answer<CompatibilityLevel> level(String subject) {
    return get("/config/" + RegistryHttp.segment(subject)).then(SchemaRegistry::levelOf);
  }

  /** The level of all subjects that have none of their own. */
  public Answer<CompatibilityLevel> level() {
    return get("/config").then(SchemaRegistry::levelOf);
  }

  /** Sets the subject's own level. It is read as {@code compatibilityLevel}, but written so. */
  public Answer<CompatibilityLevel> setLevel(String subject, CompatibilityLevel level) {
    ObjectNode body = RegistryHttp.JSON.createObjectNode().put("compatibility", level.name());
    return send("PUT", "/config/" + RegistryHttp.segment(subject), body).map(any -> level);
  }

  /**
   * The subjects that a server associates with a topic's values (Confluent 8). Servers without
   * associations say 404 or 501, and so does the list of a topic without one: it is empty then.
   */
  public Answer<List<String>> associatedSubjects(String topic) {
    String path =
        "/associations/resources/-/"
            + RegistryHttp.segment(topic)
            + "?resourceType=topic&associationType=value";
    return get(path)
        .then(SchemaRegistry::associations)
        .match(
            Answer.Found::new,
            absent -> new Answer.Found<>(List.of()),
            refused ->
                refused.status() == 404 || refused.status() == 501
                    ? new Answer.Found<>(List.of())
                    : refused,
            unavailable -> unavailable);
  }

  RegistryHttp http() {
    return http;
  }

  private static String subject(String subject) {
    if (subject.isBlank()) {
      throw new IllegalArgumentException("a subject has a name");
    }
    return SUBJECTS + RegistryHttp.segment(subject);
  }

  private static String query(Normalize normalize) {
    return normalize == Normalize.YES ? "?normalize=true" : "";
  }

  private Answer<JsonNode> get(String path) {
    return http.get(path).then(SchemaRegistry::read);
  }

  private Answer<JsonNode> send(String method, String path, JsonNode body) {
    return http.send(method, path, body).then(SchemaRegistry::read);
  }

  private static Answer<JsonNode> read(Response response) {
    return RegistryHttp.json(response);
  }

  private static JsonNode body(Schema schema) {
    ObjectNode body = RegistryHttp.JSON.createObjectNode().put("schema", schema.text());
    // Absent means Avro, and old servers know no other word for it.
    if (schema.type() != SchemaType.AVRO) {
      body.put("schemaType", schema.type().name());
    }
    if (!schema.references().isEmpty()) {
      ArrayNode references = body.putArray("references");
      for (SchemaReference reference : schema.references()) {
        references
            .addObject()
            .put("name", reference.name())
            .put("subject", reference.subject())
            .put("version", reference.version());
      }
    }
    return body;
  }

  private static <T> Answer<T> strange(JsonNode node) {
    String text = node.toString();
    return new Answer.Unavailable<>(
        "the registry answered something else than its API says: '"
            + text.substring(0, Math.min(text.length(), 200))
            + "'");
  }

  private static Answer<Integer> integer(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isIntegralNumber() && value.canConvertToInt()
        ? new Answer.Found<>(value.intValue())
        : strange(node);
  }

  private static Answer<List<String>> strings(JsonNode node) {
    List<String> strings = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isTextual()) {
        return strange(node);
      }
      strings.add(item.textValue());
    }
    return node.isArray() ? new Answer.Found<>(List.copyOf(strings)) : strange(node);
  }

  private static Answer<List<Integer>> numbers(JsonNode node) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode item : node) {
      if (!item.isIntegralNumber() || !item.canConvertToInt()) {
        return strange(node);
      }
      numbers.add(item.intValue());
    }
    return node.isArray() ? new Answer.Found<>(List.copyOf(numbers)) : strange(node);
  }

  private static Answer<Schema> schemaOf(JsonNode node) {
    JsonNode text = node.path("schema");
    if (!text.isTextual()) {
      return strange(node);
    }
    String name = node.path("schemaType").asText(SchemaType.AVRO.name());
    Optional<SchemaType> type = SchemaType.named(name);
    if (type.isEmpty()) {
      return new Answer.Refused<>(
          200, 200, "the schema is in '" + name + "', a language that this version does not know");
    }
    List<SchemaReference> references = new ArrayList<>();
    for (JsonNode reference : node.path("references")) {
      JsonNode version = reference.path("version");
      if (!reference.path("name").isTextual()
          || !reference.path("subject").isTextual()
          || !version.canConvertToInt()) {
        return strange(node);
      }
      references.add(
          new SchemaReference(
              reference.path("name").textValue(),
              reference.path("subject").textValue(),
              version.intValue()));
    }
    return new Answer.Found<>(new Schema(type.get(), text.textValue(), references));
  }

  private static Answer<SubjectVersion> subjectVersion(JsonNode node, String subject) {
    return schemaOf(node).then(schema -> version(node, subject, schema));
  }

  private static Answer<SubjectVersion> version(JsonNode node, String subject, Schema schema) {
    return integer(node, "version")
        .then(
            version ->
                integer(node, "id")
                    .map(id -> new SubjectVersion(subject, version, id, guid(node), schema)));
  }

  private static @Nullable UUID guid(JsonNode node) {
    String text = node.path("guid").asText("");
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException notOne) {
      return null;
    }
  }

  private static Answer<Compatibility> compatibility(JsonNode node) {
    JsonNode compatible = node.path("is_compatible");
    if (!compatible.isBoolean()) {
      return strange(node);
    }
    List<String> messages = new ArrayList<>();
    node.path("messages").forEach(message -> messages.add(message.asText()));
    return new Answer.Found<>(new Compatibility(compatible.booleanValue(), messages));
  }

  private static Answer<CompatibilityLevel> levelOf(JsonNode node) {
    // Some servers read it back under the name by which it is written.
    String name = node.path("compatibilityLevel").asText(node.path("compatibility").asText(""));
    return CompatibilityLevel.named(name)
        .<Answer<CompatibilityLevel>>map(Answer.Found::new)
        .orElseGet(() -> strange(node));
  }

  private static Answer<List<String>> associations(JsonNode node) {
    if (!node.isArray()) {
      return strange(node);
    }
    List<String> subjects = new ArrayList<>();
    node.forEach(
        association -> {
          JsonNode subject = association.path("subject");
          if (subject.isTextual()) {
            subjects.add(subject.textValue());
          }
        });
    return new Answer.Found<>(List.copyOf(subjects));
  }
}
