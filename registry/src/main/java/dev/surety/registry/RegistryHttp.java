package dev.surety.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Calls of a registry's REST API, each with a bound on its time, its attempts and its answer.
 * Redirects are not followed: they would carry the login to another address.
 */
final class RegistryHttp {
  /** What the API speaks; servers that do not know the first take the second. */
  static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  static final ObjectMapper JSON = JsonMapper.builder().build();

  /** The largest schema that anybody has registered is below 2 MiB; escaping doubles at most. */
  private static final int MOST_BYTES = 16 << 20;

  private static final int QUOTED = 300;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int NOT_IMPLEMENTED = 501;

  private final RegistrySettings settings;
  private final Pause pause;
  private final HttpClient client;

  /** What came back, whatever its status; the body as UTF-8. */
  record Response(int status, String body) {
    boolean isSuccess() {
      return status / 100 == 2;
    }

    private boolean isWorthAnotherTry() {
      return status == TOO_MANY_REQUESTS || (status / 100 == 5 && status != NOT_IMPLEMENTED);
    }

    /** The beginning of the body, on one line, for messages. */
    String quote() {
      String text = body.substring(0, Math.min(body.length(), QUOTED));
      return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
    }
  }

  RegistryHttp(RegistrySettings settings, Pause pause) {
    this.settings = settings;
    this.pause = pause;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    TlsFiles tls = settings.tls();
    if (tls != null) {
      try {
        builder.sslContext(tls.context());
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalArgumentException(
            "the registry's certificates cannot be used: " + e.getMessage(), e);
      }
    }
    this.client = builder.build();
  }

  /** Encodes one segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  Answer<Response> get(String path) {
    return send(path, request(path).GET());
  }

  Answer<Response> send(String method, String path, JsonNode body) {
    return send(
        path,
        request(path)
            .header("Content-Type", MEDIA_TYPE)
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString(), UTF_8)));
  }

  /** For other APIs of the same server. */
  Answer<Response> sendPlain(String method, URI uri, JsonNode body) {
    return send(
        uri.getPath(),
        authorized(HttpRequest.newBuilder(uri))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString(), UTF_8)));
  }

  /** For other APIs of the same server. */
  Answer<Response> getPlain(URI uri) {
    return send(uri.getPath(), authorized(HttpRequest.newBuilder(uri)).GET());
  }

  private HttpRequest.Builder request(String path) {
    return authorized(HttpRequest.newBuilder(URI.create(settings.url() + path)))
        .header("Accept", MEDIA_TYPE + ", application/json;q=0.9");
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder request) {
    settings.login().authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  /** Sends until there is an answer that another attempt would not change. */
  private Answer<Response> send(String what, HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(settings.timeout()).build();
    Duration wait = settings.backoff();
    for (int attempt = 1; ; attempt++) {
      String reason;
      try {
        Response response = once(request);
        if (!response.isWorthAnotherTry()) {
          return new Answer.Found<>(response);
        }
        reason = "HTTP " + response.status() + " " + response.quote();
      } catch (BoundedBody.TooLong e) {
        return unavailable(what, String.valueOf(e.getMessage()));
      } catch (SSLHandshakeException e) {
        return unavailable(what, "the TLS connection is refused: " + e.getMessage());
      } catch (IOException e) {
        reason = describe(e);
      } catch (InterruptedException e) {
        return interrupted(what);
      }
      if (attempt >= settings.attempts()) {
        return unavailable(what, attempt == 1 ? reason : reason + " (tried " + attempt + " times)");
      }
      try {
        pause.of(wait);
      } catch (InterruptedException e) {
        return interrupted(what);
      }
      wait = wait.multipliedBy(2);
    }
  }

  private Answer<Response> interrupted(String what) {
    Thread.currentThread().interrupt();
    return unavailable(what, "interrupted while waiting");
  }

  private Answer<Response> unavailable(String what, String reason) {
    return new Answer.Unavailable<>(
        "the registry at " + settings.url() + " cannot be asked for " + what + ": " + reason);
  }

  /** The client's own timeout ends with the headers; ours with the last byte. */
  private Response once(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, info -> new BoundedBody(MOST_BYTES));
    try {
      HttpResponse<byte[]> response =
          sent.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Response(response.statusCode(), new String(response.body(), UTF_8));
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + settings.timeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("the HTTP client failed", e);
    } finally {
      sent.cancel(true);
    }
  }

  private static String describe(IOException failure) {
    String name = failure.getClass().getSimpleName();
    String message = failure.getMessage();
    return message == null ? name : name + ": " + message;
  }

  /** The body of a success as JSON; whatever else came back as what it means. */
  static Answer<JsonNode> json(Response response) {
    Optional<JsonNode> body = tree(response.body());
    if (response.isSuccess()) {
      return body.<Answer<JsonNode>>map(Answer.Found::new)
          .orElseGet(
              () ->
                  new Answer.Unavailable<>(
                      "the registry did not answer JSON: '" + response.quote() + "'"));
    }
    int code = body.map(node -> node.path("error_code").asInt(0)).orElse(0);
    String message = body.map(node -> node.path("message").asText("")).orElse("");
    String said = message.isBlank() ? response.quote() : message;
    // Only the registry's own codes are a fact: a proxy says 404 too.
    if (response.status() == 404 && code / 100 == 404) {
      return new Answer.Absent<>(code, said);
    }
    return new Answer.Refused<>(
        response.status(),
        code == 0 ? response.status() : code,
        "HTTP " + response.status() + (said.isEmpty() ? "" : ": " + said));
  }

  private static Optional<JsonNode> tree(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
