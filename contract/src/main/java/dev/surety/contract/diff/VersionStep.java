package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version number tells what changed, after Semantic Versioning: a change that breaks
 * anybody is major, one that adds is minor, anything else a patch. While the major number is 0, a
 * minor step may break.
 *
 * @param needed the step that the changes need
 * @param made the step that was made
 * @param matches whether the step made is at least the one needed
 * @param sentence the verdict for people
 */
public record VersionStep(Level needed, Level made, boolean matches, String sentence) {
  /** Steps of a version number, from none to major. */
  public enum Level {
    NONE,
    PATCH,
    MINOR,
    MAJOR,
    /** The number is not one of Semantic Versioning, or went backwards. */
    UNCLEAR;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern VERSION =
      Pattern.compile("v?([0-9]{1,9})(?:\\.([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?(?:[-+].*)?");

  public VersionStep {
    requireNonNull(needed, "needed");
    requireNonNull(made, "made");
    requireNonNull(sentence, "sentence");
  }

  private record Version(int major, int minor, int patch) {
    static Optional<Version> parse(String text) {
      Matcher matcher = VERSION.matcher(text);
      return matcher.matches()
          ? Optional.of(
              new Version(
                  number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))))
          : Optional.empty();
    }

    private static int number(@Nullable String digits) {
      return digits == null ? 0 : Integer.parseInt(digits);
    }

    Level stepTo(Version next) {
      if (next.major != major) {
        return next.major > major ? Level.MAJOR : Level.UNCLEAR;
      }
      if (next.minor != minor) {
        return next.minor > minor ? Level.MINOR : Level.UNCLEAR;
      }
      return next.patch == patch ? Level.NONE : next.patch > patch ? Level.PATCH : Level.UNCLEAR;
    }

    String after(Level level) {
      return switch (level) {
        case MAJOR -> major == 0 ? "0." + (minor + 1) + ".0" : (major + 1) + ".0.0";
        case MINOR -> major + "." + (minor + 1) + ".0";
        case PATCH -> major + "." + minor + "." + (patch + 1);
        case NONE, UNCLEAR -> major + "." + minor + "." + patch;
      };
    }
  }

  static VersionStep of(ContractDiff diff) {
    String from = diff.before().contract().version();
    String to = diff.after().contract().version();
    Level needed =
        diff.changes().stream().map(VersionStep::level).max(Enum::compareTo).orElse(Level.NONE);
    String why = why(diff, needed);
    Optional<Version> old = Version.parse(from);
    Optional<Version> now = Version.parse(to);
    if (old.isEmpty() || now.isEmpty()) {
      return new VersionStep(
          needed,
          Level.UNCLEAR,
          needed == Level.NONE,
          "Version "
              + from
              + " to "
              + to
              + " cannot be checked: it is not MAJOR.MINOR.PATCH; "
              + why
              + ".");
    }
    Level made = old.get().stepTo(now.get());
    boolean initial = old.get().major() == 0 && made == Level.MINOR;
    boolean matches = made != Level.UNCLEAR && (made.compareTo(needed) >= 0 || initial);
    String next = old.get().after(needed);
    String step =
        switch (made) {
          case UNCLEAR -> "goes backwards";
          case NONE -> "is no step";
          default -> "is a " + made.word() + " step";
        };
    String verdict =
        matches
            ? "which fits: " + why
            : "which does not fit: " + why + ", so the next version is " + next;
    return new VersionStep(
        needed, made, matches, "Version " + from + " to " + to + " " + step + ", " + verdict + ".");
  }

  private static Level level(Change change) {
    if (!change.isHarmless()) {
      return Level.MAJOR;
    }
    return switch (change.kind()) {
      case CLASSIFICATION, STATUS, SERVICE_LEVEL, PRIMARY_KEY -> Level.PATCH;
      default -> Level.MINOR;
    };
  }

  private static String why(ContractDiff diff, Level needed) {
    long broken = diff.changes().stream().filter(change -> !change.broken().isEmpty()).count();
    return switch (needed) {
      case MAJOR ->
          broken > 0
              ? "a change that breaks somebody is major"
              : "a change that may break somebody is major";
      case MINOR -> "a change of the records that breaks nobody is minor";
      case PATCH -> "nothing about the records changed, which is a patch";
      case NONE, UNCLEAR -> "nothing changed";
    };
  }
}
