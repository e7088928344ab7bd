package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import java.util.Optional;

/** Where to ask. */
public record SupportChannel(YamlMapping node) implements DocumentPart {
  public Optional<Text> channel() {
    return text("channel");
  }

  public Optional<Text> url() {
    return text("url");
  }

  public Optional<Text> tool() {
    return text("tool");
  }

  public Optional<Text> scope() {
    return text("scope");
  }

  public Optional<Text> invitationUrl() {
    return text("invitationUrl");
  }
}
