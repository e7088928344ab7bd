package dev.surety.contract.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A nondeterministic automaton over code points. Sets of its states are made as they are needed:
 * making all of them first may take exponential time.
 */
final class Automaton {
  /** More are not built; a search over them would not end in time either. */
  private static final int MAX_STATES = 3_000;

  private enum Edge {
    FREE,
    AT_START,
    AT_END
  }

  private record Jump(Edge edge, int to) {}

  private record Step(CodePoints points, int to) {}

  private final List<List<Jump>> jumps = new ArrayList<>();
  private final List<List<Step>> steps = new ArrayList<>();
  private final BitSet alive = new BitSet();
  private final int start;
  private final int accepting;

  /**
   * Builds the automaton of a pattern.
   *
   * @param whole whether the pattern must match the whole text, not just occur in it
   */
  Automaton(Regex regex, boolean whole) throws PatternParser.NotComparable {
    start = state();
    accepting = state();
    int from = state();
    int to = state();
    jump(start, Edge.FREE, from);
    if (whole) {
      jump(to, Edge.AT_END, accepting);
    } else {
      step(start, CodePoints.ALL, start);
      jump(to, Edge.FREE, accepting);
      step(accepting, CodePoints.ALL, accepting);
    }
    build(regex, from, to);
    findAlive();
  }

  private int state() throws PatternParser.NotComparable {
    if (steps.size() >= MAX_STATES) {
      throw new PatternParser.NotComparable("too large");
    }
    steps.add(new ArrayList<>(1));
    jumps.add(new ArrayList<>(2));
    return steps.size() - 1;
  }

  private void jump(int from, Edge edge, int to) {
    jumps.get(from).add(new Jump(edge, to));
  }

  private void step(int from, CodePoints points, int to) {
    steps.get(from).add(new Step(points, to));
  }

  private void build(Regex regex, int from, int to) throws PatternParser.NotComparable {
    if (regex instanceof Regex.One one) {
      step(from, one.points(), to);
    } else if (regex instanceof Regex.Start) {
      jump(from, Edge.AT_START, to);
    } else if (regex instanceof Regex.End) {
      jump(from, Edge.AT_END, to);
    } else if (regex instanceof Regex.Choice choice) {
      for (Regex branch : choice.branches()) {
        build(branch, from, to);
      }
    } else if (regex instanceof Regex.Sequence sequence) {
      int at = from;
      for (Regex part : sequence.parts()) {
        int next = state();
        build(part, at, next);
        at = next;
      }
      jump(at, Edge.FREE, to);
    } else if (regex instanceof Regex.Repeat repeat) {
      repeat(repeat, from, to);
    }
  }

  private void repeat(Regex.Repeat repeat, int from, int to) throws PatternParser.NotComparable {
    int at = from;
    for (int i = 0; i < repeat.least(); i++) {
      int next = state();
      build(repeat.body(), at, next);
      at = next;
    }
    if (repeat.most() == Integer.MAX_VALUE) {
      int loop = state();
      int back = state();
      jump(at, Edge.FREE, loop);
      build(repeat.body(), loop, back);
      jump(back, Edge.FREE, loop);
      jump(loop, Edge.FREE, to);
      return;
    }
    jump(at, Edge.FREE, to);
    for (int i = repeat.least(); i < repeat.most(); i++) {
      int next = state();
      build(repeat.body(), at, next);
      jump(next, Edge.FREE, to);
      at = next;
    }
  }

  /** States that may still accept, once the text has begun. */
  private void findAlive() {
    alive.set(accepting);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int state = 0; state < steps.size(); state++) {
        if (!alive.get(state) && leadsToLife(state)) {
          alive.set(state);
          changed = true;
        }
      }
    }
  }

  private boolean leadsToLife(int state) {
    return jumps.get(state).stream()
            .anyMatch(jump -> jump.edge() != Edge.AT_START && alive.get(jump.to()))
        || steps.get(state).stream().anyMatch(step -> alive.get(step.to()));
  }

  /** The states before the first code point. */
  BitSet first() {
    BitSet states = new BitSet();
    states.set(start);
    return closure(states, true, false);
  }

  /** The states after one more code point; empty when nothing that follows can be accepted. */
  BitSet next(BitSet states, int point) {
    BitSet next = new BitSet();
    for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
      for (Step step : steps.get(s)) {
        if (alive.get(step.to()) && step.points().contains(point)) {
          next.set(step.to());
        }
      }
    }
    return closure(next, false, false);
  }

  /** Whether the text that led to the states is accepted if it ends here. */
  boolean accepts(BitSet states, boolean atStart) {
    return states.get(accepting) || closure(states, atStart, true).get(accepting);
  }

  /** Whether every text that begins with what led to the states is accepted. */
  boolean acceptsAll(BitSet states) {
    return states.get(accepting) && !steps.get(accepting).isEmpty();
  }

  private BitSet closure(BitSet from, boolean atStart, boolean atEnd) {
    BitSet states = (BitSet) from.clone();
    List<Integer> open = new ArrayList<>();
    from.stream().forEach(open::add);
    while (!open.isEmpty()) {
      int state = open.remove(open.size() - 1);
      for (Jump jump : jumps.get(state)) {
        boolean passes =
            switch (jump.edge()) {
              case FREE -> true;
              case AT_START -> atStart;
              case AT_END -> atEnd;
            };
        if (passes && !states.get(jump.to()) && (atStart || alive.get(jump.to()))) {
          states.set(jump.to());
          open.add(jump.to());
        }
      }
    }
    return states;
  }

  /** The sets that its steps tell apart. */
  void collectSets(java.util.Set<CodePoints> sets) {
    steps.forEach(list -> list.forEach(step -> sets.add(step.points())));
  }
}
