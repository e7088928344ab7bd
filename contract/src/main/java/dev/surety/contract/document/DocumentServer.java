package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Where the data is: a server of one of the types of the standard, each with keys of its own. */
public record DocumentServer(YamlMapping node) implements DocumentPart {
  public Optional<Text> server() {
    return text("server");
  }

  public Optional<Text> type() {
    return text("type");
  }

  public Optional<Text> environment() {
    return text("environment");
  }

  public Optional<Text> host() {
    return text("host");
  }

  public Optional<Text> location() {
    return text("location");
  }

  public Optional<Text> format() {
    return text("format");
  }

  public Optional<Text> encoding() {
    return text("encoding");
  }

  public List<Role> roles() {
    return parts("roles", Role::new);
  }

  /** Its port, which may be a variable. */
  public Optional<YamlScalar> port() {
    return scalar("port");
  }
}
