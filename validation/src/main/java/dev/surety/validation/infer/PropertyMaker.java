package dev.surety.validation.infer;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.validation.type.StringFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what a contract asks of a place, and says why. */
final class PropertyMaker {
  /** So often something must have been seen before it is asked for. */
  static final int FEW = 3;

  private static final int SOME = 20;
  private static final int MANY = 50;
  private static final int VERY_MANY = 300;
  private static final int MOST_ENUM = 12;
  private static final int ENUM_SHARE = 20;
  private static final int MAP_MEMBERS = 20;
  private static final int MAP_SHARE = 5;
  private static final int EXAMPLES = 3;

  private final String file;
  private final Map<Position, List<String>> comments;
  private int places;

  PropertyMaker(String file, Map<Position, List<String>> comments) {
    this.file = file;
    this.comments = comments;
  }

  /** The record itself, which ODCS gives no options but the names of members that are there. */
  Property root(NodeStats stats) {
    Draft draft = new Draft("", stats.objects, false);
    draft.type = LogicalType.OBJECT;
    draft.lines.add(
        "Inferred from %d records; %s."
            .formatted(stats.objects, Confidence.of(stats.objects).words()));
    members(draft, stats);
    return draft.build(false);
  }

  private Property property(String name, NodeStats stats, long parents, boolean sensitive) {
    boolean hidden = sensitive || SensitiveNames.match(name);
    Draft draft = new Draft(name, stats.values(), hidden);
    boolean always = stats.seen() >= parents;
    boolean required = always && stats.nulls == 0 && parents >= FEW;
    draft.lines.add(
        "In %d of %d%s: %s; %s."
            .formatted(
                stats.seen(),
                parents,
                stats.nulls == 0 ? "" : ", null in " + stats.nulls,
                required
                    ? "required"
                    : parents < FEW ? "too few to say whether required" : "optional",
                Confidence.of(parents).words()));
    facets(draft, stats);
    return draft.build(required);
  }

  private void facets(Draft draft, NodeStats stats) {
    long values = stats.values();
    if (values == 0) {
      draft.lines.add("Always null: its type is not known.");
    } else if (stats.strings.count() == values) {
      draft.type = LogicalType.STRING;
      strings(draft, stats.strings);
    } else if (stats.numbers() == values) {
      draft.type = stats.decimals == 0 ? LogicalType.INTEGER : LogicalType.NUMBER;
      numbers(draft, stats);
    } else if (stats.booleans == values) {
      draft.type = LogicalType.BOOLEAN;
      if (!draft.hidden) {
        draft.lines.add("True in %d, false in %d.".formatted(stats.trues, values - stats.trues));
      }
    } else if (stats.arrays == values) {
      draft.type = LogicalType.ARRAY;
      if (stats.items != null) {
        draft.items = property("", stats.items, stats.items.seen(), draft.hidden);
      }
    } else if (stats.objects == values) {
      objects(draft, stats);
    } else {
      draft.lines.add(
          "Of several types (%d strings, %d numbers, %d booleans, %d objects, %d arrays): any is allowed."
              .formatted(
                  stats.strings.count(),
                  stats.numbers(),
                  stats.booleans,
                  stats.objects,
                  stats.arrays));
    }
  }

  private void objects(Draft draft, NodeStats stats) {
    if (isMap(stats)) {
      draft.type = LogicalType.MAP;
      NodeStats value = stats.mergeMembers();
      draft.mapKey =
          new Property(
              "",
              LogicalType.STRING,
              Options.NONE,
              false,
              false,
              null,
              List.of(),
              List.of(),
              null,
              null,
              null,
              next());
      draft.mapValue = property("", value, value.seen(), draft.hidden);
      draft.lines.add("Its members differ from record to record: a map.");
      return;
    }
    draft.type = LogicalType.OBJECT;
    members(draft, stats);
  }

  /** Many members, of which a single object has few. */
  private static boolean isMap(NodeStats stats) {
    if (stats.anyMember != null) {
      return true;
    }
    long present = stats.members.values().stream().mapToLong(NodeStats::seen).sum();
    long names = stats.members.size();
    return names > MAP_MEMBERS
        && stats.objects >= MAP_SHARE
        && present * MAP_SHARE < names * stats.objects;
  }

  private void members(Draft draft, NodeStats stats) {
    if (stats.anyMember != null) {
      draft.lines.add(
          "More than %d different members: they are not described."
              .formatted(NodeStats.MOST_MEMBERS));
      return;
    }
    stats.members.forEach(
        (name, member) -> {
          Property made = property(name, member, stats.objects, draft.hidden);
          draft.members.add(made);
          // Null was seen, absence never.
          if (member.nulls > 0 && member.seen() == stats.objects && stats.objects >= SOME) {
            draft.present.add(new Text(name, made.at(), 1));
          }
        });
  }

  private void strings(Draft draft, StringStats strings) {
    long count = strings.count();
    StringFormat format = count >= FEW ? strings.format().orElse(null) : null;
    if (format == StringFormat.DATE_TIME) {
      draft.type = LogicalType.TIMESTAMP;
      draft.timezone = true;
    } else if (format == StringFormat.DATE) {
      draft.type = LogicalType.DATE;
    } else if (format != null) {
      draft.format = format.odcsName();
    }
    if (format != null) {
      draft.lines.add("Each is %s.".formatted(format.meaning()));
    } else if (!draft.hidden && isEnumeration(strings)) {
      strings.values().keySet().stream().sorted().forEach(draft.allowed::add);
      draft.lines.add(
          draft.allowed.size() == 1
              ? "The same in all %d.".formatted(count)
              : "Only %d different values in %d.".formatted(draft.allowed.size(), count));
      return;
    } else if (count >= SOME && !draft.hidden) {
      draft.pattern = strings.pattern().orElse(null);
      if (draft.pattern != null) {
        draft.lines.add("All are built alike.");
      }
    }
    examples(draft, strings);
  }

  private static boolean isEnumeration(StringStats strings) {
    Map<String, Long> values = strings.values();
    return strings.count() >= MANY
        && !values.isEmpty()
        && values.size() <= MOST_ENUM
        && (values.size() == 1 || (long) values.size() * ENUM_SHARE <= strings.count())
        && values.values().stream().allMatch(times -> times >= FEW);
  }

  private static void examples(Draft draft, StringStats strings) {
    if (draft.hidden) {
      draft.lines.add("Looks confidential: values are withheld.");
      return;
    }
    List<String> shown =
        strings.some().stream()
            .filter(text -> !text.isBlank())
            .sorted(Comparator.comparingInt(String::length).thenComparing(text -> text))
            .limit(EXAMPLES)
            .map(text -> "\"" + text + "\"")
            .toList();
    if (!shown.isEmpty()) {
      draft.lines.add("Such as " + String.join(", ", shown) + ".");
    }
  }

  private void numbers(Draft draft, NodeStats stats) {
    BigDecimal least = stats.least;
    BigDecimal greatest = stats.greatest;
    if (least == null || greatest == null || draft.hidden) {
      if (draft.hidden) {
        draft.lines.add("Looks confidential: values are withheld.");
      }
      return;
    }
    draft.lines.add(
        least.compareTo(greatest) == 0
            ? "Always %s.".formatted(least)
            : "From %s to %s.".formatted(least, greatest));
    if (stats.numbers() >= VERY_MANY && least.compareTo(greatest) < 0) {
      draft.minimum = least.signum() >= 0 ? BigDecimal.ZERO : outwards(least.negate()).negate();
      // What counts upwards has been small and will be greater.
      draft.maximum =
          greatest.signum() <= 0
              ? BigDecimal.ZERO
              : SensitiveNames.countsUp(draft.name) ? null : outwards(greatest);
      draft.lines.add("The bounds are rounded outwards.");
    }
  }

  /** The power of ten beyond twice the number. */
  private static BigDecimal outwards(BigDecimal positive) {
    BigDecimal twice = positive.add(positive);
    BigDecimal bound = BigDecimal.ONE;
    int digits = twice.precision() - twice.scale();
    if (digits > 0) {
      bound = BigDecimal.TEN.pow(Math.min(digits, 30));
    }
    return bound.compareTo(twice) < 0 ? twice : bound;
  }

  private Position next() {
    return new Position(file, ++places, 1);
  }

  /** A property in the making. */
  private final class Draft {
    private final String name;
    private final boolean hidden;
    private final Position at = next();
    private final List<String> lines = new ArrayList<>();
    private final List<Object> allowed = new ArrayList<>();
    private final List<Property> members = new ArrayList<>();
    private final List<Text> present = new ArrayList<>();
    private @Nullable LogicalType type;
    private @Nullable String format;
    private @Nullable String pattern;
    private @Nullable BigDecimal minimum;
    private @Nullable BigDecimal maximum;
    private @Nullable Boolean timezone;
    private @Nullable Property items;
    private @Nullable Property mapKey;
    private @Nullable Property mapValue;

    Draft(String name, long values, boolean hidden) {
      this.name = name;
      this.hidden = hidden && values > 0;
    }

    private @Nullable Text text(@Nullable String value) {
      return value == null ? null : new Text(value, at, 1);
    }

    Property build(boolean required) {
      comments.put(at, List.of(String.join(" ", lines)));
      Options options =
          new Options(
              null,
              null,
              text(pattern),
              text(format),
              minimum,
              maximum,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              timezone,
              null,
              null,
              null,
              false,
              null,
              null,
              present,
              null);
      boolean scalar =
          type != null
              && type != LogicalType.OBJECT
              && type != LogicalType.ARRAY
              && type != LogicalType.MAP;
      String classification =
          hidden && scalar && SensitiveNames.match(name) ? "confidential" : null;
      return new Property(
          name,
          type,
          options,
          required,
          false,
          classification,
          allowed,
          members,
          items,
          mapKey,
          mapValue,
          at);
    }
  }
}
