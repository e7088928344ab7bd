package dev.surety.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;

/** The registry of a sandbox, as a place for contracts (Apicurio's core API, version 3). */
public final class SandboxRegistry {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int HTTP_OK = 200;
  private static final int HTTP_CONFLICT = 409;

  private final String api;

  SandboxRegistry(String registryUrl) {
    this.api = registryUrl + "/apis/registry/v3";
  }

  /**
   * Stores a version of a contract. Storing the same document again changes nothing; another
   * document under a version that is there is refused.
   *
   * @param group the group of contracts, such as {@code contracts}
   * @param id the contract's id
   * @param version the contract's version
   * @param yaml the document, UTF-8
   * @return the URL where exactly these bytes can be read
   */
  public String publishContract(String group, String id, String version, byte[] yaml) {
    String artifacts = "%s/groups/%s/artifacts".formatted(api, Http.segment(group));
    // Apicurio 3.0 has no type for ODCS. JSON is the nearest and takes YAML, unread.
    ObjectNode artifact = JSON.createObjectNode().put("artifactId", id).put("artifactType", "JSON");
    ObjectNode first = artifact.putObject("firstVersion").put("version", version);
    first.putObject("content").put("content", text(yaml)).put("contentType", "application/x-yaml");
    HttpResponse<String> response;
    try {
      response =
          Http.postJson(
              artifacts + "?ifExists=FIND_OR_CREATE_VERSION", artifact.toString(), TIMEOUT);
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.SERVER_UNREACHABLE,
          "the registry at %s does not answer: %s".formatted(api, e),
          e);
    }
    if (response.statusCode() == HTTP_CONFLICT) {
      throw new SandboxException(
          SandboxException.Code.WRONG_STATE,
          "version %s of contract %s is in the registry with other content".formatted(version, id));
    }
    if (response.statusCode() != HTTP_OK) {
      throw new SandboxException(
          SandboxException.Code.SERVER_UNREACHABLE,
          "the registry refused contract %s: HTTP %d %s"
              .formatted(id, response.statusCode(), response.body()));
    }
    return "%s/%s/versions/%s/content"
        .formatted(artifacts, Http.segment(id), Http.segment(version));
  }

  private static String text(byte[] yaml) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the contract is not UTF-8", e);
    }
  }
}
