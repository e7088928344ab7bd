package dev.surety.pipeline;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code registry} of a profile.
 *
 * @param url base of the Confluent-compatible API, without user and password
 * @param username for basic authentication; null for none
 * @param password secret; null exactly when there is no user name
 * @param token secret, for bearer authentication; null for none
 * @param authorities PEM file with the certificates to trust; null for those of the JDK
 * @param keystore PKCS#12 file with our certificate and key; null for none
 * @param keystorePassword secret; null when there is no file
 */
public record RegistryProfile(
    URI url,
    @Nullable String username,
    @Nullable String password,
    @Nullable String token,
    @Nullable Path authorities,
    @Nullable Path keystore,
    @Nullable String keystorePassword) {
  public RegistryProfile {
    requireNonNull(url, "url");
  }

  /** Names the address and nothing secret. */
  @Override
  public String toString() {
    return url.toString();
  }
}
