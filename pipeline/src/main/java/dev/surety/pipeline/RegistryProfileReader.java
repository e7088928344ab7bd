package dev.surety.pipeline;

import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code registry} of a profile. No message quotes a value: it may be secret. */
final class RegistryProfileReader {
  private final MappingReader section;
  private final Function<String, @Nullable String> environment;
  private final Problems problems;

  private RegistryProfileReader(
      MappingReader section, Function<String, @Nullable String> environment, Problems problems) {
    this.section = section;
    this.environment = environment;
    this.problems = problems;
  }

  static Optional<RegistryProfile> read(
      MappingReader section, Function<String, @Nullable String> environment, Problems problems) {
    return new RegistryProfileReader(section, environment, problems).read();
  }

  private Optional<RegistryProfile> read() {
    section.require("url");
    Optional<URI> url = value("url").flatMap(this::url);
    String username = value("username").orElse(null);
    String password = value("password").orElse(null);
    String token = value("token").orElse(null);
    Path authorities = value("authorities").flatMap(text -> path("authorities", text)).orElse(null);
    Path keystore = value("keystore").flatMap(text -> path("keystore", text)).orElse(null);
    String keystorePassword = value("keystore_password").orElse(null);
    section.finish();
    together("username", "password");
    if (section.has("keystore_password")) {
      together("keystore", "keystore_password");
    }
    if (section.has("username") && section.has("token")) {
      wrong("token", "a registry is logged in to by a user name or by a token, not by both");
    }
    if (username != null && username.indexOf(':') >= 0) {
      wrong("username", "a user name for basic authentication cannot hold a colon");
    }
    if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      wrong("token", "a token has only visible ASCII characters");
    }
    return url.map(
        address ->
            new RegistryProfile(
                address, username, password, token, authorities, keystore, keystorePassword));
  }

  /** Any scalar: a password of digits needs no quotes, and a message about it would show it. */
  private Optional<String> value(String key) {
    Optional<YamlNode> node = section.node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof YamlScalar scalar) || scalar.isNull()) {
      wrong(key, "'" + key + "' must be a single value, but this is " + node.get().describe());
      return Optional.empty();
    }
    return Variables.expand(scalar.text(), environment, problems);
  }

  private Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!web || url.getHost() == null) {
        wrong("url", "'url' must begin with http:// or https:// and name a host");
      } else if (url.getRawUserInfo() != null) {
        wrong("url", "'url' must hold no user and password; use 'username' and 'password'");
      } else if (url.getRawQuery() != null || url.getRawFragment() != null) {
        wrong("url", "'url' must have no '?' and no '#'");
      } else {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      wrong("url", "'url' is not a URL");
    }
    return Optional.empty();
  }

  private Optional<Path> path(String key, String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      wrong(key, "'" + key + "' is not the path of a file");
      return Optional.empty();
    }
  }

  private void together(String one, String other) {
    if (section.has(one) != section.has(other)) {
      String missing = section.has(one) ? other : one;
      wrong(
          section.has(one) ? one : other,
          "'" + one + "' and '" + other + "' go together; '" + missing + "' is missing");
    }
  }

  private void wrong(String key, String message) {
    problems.error("registry-setting", section.keyAt(key), message);
  }
}
