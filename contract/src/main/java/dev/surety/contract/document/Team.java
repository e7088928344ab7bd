package dev.surety.contract.document;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Text;
import java.util.List;
import java.util.Optional;

/**
 * Who owns the data, in either shape of the standard: a mapping with members, or, until ODCS 3.0,
 * the list of members itself.
 *
 * @param name the team's name; empty for a list
 * @param description what the team does; empty for a list
 * @param members the members
 */
public record Team(Optional<Text> name, Optional<Text> description, List<TeamMember> members) {
  public Team {
    requireNonNull(name, "name");
    requireNonNull(description, "description");
    members = List.copyOf(members);
  }
}
