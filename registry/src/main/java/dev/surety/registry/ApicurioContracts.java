package dev.surety.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.registry.RegistryHttp.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Contracts as artifacts of Apicurio's own API, version 3. */
final class ApicurioContracts implements ContractStore {
  static final String CONFLUENT_PATH = "/apis/ccompat/";

  private static final String GROUP = "contracts";
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final int MOST_VERSIONS = 1_000;

  private final SchemaRegistry registry;
  private final String artifacts;

  ApicurioContracts(SchemaRegistry registry, URI server) {
    this.registry = registry;
    this.artifacts = server + "/apis/registry/v3/groups/" + GROUP + "/artifacts";
  }

  @Override
  public String shown(String id, String version) {
    return versionUrl(id, version) + "/content";
  }

  private String versionsUrl(String id) {
    return artifacts + "/" + RegistryHttp.segment(id) + "/versions";
  }

  private String versionUrl(String id, String version) {
    return versionsUrl(id) + "/" + RegistryHttp.segment(version);
  }

  @Override
  public Answer<Stored> put(String id, String version, String text) {
    return content(id, version)
        .match(
            there -> there.equals(text) ? new Answer.Found<>(Stored.UNCHANGED) : other(id, version),
            absent -> create(id, version, text),
            refused ->
                new Answer.Refused<>(refused.status(), refused.errorCode(), refused.message()),
            unavailable -> new Answer.Unavailable<>(unavailable.reason()));
  }

  private static Answer<Stored> other(String id, String version) {
    return new Answer.Refused<>(
        CONFLICT,
        CONFLICT,
        "version %s of contract %s is in the registry with other content; give the contract a new version"
            .formatted(version, id));
  }

  private Answer<Stored> create(String id, String version, String text) {
    // Apicurio 3.0 has no type for ODCS. JSON is the nearest and takes YAML, unread.
    ObjectNode artifact =
        RegistryHttp.JSON.createObjectNode().put("artifactId", id).put("artifactType", "JSON");
    ObjectNode first = artifact.putObject("firstVersion").put("version", version);
    first.putObject("content").put("content", text).put("contentType", "application/x-yaml");
    Answer<Response> response =
        registry
            .http()
            .sendPlain(
                "POST", URI.create(artifacts + "?ifExists=FIND_OR_CREATE_VERSION"), artifact);
    // Content that is there under another version is found, not stored again: then this version is
    // not there, and is added by name.
    return response
        .then(ApicurioContracts::success)
        .then(any -> content(id, version))
        .match(
            there -> there.equals(text) ? new Answer.Found<>(Stored.ADDED) : other(id, version),
            absent -> addVersion(id, first),
            refused ->
                refused.status() == CONFLICT
                    ? other(id, version)
                    : new Answer.Refused<>(
                        refused.status(), refused.errorCode(), refused.message()),
            unavailable -> new Answer.Unavailable<>(unavailable.reason()));
  }

  private Answer<Stored> addVersion(String id, ObjectNode version) {
    return registry
        .http()
        .sendPlain("POST", URI.create(versionsUrl(id)), version)
        .then(ApicurioContracts::success)
        .map(any -> Stored.ADDED);
  }

  private Answer<String> content(String id, String version) {
    return registry
        .http()
        .getPlain(URI.create(shown(id, version)))
        .then(ApicurioContracts::success)
        .map(Response::body);
  }

  @Override
  public Answer<List<StoredVersion>> versions(String id) {
    Answer<JsonNode> list =
        registry
            .http()
            .getPlain(URI.create(versionsUrl(id) + "?limit=" + (MOST_VERSIONS + 1)))
            .then(ApicurioContracts::success)
            .then(RegistryHttp::json);
    return list.then(node -> contents(id, node.path("versions")));
  }

  private Answer<List<StoredVersion>> contents(String id, JsonNode versions) {
    if (!versions.isArray()) {
      return new Answer.Unavailable<>("the registry did not list the versions of " + id);
    }
    if (versions.size() > MOST_VERSIONS) {
      return new Answer.Refused<>(
          200, 200, "contract " + id + " has more than " + MOST_VERSIONS + " versions");
    }
    List<StoredVersion> stored = new ArrayList<>();
    for (JsonNode version : inOrder(versions)) {
      String name = version.path("version").asText("");
      Answer<String> content = content(id, name);
      if (!(content instanceof Answer.Found<String> found)) {
        return content.map(any -> List.of());
      }
      stored.add(new StoredVersion(name, found.value()));
    }
    return new Answer.Found<>(List.copyOf(stored));
  }

  /** Global ids count upwards; the list itself comes in any order. */
  private static List<JsonNode> inOrder(JsonNode versions) {
    List<JsonNode> sorted = new ArrayList<>();
    versions.forEach(sorted::add);
    sorted.sort(Comparator.comparingLong(version -> version.path("globalId").asLong()));
    return sorted;
  }

  /** This API tells by the status and the name of an exception. */
  private static Answer<Response> success(Response response) {
    if (response.isSuccess()) {
      return new Answer.Found<>(response);
    }
    if (response.status() == NOT_FOUND && response.quote().contains("NotFoundException")) {
      return new Answer.Absent<>(NOT_FOUND, response.quote());
    }
    return RegistryHttp.json(response).map(any -> response);
  }
}
