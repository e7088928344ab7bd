package dev.surety.watch.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** GETs JSON over HTTP. */
final class JsonHttp {
  /** Flink writes NaN for what a subtask does not measure. */
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient client;
  private final String base;

  /** Of the API that has its root at {@code base}. */
  JsonHttp(URI base, Duration connectTimeout) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .build();
    this.base = base.toString().replaceAll("/+$", "");
  }

  /** The URL without a user's name and password, for labels and messages. */
  static String shown(URI url) {
    return url.getScheme() + "://" + HostPort.of(url) + url.getPath();
  }

  JsonNode get(String path, Deadline deadline) throws ProbeException, InterruptedException {
    return json(path, send(path, deadline));
  }

  /** Empty when the server says that there is no such thing. */
  Optional<JsonNode> getIfThere(String path, Deadline deadline)
      throws ProbeException, InterruptedException {
    HttpResponse<byte[]> response = send(path, deadline);
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(json(path, response));
  }

  private HttpResponse<byte[]> send(String path, Deadline deadline)
      throws ProbeException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(deadline.remaining())
            .header("Accept", "application/json, application/vnd.schemaregistry.v1+json")
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new ProbeException(path + " cannot be had", e);
    }
  }

  private static JsonNode json(String path, HttpResponse<byte[]> response) throws ProbeException {
    if (response.statusCode() != OK) {
      throw new HttpStatusException(path, response.statusCode());
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new ProbeException(path + " did not answer JSON", e);
    }
  }

  /** The first bytes of a text; empty when there is none. */
  String head(String path, int mostBytes, Deadline deadline)
      throws ProbeException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(deadline.remaining()).build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == OK ? new String(body.readNBytes(mostBytes), UTF_8) : "";
      }
    } catch (IOException e) {
      throw new ProbeException(path + " cannot be had", e);
    }
  }
}
