package dev.surety.contract.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One code point for each class of code points that some automata cannot tell apart. */
final class Alphabet {
  /** Looked through first, so that examples are readable. */
  private static final String READABLE =
      "aA0bBzZ19xX _-.,:;/@+#!?'\"()[]{}<>=*&%$|~^\\`cdefghijklmnopqrstuvwyCDEFGHIJKLMNOPQRSTUVWY"
          + "2345678";

  private Alphabet() {}

  static int[] representatives(List<Automaton> automata) {
    Set<CodePoints> sets = new HashSet<>();
    automata.forEach(automaton -> automaton.collectSets(sets));
    Set<Integer> candidates = new TreeSet<>();
    for (CodePoints set : sets) {
      for (CodePoints.Range range : set.ranges()) {
        candidates.add(range.from());
        candidates.add(range.to() + 1);
      }
    }
    List<Integer> ordered = new ArrayList<>();
    READABLE.codePoints().forEach(ordered::add);
    candidates.stream()
        .filter(point -> point <= 0x10ffff && (point < 0xd800 || point > 0xdfff))
        .forEach(ordered::add);
    ordered.add(0);
    ordered.add(0xe000);
    Set<List<Boolean>> seen = new HashSet<>();
    return ordered.stream()
        .filter(point -> seen.add(sets.stream().map(set -> set.contains(point)).toList()))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
