package dev.surety.validation.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of one place in a record: {@code card.token}, {@code lines[2].sku}. */
public final class RecordEdit {
  private RecordEdit() {}

  /** Why a place cannot be changed. */
  public static final class NoSuchPlace extends Exception {
    private static final long serialVersionUID = 1L;

    NoSuchPlace(String message) {
      super(message);
    }
  }

  /** Sets a member or an item; the one behind the last item is added. */
  public static void set(@Nullable Object record, String path, @Nullable Object value)
      throws NoSuchPlace {
    List<String> steps = steps(path);
    Object owner = owner(record, steps);
    String last = steps.get(steps.size() - 1);
    if (owner instanceof Map<?, ?> members && !isIndex(last)) {
      members(members).put(last, value);
    } else if (owner instanceof List<?> items && isIndex(last)) {
      int index = index(last);
      if (index < 0 || index > items.size()) {
        throw new NoSuchPlace("the list has " + items.size() + " items, so there is no " + last);
      }
      if (index == items.size()) {
        items(items).add(value);
      } else {
        items(items).set(index, value);
      }
    } else {
      throw new NoSuchPlace("there is no place for '" + last + "' in the record");
    }
  }

  /** Removes a member or an item that is there. */
  public static void remove(@Nullable Object record, String path) throws NoSuchPlace {
    List<String> steps = steps(path);
    Object owner = owner(record, steps);
    String last = steps.get(steps.size() - 1);
    if (owner instanceof Map<?, ?> members && !isIndex(last) && members.containsKey(last)) {
      members.remove(last);
    } else if (owner instanceof List<?> items && isIndex(last)) {
      int index = index(last);
      if (index < 0 || index >= items.size()) {
        throw new NoSuchPlace("the list has " + items.size() + " items, so there is no " + last);
      }
      items.remove(index);
    } else {
      throw new NoSuchPlace("there is no '" + last + "' in the record to remove");
    }
  }

  private static @Nullable Object owner(@Nullable Object record, List<String> steps)
      throws NoSuchPlace {
    Object at = record;
    for (String step : steps.subList(0, steps.size() - 1)) {
      if (at instanceof Map<?, ?> members && members.containsKey(step)) {
        at = members.get(step);
      } else if (at instanceof List<?> items
          && isIndex(step)
          && index(step) >= 0
          && index(step) < items.size()) {
        at = items.get(index(step));
      } else {
        throw new NoSuchPlace("there is no '" + step + "' in the record");
      }
    }
    return at;
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String part : path.split("\\.", -1)) {
      int bracket = part.indexOf('[');
      if (bracket < 0) {
        steps.add(part);
        continue;
      }
      if (bracket > 0) {
        steps.add(part.substring(0, bracket));
      }
      for (String index : part.substring(bracket + 1).split("\\[", -1)) {
        steps.add("[" + index);
      }
    }
    return steps;
  }

  private static boolean isIndex(String step) {
    return step.startsWith("[") && step.endsWith("]");
  }

  /** The number in brackets; -1 when it is none. */
  private static int index(String step) {
    String digits = step.substring(1, step.length() - 1);
    boolean number =
        !digits.isEmpty()
            && digits.length() < 8
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : -1;
  }

  /** The trees are made by {@link dev.surety.validation.YamlJson}: names are texts. */
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> members(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> items(List<?> list) {
    return (List<@Nullable Object>) list;
  }
}
