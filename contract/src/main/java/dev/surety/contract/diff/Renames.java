package dev.surety.contract.diff;

import dev.surety.contract.Options;
import dev.surety.contract.Property;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises that a property that is gone and one that is new are the same: by its type, its
 * constraints, its place among the others and its name.
 */
final class Renames {
  private static final int ENOUGH = 6;

  private Renames() {}

  /** Two properties that seem to be one. */
  record Rename(Property before, Property after) {}

  private record Candidate(Property before, Property after, int score) {}

  static List<Rename> find(
      Property oldObject,
      Collection<Property> removed,
      Property newObject,
      Collection<Property> added) {
    List<Candidate> candidates = new ArrayList<>();
    for (Property before : removed) {
      for (Property after : added) {
        int score = score(oldObject, before, newObject, after);
        if (score >= ENOUGH) {
          candidates.add(new Candidate(before, after, score));
        }
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::score).reversed());
    List<Rename> renames = new ArrayList<>();
    Set<Property> taken = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (!taken.contains(candidate.before()) && !taken.contains(candidate.after())) {
        taken.add(candidate.before());
        taken.add(candidate.after());
        renames.add(new Rename(candidate.before(), candidate.after()));
      }
    }
    return renames;
  }

  private static int score(
      Property oldObject, Property before, Property newObject, Property after) {
    if (before.type() != after.type()) {
      return 0;
    }
    int score = before.required() == after.required() ? 1 : 0;
    boolean sameOptions = Facets.sameConstraints(before, after);
    boolean distinctive = !before.options().equals(Options.NONE) || !before.allowed().isEmpty();
    score += sameOptions ? (distinctive ? 3 : 1) : 0;
    score += sameMembers(before, after) ? 2 : 0;
    boolean samePlace =
        oldObject.properties().indexOf(before) == newObject.properties().indexOf(after);
    score += samePlace ? 2 : 0;
    return score + nameScore(before.name(), after.name());
  }

  private static boolean sameMembers(Property before, Property after) {
    List<String> old = before.properties().stream().map(Property::name).toList();
    return !old.isEmpty() && old.equals(after.properties().stream().map(Property::name).toList());
  }

  /** Words that both names have, or the same letters. */
  private static int nameScore(String before, String after) {
    List<String> old = words(before);
    List<String> now = words(after);
    if (String.join("", old).equals(String.join("", now))) {
      return 5;
    }
    Set<String> shared = new HashSet<>(old);
    shared.retainAll(now);
    return shared.isEmpty() ? 0 : 2;
  }

  private static List<String> words(String name) {
    String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return List.of(spaced.split("[^a-z0-9]+"));
  }
}
