package dev.surety.validation.witness;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.type.JsonEquality;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes values that a property accepts, near the lines that it or its counterpart draws. A property
 * that no tried value fits gets none; the record is then not accepted, and not used.
 */
final class RecordGenerator {
  private static final int MOST_ITEMS = 40;
  private static final int TRIES = 30;

  /** Names that no contract lists. */
  static final String UNLISTED = "unlisted_member_";

  private final Candidates candidates;
  private final Random random;
  private final Map<Property, List<Object>> pools = new IdentityHashMap<>();

  /** How full a record is. */
  enum Fullness {
    /** Only what must be there. */
    SPARSE,
    /** Whatever chance says. */
    MIXED
  }

  RecordGenerator(Candidates candidates, Random random) {
    this.candidates = candidates;
    this.random = random;
  }

  /** A property with its counterpart: what it is compiled to, and the same of the other version. */
  record Pair(Node node, Property property, @Nullable Node otherNode, @Nullable Property other) {
    Pair member(Property member, Node memberNode) {
      Property peer = null;
      Node peerNode = null;
      if (other != null && otherNode != null && otherNode.shape() instanceof Shape.Struct struct) {
        for (Property candidate : other.properties()) {
          if (candidate.name().equals(member.name())) {
            peer = candidate;
            peerNode = struct.members().get(member.name());
          }
        }
      }
      return new Pair(memberNode, member, peerNode, peer);
    }

    @Nullable Pair items() {
      return node.shape() instanceof Shape.Array array && property.items() != null
          ? new Pair(
              array.items(),
              property.items(),
              otherNode != null && otherNode.shape() instanceof Shape.Array peer
                  ? peer.items()
                  : null,
              other == null ? null : other.items())
          : null;
    }

    @Nullable Pair key() {
      return node.shape() instanceof Shape.Mapping map && property.mapKey() != null
          ? new Pair(
              map.key(),
              property.mapKey(),
              otherNode != null && otherNode.shape() instanceof Shape.Mapping peer
                  ? peer.key()
                  : null,
              other == null ? null : other.mapKey())
          : null;
    }

    @Nullable Pair value() {
      return node.shape() instanceof Shape.Mapping map && property.mapValue() != null
          ? new Pair(
              map.value(),
              property.mapValue(),
              otherNode != null && otherNode.shape() instanceof Shape.Mapping peer
                  ? peer.value()
                  : null,
              other == null ? null : other.mapValue())
          : null;
    }
  }

  /** A value; null where null is meant, or where nothing fits. */
  @Nullable Object value(Pair pair, Focus focus, Fullness fullness) {
    Object special = focus.here() ? focused(pair, focus, fullness) : null;
    return special != null ? special : ordinary(pair, focus, fullness);
  }

  /** A value that the other version refuses for the reason that is looked for; null for none. */
  private @Nullable Object focused(Pair pair, Focus focus, Fullness fullness) {
    if (pair.otherNode() == null) {
      return null;
    }
    for (int i = 0; i < TRIES; i++) {
      Object value = ordinary(pair, focus, i % 2 == 0 ? fullness : Fullness.MIXED);
      if (value != null && isTelling(pair, value, focus)) {
        return value;
      }
    }
    List<Object> telling =
        pool(pair).stream().filter(value -> isTelling(pair, value, focus)).toList();
    return telling.isEmpty() ? null : telling.get(random.nextInt(telling.size()));
  }

  private static boolean isTelling(Pair pair, Object value, Focus focus) {
    Node other = Objects.requireNonNull(pair.otherNode());
    return ValueCheck.broken(other, value).stream().anyMatch(focus::isReason)
        && ValueCheck.accepts(pair.node(), value);
  }

  private @Nullable Object ordinary(Pair pair, Focus focus, Fullness fullness) {
    LogicalType type = pair.property().type();
    if (!pair.property().allowed().isEmpty() || type == null) {
      return leaf(pair);
    }
    return switch (type) {
      case OBJECT -> object(pair, focus, fullness);
      case ARRAY -> array(pair, focus, fullness);
      case MAP -> map(pair, focus, fullness);
      case VECTOR -> vector(pair);
      default -> leaf(pair);
    };
  }

  private @Nullable Object leaf(Pair pair) {
    List<Object> pool = pool(pair);
    return pool.isEmpty() ? null : pool.get(random.nextInt(pool.size()));
  }

  private List<Object> pool(Pair pair) {
    return pools.computeIfAbsent(
        pair.property(),
        property ->
            candidates.of(property, pair.other()).stream()
                .filter(value -> ValueCheck.accepts(pair.node(), value))
                .toList());
  }

  Map<String, @Nullable Object> object(Pair pair, Focus focus, Fullness fullness) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    Property object = pair.property();
    Shape.Struct shape = pair.node().shape() instanceof Shape.Struct struct ? struct : noMembers();
    Set<String> named = new HashSet<>();
    object.options().required().stream().map(Text::value).forEach(named::add);
    for (Property member : object.properties()) {
      Node node = Objects.requireNonNull(shape.members().get(member.name()));
      Focus inner = focus.member(member.name());
      boolean needed = member.required() || named.contains(member.name());
      put(pair.member(member, node), inner, needed, fullness, members);
    }
    for (String name : named) {
      if (!shape.members().containsKey(name)) {
        members.put(name, "a");
      }
    }
    fill(object, named, focus, fullness, members);
    return members;
  }

  private static Shape.Struct noMembers() {
    return new Shape.Struct(Map.of(), List.of(), false, null, null);
  }

  private void put(
      Pair pair,
      Focus focus,
      boolean needed,
      Fullness fullness,
      Map<String, @Nullable Object> members) {
    Property member = pair.property();
    boolean absent = focus.wants(Focus.Want.ABSENT) && random.nextInt(4) > 0;
    if (!needed && absent) {
      return;
    }
    boolean wanted = needed || focus.isOnPath() || fullness == Fullness.MIXED && coin(3);
    if (!wanted) {
      return;
    }
    boolean isNull = !member.required() && (focus.wants(Focus.Want.NULL) ? coin(2) : coin(12));
    members.put(member.name(), isNull ? null : value(pair, focus, fullness));
  }

  /** True once in so many times. */
  private boolean coin(int times) {
    return random.nextInt(times) == 0;
  }

  /** Adds members that nobody lists, and takes optional ones away, until the count is right. */
  private void fill(
      Property object,
      Set<String> named,
      Focus focus,
      Fullness fullness,
      Map<String, @Nullable Object> members) {
    Integer least = object.options().minProperties();
    Integer most = object.options().maxProperties();
    int wanted = members.size();
    if (focus.here() && coin(2)) {
      wanted = focus.counts().isEmpty() ? wanted + 1 : pick(focus.counts());
    } else if (fullness == Fullness.MIXED && coin(8)) {
      wanted++;
    }
    wanted = least == null ? wanted : Math.max(wanted, least);
    wanted = most == null ? wanted : Math.min(wanted, most);
    for (int i = 0; !object.closed() && members.size() < wanted && i < MOST_ITEMS; i++) {
      members.put(UNLISTED + i, coin(2) ? "a" : BigDecimal.ONE);
    }
    List<Property> optional =
        new ArrayList<>(
            object.properties().stream()
                .filter(member -> !member.required() && !named.contains(member.name()))
                .toList());
    while (members.size() > wanted && !optional.isEmpty()) {
      members.remove(optional.remove(random.nextInt(optional.size())).name());
    }
  }

  private int pick(List<Integer> counts) {
    return counts.get(random.nextInt(counts.size()));
  }

  private List<@Nullable Object> array(Pair pair, Focus focus, Fullness fullness) {
    Property array = pair.property();
    Pair items = pair.items();
    int size = size(array.options().minItems(), array.options().maxItems(), focus, focus.items());
    List<@Nullable Object> list = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (int i = 0; list.size() < size && i < size * 4; i++) {
      Object item =
          items == null
              ? BigDecimal.valueOf(random.nextInt(50))
              : element(items, i == 0 ? focus.items() : Focus.NOWHERE, fullness);
      if (item == null && items != null && items.property().required()) {
        continue;
      }
      boolean repeat = focus.here() && !list.isEmpty() && !array.options().uniqueItems() && coin(2);
      Object next = repeat ? list.get(0) : item;
      if (!array.options().uniqueItems() || seen.add(JsonEquality.key(next))) {
        list.add(next);
      }
    }
    return list;
  }

  private int size(@Nullable Integer least, @Nullable Integer most, Focus focus, Focus inner) {
    int from = least == null ? 0 : least;
    int to = most == null ? from + 3 : most;
    if (focus.here() && !focus.counts().isEmpty() && coin(2)) {
      int wanted = pick(focus.counts());
      return Math.max(from, Math.min(wanted, most == null ? wanted : most));
    }
    int some = from + random.nextInt(Math.max(1, Math.min(to - from, 3) + 1));
    return inner.isOnPath() ? Math.max(some, Math.min(1, to)) : some;
  }

  private Map<String, @Nullable Object> map(Pair pair, Focus focus, Fullness fullness) {
    Property map = pair.property();
    Pair keys = pair.key();
    Pair values = pair.value();
    Focus inKey = focus.keys();
    Focus inValue = focus.values();
    int size =
        size(
            map.options().minProperties(),
            map.options().maxProperties(),
            focus,
            inKey.isOnPath() ? inKey : inValue);
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = 0; entries.size() < size && i < size * 4; i++) {
      Object key = keys == null ? "k" + i : value(keys, i == 0 ? inKey : Focus.NOWHERE, fullness);
      Object value =
          values == null
              ? BigDecimal.ONE
              : element(values, i == 0 ? inValue : Focus.NOWHERE, fullness);
      if (key != null && (value != null || values == null || !values.property().required())) {
        entries.put(name(key), value);
      }
    }
    return entries;
  }

  /** An item or a map's value: it may be null where it is not required. */
  private @Nullable Object element(Pair pair, Focus focus, Fullness fullness) {
    boolean isNull =
        !pair.property().required() && (focus.wants(Focus.Want.NULL) ? coin(2) : coin(12));
    return isNull ? null : value(pair, focus, fullness);
  }

  /** A key as JSON writes it; a number of many digits is no longer read as one. */
  private static String name(Object key) {
    return key instanceof BigDecimal number && number.precision() - number.scale() < 50
        ? number.toPlainString()
        : key.toString();
  }

  private List<@Nullable Object> vector(Pair pair) {
    Integer dimensions = pair.property().options().dimensions();
    int size = dimensions == null ? 1 + random.nextInt(4) : Math.min(dimensions, 10_000);
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(new BigDecimal(random.nextInt(100)).movePointLeft(1));
    }
    return list;
  }
}
