package dev.surety.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the notifications of an Alertmanager, as a chat or an on-call service would. */
final class AlertReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was told of an alert.
   *
   * @param at when it was told
   * @param status {@code firing} or {@code resolved}
   */
  record Notice(Instant at, String alert, String status) {}

  private final HttpServer server;
  private final List<Notice> notices = new CopyOnWriteArrayList<>();

  AlertReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    for (JsonNode alert : body.path("alerts")) {
      notices.add(
          new Notice(
              Instant.now(),
              alert.at("/labels/alertname").asText(),
              alert.path("status").asText()));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  List<Notice> notices() {
    return notices;
  }

  /** The first notice of an alert since a moment. */
  Optional<Notice> first(String alert, String status, Instant since) {
    return notices.stream()
        .filter(notice -> notice.alert().equals(alert) && notice.status().equals(status))
        .filter(notice -> !notice.at().isBefore(since))
        .findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
