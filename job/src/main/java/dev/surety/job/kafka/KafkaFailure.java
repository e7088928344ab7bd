package dev.surety.job.kafka;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns what a Kafka client throws into one sentence that says what to do. */
public final class KafkaFailure {
  private KafkaFailure() {}

  /** The user's view of a failure while {@code doing} something at {@code brokers}. */
  public static OperationException of(Throwable failure, String doing, String brokers) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof AuthenticationException) {
      return new OperationException(
          ErrorCode.AUTHENTICATION_FAILED,
          "Kafka at " + brokers + " refuses the credentials of the profile: " + message(cause),
          cause);
    }
    if (cause instanceof AuthorizationException) {
      return new OperationException(
          ErrorCode.NOT_AUTHORIZED,
          "Kafka at " + brokers + " does not allow us to " + doing + ": " + message(cause),
          cause);
    }
    if (cause instanceof ConfigException || cause.getCause() instanceof ConfigException) {
      return new OperationException(
          ErrorCode.UNREACHABLE,
          "the profile's Kafka properties do not work: " + message(deepest(cause)),
          cause);
    }
    if (cause instanceof TimeoutException || cause instanceof CancellationException) {
      return new OperationException(
          ErrorCode.UNREACHABLE,
          "Kafka cannot be reached at "
              + brokers
              + ": no broker answered in time. Is it running, is the address right, and does"
              + " security.protocol fit?",
          cause);
    }
    return new OperationException(
        ErrorCode.UNREACHABLE,
        "Kafka at " + brokers + " failed to " + doing + ": " + message(cause),
        cause);
  }

  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof KafkaException
        && cause.getClass() == KafkaException.class
        && cause.getCause() instanceof KafkaException inner) {
      return inner;
    }
    return cause;
  }

  private static Throwable deepest(Throwable failure) {
    Throwable cause = failure;
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      cause = next;
    }
    return cause;
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
