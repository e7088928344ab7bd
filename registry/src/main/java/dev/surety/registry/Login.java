package dev.surety.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Base64;
import java.util.Optional;

/** How a client says to a registry who it is. Never shown by {@code toString}. */
public sealed interface Login {
  /** No login, or the certificate of the TLS connection. */
  Login NONE = new Anonymous();

  /** The value of the header {@code Authorization}; empty for none. */
  Optional<String> authorization();

  /** Nothing is sent. */
  record Anonymous() implements Login {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /** HTTP basic authentication (RFC 7617), in UTF-8. */
  record Basic(String user, String password) implements Login {
    public Basic {
      requireNonNull(user, "user");
      requireNonNull(password, "password");
      if (user.indexOf(':') >= 0) {
        throw new IllegalArgumentException("a user name with a colon cannot be sent");
      }
    }

    @Override
    public Optional<String> authorization() {
      byte[] both = (user + ":" + password).getBytes(UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
    }

    @Override
    public String toString() {
      return "Basic[…]";
    }
  }

  /** A token that somebody else gave out (RFC 6750). */
  record Bearer(String token) implements Login {
    public Bearer {
      requireNonNull(token, "token");
      if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw new IllegalArgumentException("a token has only visible ASCII characters");
      }
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public String toString() {
      return "Bearer[…]";
    }
  }
}
