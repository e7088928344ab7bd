package dev.surety.contract.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of code points, as sorted ranges that do not touch. Surrogates are in no set. */
public record CodePoints(List<Range> ranges) {
  /** Both ends are inside. */
  public record Range(int from, int to) {}

  static final CodePoints ALL = of(0, 0xd7ff, 0xe000, 0x10ffff);
  static final CodePoints DIGITS = of('0', '9');
  static final CodePoints WORD = of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

  /** ECMA-262's white space and line ends. */
  static final CodePoints SPACES =
      of(
          0x9, 0xd, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f,
          0x202f, 0x205f, 0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff);

  /** What the dot matches. */
  static final CodePoints NO_LINE_END = of('\n', '\n', '\r', '\r', 0x2028, 0x2029).complement();

  public CodePoints {
    ranges = List.copyOf(ranges);
  }

  /** Ends of ranges, in pairs. */
  static CodePoints of(int... ends) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < ends.length; i += 2) {
      ranges.add(new Range(ends[i], ends[i + 1]));
    }
    return normal(ranges);
  }

  private static CodePoints normal(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(Range::from));
    List<Range> merged = new ArrayList<>();
    for (Range range : sorted) {
      Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range.from() <= last.to() + 1) {
        merged.set(merged.size() - 1, new Range(last.from(), Math.max(last.to(), range.to())));
      } else {
        merged.add(range);
      }
    }
    return new CodePoints(merged);
  }

  CodePoints union(CodePoints other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return normal(all);
  }

  /** All other code points. */
  public CodePoints complement() {
    List<Range> rest = new ArrayList<>();
    int from = 0;
    for (Range range : ranges) {
      addWithoutSurrogates(rest, from, range.from() - 1);
      from = range.to() + 1;
    }
    addWithoutSurrogates(rest, from, 0x10ffff);
    return normal(rest);
  }

  private static void addWithoutSurrogates(List<Range> ranges, int from, int to) {
    if (from <= Math.min(to, 0xd7ff)) {
      ranges.add(new Range(from, Math.min(to, 0xd7ff)));
    }
    if (Math.max(from, 0xe000) <= to) {
      ranges.add(new Range(Math.max(from, 0xe000), to));
    }
  }

  /** Whether a code point is in the set. */
  public boolean contains(int point) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      if (point < range.from()) {
        high = middle - 1;
      } else if (point > range.to()) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
