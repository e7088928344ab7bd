package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry is, how to log in, and how long to wait.
 *
 * @param url base of the Confluent-compatible API, without user and password
 * @param tls certificates; null for those that the JDK trusts
 * @param timeout for one attempt, from connecting to the last byte
 * @param attempts how often a call is tried when the connection fails or the server does, at least
 *     1
 * @param backoff before the second attempt; it doubles with each
 */
public record RegistrySettings(
    URI url,
    Login login,
    @Nullable TlsFiles tls,
    Duration timeout,
    int attempts,
    Duration backoff) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 3;
  private static final Duration BACKOFF = Duration.ofMillis(200);
  private static final int MOST_ATTEMPTS = 10;

  public RegistrySettings {
    requireNonNull(url, "url");
    requireNonNull(login, "login");
    requireNonNull(timeout, "timeout");
    requireNonNull(backoff, "backoff");
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("a registry's URL begins with http:// or https://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("the registry's URL names no host");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the registry's URL must not hold a user and a password; give them apart");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("the registry's URL must have no '?' and no '#'");
    }
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException("attempts must lie between 1 and " + MOST_ATTEMPTS);
    }
    if (timeout.isNegative() || timeout.isZero() || backoff.isNegative()) {
      throw new IllegalArgumentException("durations must be positive");
    }
    url = URI.create(url.toString().replaceAll("/+$", ""));
  }

  /** A registry without login, and the usual patience. */
  public static RegistrySettings of(URI url) {
    return new RegistrySettings(url, Login.NONE, null, TIMEOUT, ATTEMPTS, BACKOFF);
  }

  /** The same with a login. */
  public RegistrySettings withLogin(Login newLogin) {
    return new RegistrySettings(url, newLogin, tls, timeout, attempts, backoff);
  }

  /** The same with certificates. */
  public RegistrySettings withTls(@Nullable TlsFiles newTls) {
    return new RegistrySettings(url, login, newTls, timeout, attempts, backoff);
  }

  /** The same with other bounds on waiting. */
  public RegistrySettings withPatience(Duration newTimeout, int newAttempts, Duration newBackoff) {
    return new RegistrySettings(url, login, tls, newTimeout, newAttempts, newBackoff);
  }
}
