package dev.surety.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP with bounds on connecting and answering. */
final class Http {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Proxies of the environment do not apply: the servers are on the loopback interface. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  private Http() {}

  static HttpResponse<String> get(String url, Duration timeout) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)).timeout(timeout).build());
  }

  static HttpResponse<String> postJson(String url, String body, Duration timeout)
      throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + request.uri(), e);
    }
  }

  /** Encodes one segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
