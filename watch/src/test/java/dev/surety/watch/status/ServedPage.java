package dev.surety.watch.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A process that serves a page of metrics. */
final class ServedPage implements AutoCloseable {
  private final HttpServer server;
  private volatile String page = "";
  private volatile int status = 200;

  ServedPage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            byte[] body = page.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  void show(String newPage) {
    page = newPage;
  }

  void answerWith(int newStatus) {
    status = newStatus;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
