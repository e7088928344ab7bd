package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what Kafka's Admin was asked for. */
final class KafkaAnswers {
  private KafkaAnswers() {}

  /**
   * The properties of a client whose requests give up early enough to be tried at another broker
   * within the timeout.
   */
  static Map<String, Object> properties(Map<String, String> kafka, Duration timeout) {
    Map<String, Object> properties = new HashMap<>(kafka);
    String third = Long.toString(Math.max(1, timeout.toMillis() / 3));
    properties.put("default.api.timeout.ms", Long.toString(timeout.toMillis()));
    properties.put("request.timeout.ms", third);
    properties.put("socket.connection.setup.timeout.ms", third);
    properties.put("socket.connection.setup.timeout.max.ms", third);
    properties.put("reconnect.backoff.max.ms", "1000");
    properties.put("enable.metrics.push", "false");
    properties.putIfAbsent("client.id", "surety-watch");
    return properties;
  }

  /** The answer, which must be there by the deadline. */
  static <T> T get(KafkaFuture<T> future, Deadline deadline, String what)
      throws ProbeException, InterruptedException {
    try {
      return future.get(deadline.remainingMs(), MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProbeException(what + ": no answer in time");
    } catch (ExecutionException e) {
      throw new ProbeException(what, e.getCause() == null ? e : e.getCause());
    }
  }

  /** The answer if it comes by the deadline; one of many, of which others may be had. */
  static <T> Optional<T> getIfAnswered(KafkaFuture<T> future, Deadline deadline)
      throws InterruptedException {
    try {
      return Optional.of(future.get(deadline.remainingMs(), MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty(); // the caller counts it as incomplete
    }
  }
}
