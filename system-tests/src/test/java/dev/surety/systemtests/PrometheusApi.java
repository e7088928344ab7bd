package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The HTTP API of a Prometheus. */
final class PrometheusApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  private final String url;

  PrometheusApi(String url) {
    this.url = url;
  }

  /**
   * The result of an instant query; fails with what Prometheus says about a query with an error.
   */
  JsonNode query(String expression) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(url + "/api/v1/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "query=" + URLEncoder.encode(expression, UTF_8))));
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.path("status").asText().equals("success")) {
      throw new IOException(answer.path("error").asText() + " in " + expression);
    }
    return answer.at("/data/result");
  }

  /** The groups of rules that it has loaded. */
  JsonNode ruleGroups() throws IOException, InterruptedException {
    return data("/api/v1/rules").path("groups");
  }

  /** What it scrapes. */
  JsonNode targets() throws IOException, InterruptedException {
    return data("/api/v1/targets?state=active").path("activeTargets");
  }

  /** The Alertmanagers that it sends alerts to. */
  JsonNode alertmanagers() throws IOException, InterruptedException {
    return data("/api/v1/alertmanagers").path("activeAlertmanagers");
  }

  private JsonNode data(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(url + path).body()).path("data");
  }

  /** Asks any server on this machine. */
  static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(
        request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }
}
