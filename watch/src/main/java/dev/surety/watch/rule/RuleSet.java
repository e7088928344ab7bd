package dev.surety.watch.rule;

import dev.surety.watch.promql.Expr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The groups of rules of some files. */
public record RuleSet(List<Group> groups) {
  /** Rules that are evaluated one after the other. */
  public record Group(String name, List<Rule> rules) {
    public Group {
      rules = List.copyOf(rules);
    }

    private boolean isAlerting() {
      return rules.stream().anyMatch(Rule.Alerting.class::isInstance);
    }
  }

  /** Groups that only record come first: what alerts read is then of the same round. */
  public RuleSet {
    List<Group> sorted = new ArrayList<>(groups);
    sorted.sort(Comparator.comparing(Group::isAlerting));
    groups = List.copyOf(sorted);
  }

  /** The expressions of all rules. */
  public List<Expr> expressions() {
    return groups.stream().flatMap(group -> group.rules().stream()).map(Rule::expression).toList();
  }
}
