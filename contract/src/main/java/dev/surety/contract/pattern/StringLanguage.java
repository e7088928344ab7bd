package dev.surety.contract.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The strings that a pattern accepts. Immutable. */
public final class StringLanguage {
  /** Visited combinations of states after which a search gives up. */
  private static final int BUDGET = 20_000;

  private static final int MAX_PATTERN = 500;

  /** Formats that a pattern says exactly, as validation checks them. */
  private static final Map<String, String> FORMATS =
      Map.of(
          "uuid", "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
          "ipv4",
              "^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])[.]){3}"
                  + "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])$",
          "byte", "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
          "base64", "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
          "password", "",
          "binary", "");

  private final Regex regex;
  private final Automaton automaton;

  private StringLanguage(Regex regex, boolean whole) throws PatternParser.NotComparable {
    this.regex = regex;
    this.automaton = new Automaton(regex, whole);
  }

  /** What a search for a string gave. */
  public sealed interface Search {
    /** There is one; it is among the shortest. */
    record Found(String text) implements Search {}

    /** There is none. */
    record None() implements Search {}

    /** The search took too long. */
    record GaveUp() implements Search {}
  }

  /** The strings in which an ECMA-262 pattern occurs; empty when it cannot be compared. */
  public static Optional<StringLanguage> ofPattern(String pattern) {
    if (pattern.length() > MAX_PATTERN) {
      return Optional.empty();
    }
    try {
      return Optional.of(new StringLanguage(PatternParser.parse(pattern), false));
    } catch (PatternParser.NotComparable e) {
      // That is the answer.
      return Optional.empty();
    }
  }

  /** The strings of a format such as {@code uuid}; empty when no automaton says it exactly. */
  public static Optional<StringLanguage> ofFormat(String format) {
    return Optional.ofNullable(FORMATS.get(format)).flatMap(StringLanguage::ofPattern);
  }

  /** Just these strings. */
  public static Optional<StringLanguage> ofWords(Collection<String> words) {
    List<Regex> branches = new ArrayList<>();
    for (String word : words) {
      List<Regex> points =
          word.codePoints()
              .<Regex>mapToObj(point -> new Regex.One(CodePoints.of(point, point)))
              .toList();
      List<Regex> whole = new ArrayList<>(List.of(new Regex.Start()));
      whole.addAll(points);
      branches.add(new Regex.Sequence(whole));
    }
    try {
      return Optional.of(new StringLanguage(new Regex.Choice(branches), true));
    } catch (PatternParser.NotComparable e) {
      // Too many words; that is the answer.
      return Optional.empty();
    }
  }

  /** Whether it has the text. */
  public boolean contains(String text) {
    BitSet states = automaton.first();
    boolean atStart = true;
    for (int point : text.codePoints().toArray()) {
      states = automaton.next(states, point);
      atStart = false;
    }
    return automaton.accepts(states, atStart);
  }

  /**
   * The pattern as a sequence of runs from the beginning of the text to its end; empty when it is
   * none.
   */
  public Optional<List<Run>> runs() {
    if (!(regex instanceof Regex.Sequence sequence)
        || sequence.parts().size() < 2
        || !(sequence.parts().get(0) instanceof Regex.Start)
        || !(sequence.parts().get(sequence.parts().size() - 1) instanceof Regex.End)) {
      return Optional.empty();
    }
    List<Run> runs = new ArrayList<>();
    for (Regex part : sequence.parts().subList(1, sequence.parts().size() - 1)) {
      if (part instanceof Regex.One one) {
        runs.add(new Run(one.points(), 1, 1));
      } else if (part instanceof Regex.Repeat repeat && repeat.body() instanceof Regex.One one) {
        runs.add(new Run(one.points(), repeat.least(), repeat.most()));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(runs);
  }

  /** The pattern as a deterministic automaton; empty when that has more states than allowed. */
  public Optional<Table> table(int maxStates) {
    return Table.of(automaton, maxStates);
  }

  /** A string made by the pattern at random; it need not match when anchors forbid it. */
  public String sample(Random random) {
    StringBuilder text = new StringBuilder();
    write(regex, random, text);
    return text.toString();
  }

  private static void write(Regex regex, Random random, StringBuilder out) {
    if (regex instanceof Regex.One one) {
      List<CodePoints.Range> ranges = one.points().ranges();
      if (!ranges.isEmpty()) {
        out.appendCodePoint(point(ranges, one.points(), random));
      }
    } else if (regex instanceof Regex.Choice choice && !choice.branches().isEmpty()) {
      write(choice.branches().get(random.nextInt(choice.branches().size())), random, out);
    } else if (regex instanceof Regex.Sequence sequence) {
      sequence.parts().forEach(part -> write(part, random, out));
    } else if (regex instanceof Regex.Repeat repeat) {
      int spread = Math.min(repeat.most() - repeat.least(), 4);
      int times = repeat.least() + random.nextInt(spread + 1);
      for (int i = 0; i < times; i++) {
        write(repeat.body(), random, out);
      }
    }
  }

  private static int point(List<CodePoints.Range> ranges, CodePoints set, Random random) {
    int readable = ' ' + 1 + random.nextInt('~' - ' ');
    if (set.contains(readable)) {
      return readable;
    }
    CodePoints.Range range = ranges.get(random.nextInt(ranges.size()));
    return range.from() + random.nextInt(Math.min(range.to() - range.from() + 1, 64));
  }

  /** One combination of states on the way, and how it was reached. */
  private record Visit(List<BitSet> states, int length, @Nullable Visit before, int point) {
    String text() {
      StringBuilder reversed = new StringBuilder();
      List<Integer> points = new ArrayList<>();
      for (Visit visit = this; visit.before != null; visit = visit.before) {
        points.add(visit.point);
      }
      for (int i = points.size() - 1; i >= 0; i--) {
        reversed.appendCodePoint(points.get(i));
      }
      return reversed.toString();
    }
  }

  private record Seen(List<BitSet> states, int length) {}

  /**
   * Looks for a string that all of some languages have and another has not.
   *
   * @param without null when there is none to be outside of
   * @param least least number of code points
   * @param most greatest number of code points; null for any
   */
  public static Search search(
      List<StringLanguage> in,
      @Nullable StringLanguage without,
      int least,
      @Nullable Integer most) {
    if (most != null && most < least) {
      return new Search.None();
    }
    if (most != null && most > 100) {
      // A proof without the bound is shorter, and holds with it too.
      Search unbounded = explore(in, without, least, null);
      if (unbounded instanceof Search.None
          || (unbounded instanceof Search.Found found
              && found.text().codePointCount(0, found.text().length()) <= most)) {
        return unbounded;
      }
    }
    return explore(in, without, least, most);
  }

  private static Search explore(
      List<StringLanguage> in,
      @Nullable StringLanguage without,
      int least,
      @Nullable Integer most) {
    List<Automaton> automata = new ArrayList<>();
    in.forEach(language -> automata.add(language.automaton));
    int inside = automata.size();
    if (without != null) {
      automata.add(without.automaton);
    }
    int[] points = Alphabet.representatives(automata);
    // Behind this length, only the states matter.
    int counted = most == null ? least : most;
    Deque<Visit> open = new ArrayDeque<>();
    Set<Seen> seen = new HashSet<>();
    open.add(new Visit(automata.stream().map(Automaton::first).toList(), 0, null, 0));
    while (!open.isEmpty()) {
      Visit visit = open.remove();
      if (visit.length >= least && isWitness(automata, inside, visit)) {
        return new Search.Found(visit.text());
      }
      if (most != null && visit.length >= most) {
        continue;
      }
      int length = Math.min(visit.length + 1, most == null ? Math.max(counted, 1) : counted);
      for (int point : points) {
        List<BitSet> next = new ArrayList<>(automata.size());
        for (int i = 0; i < automata.size(); i++) {
          next.add(automata.get(i).next(visit.states.get(i), point));
        }
        boolean hopeless =
            next.subList(0, inside).stream().anyMatch(BitSet::isEmpty)
                || (without != null && automata.get(inside).acceptsAll(next.get(inside)));
        if (!hopeless && seen.add(new Seen(next, length))) {
          if (seen.size() > BUDGET) {
            return new Search.GaveUp();
          }
          open.add(new Visit(next, length, visit, point));
        }
      }
    }
    return new Search.None();
  }

  private static boolean isWitness(List<Automaton> automata, int inside, Visit visit) {
    boolean atStart = visit.before == null;
    for (int i = 0; i < automata.size(); i++) {
      if (automata.get(i).accepts(visit.states.get(i), atStart) != (i < inside)) {
        return false;
      }
    }
    return true;
  }
}
