package dev.surety.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that says what it is told to, in order; the last thing again and again. */
final class FakeServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** What was asked. */
  record Seen(
      String method, String path, String body, @Nullable String login, @Nullable String type) {}

  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  FakeServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
  }

  FakeServer says(int status, String body) {
    replies.add(
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
        });
    return this;
  }

  FakeServer redirects(String to) {
    replies.add(
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
    return this;
  }

  /** Headers and the first bytes come, the rest does not. */
  FakeServer stopsInTheMiddle() {
    replies.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write("[\"a\",".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          awaitClose();
        });
    return this;
  }

  /** A body without end. */
  FakeServer neverStops() {
    replies.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = "[".repeat(1 << 20).getBytes(UTF_8);
          for (int i = 0; i < 4_096; i++) {
            exchange.getResponseBody().write(block);
          }
        });
    return this;
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8),
              exchange.getRequestHeaders().getFirst("Authorization"),
              exchange.getRequestHeaders().getFirst("Content-Type")));
      Reply reply;
      synchronized (replies) {
        reply = replies.size() > 1 ? replies.remove() : replies.element();
      }
      reply.to(exchange);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
