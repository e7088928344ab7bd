package dev.surety.validation.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How identifiers are built: runs of digits, of capitals, of small letters, and what stands between
 * them, each of the same length in all. {@code ACC-000000001} and {@code ACC-000004711} give {@code
 * ^ACC-[0-9]{9}$}. Hexadecimal digests, whose runs fall anywhere, have a shape of their own.
 */
final class TextShape {
  private static final int LONGEST = 80;
  private static final int MOST_RUNS = 12;
  private static final int SHORTEST_HEX = 16;
  private static final String SPECIAL = "\\^$.|?*+()[]{}";

  private final List<Run> runs;
  private final int hexLength;

  /** Characters of one class; {@code same} is their text as long as it was always the same. */
  private record Run(char kind, int length, @Nullable String same) {}

  private TextShape(List<Run> runs, int hexLength) {
    this.runs = runs;
    this.hexLength = hexLength;
  }

  /** The shape of one text; null when it has none that is worth telling. */
  static @Nullable TextShape of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    boolean hex = text.length() >= SHORTEST_HEX;
    List<Run> runs = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      char kind = kind(text.charAt(from));
      if (kind == '?') {
        return null;
      }
      int to = from + 1;
      while (to < text.length() && kind(text.charAt(to)) == kind) {
        to++;
      }
      runs.add(new Run(kind, to - from, text.substring(from, to)));
      from = to;
    }
    for (int i = 0; i < text.length() && hex; i++) {
      char c = text.charAt(i);
      hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    List<Run> kept = runs.size() > MOST_RUNS ? List.of() : runs;
    return hex || !kept.isEmpty() ? new TextShape(kept, hex ? text.length() : 0) : null;
  }

  /** Anything but printable ASCII is prose. */
  private static char kind(char c) {
    if (c >= '0' && c <= '9') {
      return '0';
    }
    if (c >= 'A' && c <= 'Z') {
      return 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return 'a';
    }
    return c > ' ' && c < 127 ? '-' : '?';
  }

  @Nullable TextShape with(String text) {
    TextShape other = of(text);
    return other == null ? null : and(other);
  }

  /** What both have in common; null when that is nothing. */
  @Nullable TextShape and(TextShape other) {
    int hex = hexLength == other.hexLength ? hexLength : 0;
    List<Run> common = new ArrayList<>();
    boolean alike = runs.size() == other.runs.size();
    for (int i = 0; i < runs.size() && alike; i++) {
      Run mine = runs.get(i);
      Run theirs = other.runs.get(i);
      boolean same = mine.same() != null && mine.same().equals(theirs.same());
      alike =
          mine.kind() == theirs.kind()
              && mine.length() == theirs.length()
              && (mine.kind() != '-' || same);
      common.add(new Run(mine.kind(), mine.length(), same ? mine.same() : null));
    }
    List<Run> kept = alike ? common : List.of();
    return hex > 0 || !kept.isEmpty() ? new TextShape(kept, hex) : null;
  }

  /** Empty when all texts were the same, which says nothing of the next. */
  Optional<String> pattern() {
    if (runs.isEmpty()) {
      return Optional.of("^[0-9a-f]{" + hexLength + "}$");
    }
    StringBuilder pattern = new StringBuilder("^");
    boolean varies = false;
    for (Run run : runs) {
      if (run.same() != null && run.kind() != '0') {
        run.same().chars().forEach(c -> escape((char) c, pattern));
        continue;
      }
      varies = true;
      pattern.append(run.kind() == '0' ? "[0-9]" : run.kind() == 'A' ? "[A-Z]" : "[a-z]");
      if (run.length() > 1) {
        pattern.append('{').append(run.length()).append('}');
      }
    }
    return varies ? Optional.of(pattern.append('$').toString()) : Optional.empty();
  }

  private static void escape(char c, StringBuilder pattern) {
    if (SPECIAL.indexOf(c) >= 0) {
      pattern.append('\\');
    }
    pattern.append(c);
  }
}
