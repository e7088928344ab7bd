package dev.surety.validation.rule.compiled;

/** {@code getFullYear()} and the like of a timestamp in UTC or at a fixed offset. */
final class TimePart extends Int {
  private static final long DAY = 86_400;

  /** From 0000-03-01 to 1970-01-01: a year that begins in March has its leap day at its end. */
  private static final long DAYS_BEFORE_EPOCH = 719_468;

  private static final int DAYS_OF_400_YEARS = 146_097;

  /** What of the timestamp; CEL counts months, days of the month and of the year from 0. */
  enum Part {
    FULL_YEAR("getFullYear"),
    MONTH("getMonth"),
    DATE("getDate"),
    DAY_OF_MONTH("getDayOfMonth"),
    DAY_OF_WEEK("getDayOfWeek"),
    DAY_OF_YEAR("getDayOfYear"),
    HOURS("getHours"),
    MINUTES("getMinutes"),
    SECONDS("getSeconds"),
    MILLISECONDS("getMilliseconds");

    private final String function;

    Part(String function) {
      this.function = function;
    }

    static Part of(String function) throws Outside {
      for (Part part : values()) {
        if (part.function.equals(function)) {
          return part;
        }
      }
      throw new Outside("it calls " + function + "()");
    }
  }

  private final Part part;
  private final Time time;
  private final int offset;

  /** {@code offset}: seconds east of UTC. */
  TimePart(Part part, Time time, int offset) {
    this.part = part;
    this.time = time;
    this.offset = offset;
  }

  @Override
  long eval(Slots s) {
    long seconds = time.eval(s) + offset;
    return switch (part) {
      case HOURS -> Math.floorMod(seconds, DAY) / 3600;
      case MINUTES -> Math.floorMod(seconds, 3600L) / 60;
      case SECONDS -> Math.floorMod(seconds, 60L);
      case MILLISECONDS -> s.nano / 1_000_000;
      case DAY_OF_WEEK -> Math.floorMod(Math.floorDiv(seconds, DAY) + 4, 7L);
      case FULL_YEAR, MONTH, DATE, DAY_OF_MONTH, DAY_OF_YEAR ->
          ofCalendar(Math.floorDiv(seconds, DAY));
    };
  }

  /** Howard Hinnant's civil_from_days. */
  private long ofCalendar(long epochDay) {
    long day = epochDay + DAYS_BEFORE_EPOCH;
    long era = Math.floorDiv(day, (long) DAYS_OF_400_YEARS);
    long dayOfEra = day - era * DAYS_OF_400_YEARS;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long march = (5 * dayOfYear + 2) / 153;
    long date = dayOfYear - (153 * march + 2) / 5 + 1;
    long month = march < 10 ? march + 2 : march - 10;
    long year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0);
    return switch (part) {
      case FULL_YEAR -> year;
      case MONTH -> month;
      case DATE -> date;
      case DAY_OF_MONTH -> date - 1;
      default -> month <= 1 ? dayOfYear - 306 : dayOfYear + 59 + (isLeap(year) ? 1 : 0);
    };
  }

  private static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
