package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import java.util.Optional;

/** A member of the team. */
public record TeamMember(YamlMapping node) implements DocumentPart {
  public Optional<Text> username() {
    return text("username");
  }

  public Optional<Text> name() {
    return text("name");
  }

  public Optional<Text> role() {
    return text("role");
  }

  public Optional<Text> dateIn() {
    return text("dateIn");
  }

  public Optional<Text> dateOut() {
    return text("dateOut");
  }

  public Optional<Text> replacedByUsername() {
    return text("replacedByUsername");
  }
}
