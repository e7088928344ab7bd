package dev.surety.watch.expose;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.surety.watch.metric.Samples;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Serves {@code /metrics}, {@code /-/healthy} and documents in JSON over HTTP on the loopback
 * interface.
 */
public final class MetricsServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService executor;

  private MetricsServer(HttpServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Starts to serve.
   *
   * @param port 0 for any free one
   * @param samples asked for every page
   * @param healthy whether new samples are still coming
   * @param documents what is served besides, by path; made anew for every request
   * @throws IOException when the port is taken
   */
  public static MetricsServer start(
      int port,
      Supplier<List<Samples>> samples,
      BooleanSupplier healthy,
      Map<String, Supplier<String>> documents)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService executor =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "surety-watch http");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(executor);
    server.createContext("/metrics", exchange -> answer(exchange, "/metrics", samples));
    server.createContext("/-/healthy", exchange -> answerHealth(exchange, healthy));
    documents.forEach(
        (path, document) ->
            server.createContext(path, exchange -> answerJson(exchange, path, document)));
    server.start();
    return new MetricsServer(server, executor);
  }

  private static void answer(HttpExchange exchange, String path, Supplier<List<Samples>> samples)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        say(exchange, NOT_FOUND, "not found\n");
        return;
      }
      if (!exchange.getRequestMethod().equals("GET")) {
        say(exchange, METHOD_NOT_ALLOWED, "only GET\n");
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", PageWriter.CONTENT_TYPE);
      String encodings = exchange.getRequestHeaders().getFirst("Accept-Encoding");
      boolean zipped = encodings != null && encodings.contains("gzip");
      if (zipped) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      }
      exchange.sendResponseHeaders(OK, 0);
      try (OutputStream body = exchange.getResponseBody();
          OutputStream out = zipped ? new GZIPOutputStream(body, 8192) : body) {
        PageWriter.write(samples.get(), out);
      }
    }
  }

  private static void answerJson(HttpExchange exchange, String path, Supplier<String> document)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        say(exchange, NOT_FOUND, "not found\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        say(exchange, METHOD_NOT_ALLOWED, "only GET\n");
      } else {
        say(exchange, OK, "application/json", document.get());
      }
    }
  }

  private static void answerHealth(HttpExchange exchange, BooleanSupplier healthy)
      throws IOException {
    try (exchange) {
      boolean good = healthy.getAsBoolean();
      say(exchange, good ? OK : UNAVAILABLE, good ? "healthy\n" : "no round has ended lately\n");
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    say(exchange, status, "text/plain; charset=utf-8", text);
  }

  private static void say(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
