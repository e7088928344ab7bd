package dev.surety.contract.convert;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;

/**
 * Something that a conversion cannot carry over. Whoever converts is told of each one.
 *
 * @param at where it stands in what was read
 * @param what the keyword or construct, such as {@code patternProperties}
 * @param why why it cannot be said in the other language, and what holds instead
 * @param kind whether what is judged, or meant, may differ by it
 */
public record Loss(Position at, String what, String why, Kind kind) {
  /** How much it matters. */
  public enum Kind {
    /** Something else may be accepted, or enforced, or agreed. */
    MEANING,
    /** A remark to people or programs: the same records are accepted without it. */
    REMARK
  }

  public Loss {
    requireNonNull(at, "at");
    requireNonNull(what, "what");
    requireNonNull(why, "why");
    requireNonNull(kind, "kind");
  }

  /** A loss by which something may be accepted, enforced or agreed otherwise. */
  public Loss(Position at, String what, String why) {
    this(at, what, why, Kind.MEANING);
  }

  /** A loss that changes nothing in what is accepted. */
  public static Loss ofRemark(Position at, String what, String why) {
    return new Loss(at, what, why, Kind.REMARK);
  }

  public boolean isRemark() {
    return kind == Kind.REMARK;
  }
}
