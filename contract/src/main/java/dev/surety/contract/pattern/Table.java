package dev.surety.contract.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as a deterministic automaton over classes of code points. State 0 is the one before the
 * first code point.
 */
public final class Table {
  /** In the transitions: nothing that follows can be accepted any more. */
  public static final int DEAD = -1;

  private final int[] starts;
  private final int[] classes;
  private final int classCount;
  private final int[] next;
  private final boolean[] accepting;
  private final boolean[] certain;

  private Table(
      int[] starts, int[] classes, int classCount, List<int[]> rows, List<BitSet> acceptance) {
    this.starts = starts;
    this.classes = classes;
    this.classCount = classCount;
    this.next = new int[rows.size() * classCount];
    this.accepting = new boolean[rows.size()];
    this.certain = new boolean[rows.size()];
    for (int state = 0; state < rows.size(); state++) {
      System.arraycopy(rows.get(state), 0, next, state * classCount, classCount);
      accepting[state] = acceptance.get(state).get(0);
      certain[state] = acceptance.get(state).get(1);
    }
  }

  /** How many states there are. */
  public int states() {
    return accepting.length;
  }

  /** How many classes of code points there are. */
  public int classCount() {
    return classCount;
  }

  /** The class of a code point. */
  public int classOf(int point) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= point) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return classes[low];
  }

  /** The state behind {@code state} and a code point of a class, or {@link #DEAD}. */
  public int next(int state, int pointClass) {
    return next[state * classCount + pointClass];
  }

  /** Whether a text that ends in the state is accepted. */
  public boolean accepts(int state) {
    return accepting[state];
  }

  /** Whether every text that leads through the state is accepted. */
  public boolean isCertain(int state) {
    return certain[state];
  }

  /** The automaton's table; empty when it has more than {@code maxStates} states. */
  static Optional<Table> of(Automaton automaton, int maxStates) {
    Set<CodePoints> sets = new HashSet<>();
    automaton.collectSets(sets);
    TreeSet<Integer> bounds = new TreeSet<>(Set.of(0));
    for (CodePoints set : sets) {
      set.ranges().forEach(range -> bounds.addAll(Set.of(range.from(), range.to() + 1)));
    }
    int[] starts = bounds.stream().mapToInt(Integer::intValue).toArray();
    int[] classes = new int[starts.length];
    Map<List<Boolean>, Integer> numbers = new HashMap<>();
    List<Integer> samples = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int point = starts[i];
      List<Boolean> membership = sets.stream().map(set -> set.contains(point)).toList();
      Integer number = numbers.putIfAbsent(membership, samples.size());
      classes[i] = number == null ? samples.size() : number;
      if (number == null) {
        samples.add(point);
      }
    }
    return new Builder(automaton, samples, maxStates).build(starts, classes);
  }

  /** Makes sets of the automaton's states into states. */
  private static final class Builder {
    private final Automaton automaton;
    private final List<Integer> samples;
    private final int maxStates;
    private final Map<BitSet, Integer> numbers = new HashMap<>();
    private final List<BitSet> states = new ArrayList<>();

    Builder(Automaton automaton, List<Integer> samples, int maxStates) {
      this.automaton = automaton;
      this.samples = samples;
      this.maxStates = maxStates;
    }

    Optional<Table> build(int[] starts, int[] classes) {
      // The first state is reached by nothing else: only there, the text begins.
      states.add(automaton.first());
      List<int[]> rows = new ArrayList<>();
      List<BitSet> acceptance = new ArrayList<>();
      for (int state = 0; state < states.size(); state++) {
        int[] row = row(states.get(state));
        if (states.size() > maxStates) {
          return Optional.empty();
        }
        rows.add(row);
        acceptance.add(acceptance(state));
      }
      return Optional.of(new Table(starts, classes, samples.size(), rows, acceptance));
    }

    private int[] row(BitSet from) {
      int[] row = new int[samples.size()];
      for (int i = 0; i < row.length; i++) {
        BitSet to = automaton.next(from, samples.get(i));
        row[i] = to.isEmpty() ? DEAD : number(to);
      }
      return row;
    }

    private int number(BitSet state) {
      @Nullable Integer known = numbers.get(state);
      if (known != null) {
        return known;
      }
      numbers.put(state, states.size());
      states.add(state);
      return states.size() - 1;
    }

    private BitSet acceptance(int state) {
      BitSet flags = new BitSet();
      flags.set(0, automaton.accepts(states.get(state), state == 0));
      flags.set(1, automaton.acceptsAll(states.get(state)));
      return flags;
    }
  }
}
