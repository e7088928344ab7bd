package dev.surety.watch.promql;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The labels of a series, its name among them as {@code __name__}. Sorted by name; a label with an
 * empty value is one that is not there. Immutable.
 */
public final class Labels implements Comparable<Labels> {
  /** The label that holds the name of the metric. */
  public static final String NAME = "__name__";

  /** None at all. */
  public static final Labels EMPTY = new Labels(new String[0]);

  /** Name, value, name, value. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /** Labels from a map; empty values are left out. */
  public static Labels of(Map<String, String> labels) {
    SortedMap<String, String> sorted =
        labels instanceof SortedMap<String, String> map && map.comparator() == null
            ? map
            : new TreeMap<>(labels);
    String[] pairs = new String[2 * sorted.size()];
    int size = 0;
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      if (!label.getValue().isEmpty()) {
        pairs[size++] = label.getKey();
        pairs[size++] = label.getValue();
      }
    }
    return new Labels(size == pairs.length ? pairs : Arrays.copyOf(pairs, size));
  }

  /** The value of a label; empty when it is not there. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** Name of the metric; empty when there is none. */
  public String metricName() {
    return get(NAME);
  }

  Labels withoutName() {
    return filter(name -> !name.equals(NAME));
  }

  Labels keep(Collection<String> names) {
    return filter(names::contains);
  }

  Labels drop(Collection<String> names) {
    return filter(name -> !names.contains(name));
  }

  /** Those whose name passes; these labels themselves when all do. */
  private Labels filter(Predicate<String> wanted) {
    String[] kept = new String[pairs.length];
    int size = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (wanted.test(pairs[i])) {
        kept[size++] = pairs[i];
        kept[size++] = pairs[i + 1];
      }
    }
    return size == pairs.length ? this : new Labels(Arrays.copyOf(kept, size));
  }

  /** The same with one label set, or taken away by an empty value. */
  public Labels with(String name, String value) {
    SortedMap<String, String> map = toMap();
    map.put(name, value);
    return of(map);
  }

  /** The same with these labels set. */
  public Labels withAll(Map<String, String> labels) {
    SortedMap<String, String> map = toMap();
    map.putAll(labels);
    return of(map);
  }

  /** A copy that may be changed. */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** The same, with strings that are shared by all series that have them. */
  Labels interned() {
    String[] shared = new String[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      shared[i] = pairs[i].intern();
    }
    return new Labels(shared);
  }

  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels labels
        && hash == labels.hash
        && Arrays.equals(pairs, labels.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As in the text format: {@code name{a="b",c="d"}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(metricName());
    String separator = "{";
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equals(NAME)) {
        text.append(separator).append(pairs[i]).append("=\"");
        text.append(pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        text.append('"');
        separator = ",";
      }
    }
    return separator.equals("{") && text.length() > 0
        ? text.toString()
        : text.append(separator.equals("{") ? "{}" : "}").toString();
  }
}
