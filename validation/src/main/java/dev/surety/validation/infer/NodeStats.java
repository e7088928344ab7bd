package dev.surety.validation.infer;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen at one place of the records. */
final class NodeStats {
  /** An object with more different members than this is a map. */
  static final int MOST_MEMBERS = 300;

  private final Budget budget;
  private final int depth;
  long nulls;
  long booleans;
  long trues;
  long integers;
  long decimals;
  long objects;
  long arrays;
  @Nullable BigDecimal least;
  @Nullable BigDecimal greatest;
  final StringStats strings = new StringStats();
  final Map<String, NodeStats> members = new LinkedHashMap<>();
  @Nullable NodeStats items;

  /** Of the values of all members, once there are too many members to be told apart. */
  @Nullable NodeStats anyMember;

  /** How many places there may be in all, and how deep. */
  static final class Budget {
    private int left;
    private final int deepest;
    private boolean isExceeded;

    Budget(int places, int deepest) {
      this.left = places;
      this.deepest = deepest;
    }

    boolean isExceeded() {
      return isExceeded;
    }

    private @Nullable NodeStats place(int depth) {
      if (left <= 0 || depth > deepest) {
        isExceeded = true;
        return null;
      }
      left--;
      return new NodeStats(this, depth);
    }
  }

  NodeStats(Budget budget, int depth) {
    this.budget = budget;
    this.depth = depth;
  }

  /** How often there was a value, null or not. */
  long seen() {
    return nulls + values();
  }

  /** How often there was a value that is not null. */
  long values() {
    return booleans + numbers() + strings.count() + objects + arrays;
  }

  long numbers() {
    return integers + decimals;
  }

  void add(@Nullable Object value) {
    if (value == null) {
      nulls++;
    } else if (value instanceof String text) {
      strings.add(text);
    } else if (value instanceof Boolean flag) {
      booleans++;
      trues += flag ? 1 : 0;
    } else if (value instanceof BigDecimal number) {
      addNumber(number);
    } else if (value instanceof List<?> list) {
      addArray(list);
    } else if (value instanceof Map<?, ?> map) {
      addObject(map);
    }
  }

  private void addNumber(BigDecimal number) {
    if (Sampled.isLong(number)) {
      integers++;
    } else {
      decimals++;
    }
    least = least == null ? number : least.min(number);
    greatest = greatest == null ? number : greatest.max(number);
  }

  private void addArray(List<?> list) {
    arrays++;
    if (items == null && !list.isEmpty()) {
      items = budget.place(depth + 1);
    }
    if (items != null) {
      list.forEach(items::add);
    }
  }

  private void addObject(Map<?, ?> map) {
    objects++;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      NodeStats place = place(String.valueOf(member.getKey()));
      if (place != null) {
        place.add(member.getValue());
      }
    }
  }

  private @Nullable NodeStats place(String name) {
    if (anyMember != null) {
      return anyMember;
    }
    NodeStats place = members.get(name);
    if (place == null && !name.isEmpty()) {
      place = budget.place(depth + 1);
      if (place != null) {
        members.put(name, place);
      }
      if (members.size() > MOST_MEMBERS) {
        mergeMembers();
        return anyMember;
      }
    }
    return place;
  }

  /** From now on the members are not told apart. */
  NodeStats mergeMembers() {
    NodeStats all = anyMember;
    if (all == null) {
      all = new NodeStats(budget, depth + 1);
      for (NodeStats member : members.values()) {
        all.absorb(member);
      }
      members.clear();
      anyMember = all;
    }
    return all;
  }

  private void absorb(NodeStats other) {
    nulls += other.nulls;
    booleans += other.booleans;
    trues += other.trues;
    integers += other.integers;
    decimals += other.decimals;
    objects += other.objects;
    arrays += other.arrays;
    if (other.least != null && other.greatest != null) {
      least = least == null ? other.least : least.min(other.least);
      greatest = greatest == null ? other.greatest : greatest.max(other.greatest);
    }
    strings.absorb(other.strings);
    if (other.items != null) {
      if (items == null) {
        items = new NodeStats(budget, depth + 1);
      }
      items.absorb(other.items);
    }
    if (other.anyMember != null) {
      mergeMembers().absorb(other.anyMember);
    }
    other.members.forEach(
        (name, member) -> {
          NodeStats mine =
              anyMember != null
                  ? anyMember
                  : members.computeIfAbsent(name, n -> new NodeStats(budget, depth + 1));
          mine.absorb(member);
        });
  }
}
