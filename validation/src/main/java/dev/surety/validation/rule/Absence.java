package dev.surety.validation.rule;

import org.jspecify.annotations.Nullable;

/**
 * Remembers what an evaluation looked for last and did not find: CEL says the name of the member,
 * not where it was looked for.
 */
final class Absence {
  private @Nullable Trail of;
  private @Nullable String name;
  private boolean declared;

  /** {@code declared}: the name is the contract's; else it may come from the record's data. */
  void note(Trail of, String name, boolean declared) {
    this.of = of;
    this.name = name;
    this.declared = declared;
  }

  String describe(String source) {
    if (of == null || name == null) {
      return "it reads something that is absent";
    }
    // A name that the expression spells out is no secret either.
    if (declared || source.contains(name)) {
      return of.child(name) + " is absent, and the rule does not ask has() first";
    }
    return "it reads a member of " + of + " that is absent";
  }
}
