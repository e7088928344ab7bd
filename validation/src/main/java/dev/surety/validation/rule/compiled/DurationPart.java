package dev.surety.validation.rule.compiled;

/** {@code getHours()} and the like of a duration: the whole of it in that unit. */
final class DurationPart extends Int {
  /** A unit. */
  enum Unit {
    HOURS("getHours", 3600),
    MINUTES("getMinutes", 60),
    SECONDS("getSeconds", 1);

    private final String function;
    private final long seconds;

    Unit(String function, long seconds) {
      this.function = function;
      this.seconds = seconds;
    }

    static Unit of(String function) throws Outside {
      for (Unit unit : values()) {
        if (unit.function.equals(function)) {
          return unit;
        }
      }
      throw new Outside("it calls " + function + "() of a duration");
    }
  }

  private final Unit unit;
  private final Time duration;

  DurationPart(Unit unit, Time duration) {
    this.unit = unit;
    this.duration = duration;
  }

  @Override
  long eval(Slots s) {
    long seconds = duration.eval(s);
    if (seconds < 0) {
      // Whether a negative one is rounded down or towards zero is CEL's to say.
      s.fail(Truth.UNSURE);
    }
    return seconds / unit.seconds;
  }
}
