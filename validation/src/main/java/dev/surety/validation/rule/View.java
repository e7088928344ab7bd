package dev.surety.validation.rule;

import dev.cel.common.exceptions.CelNumericOverflowException;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.surety.contract.LogicalType;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.NumberFormat;
import dev.surety.validation.type.Numbers;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.Unreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A decoded record as CEL sees it. Only what an expression reads is converted. */
final class View {
  private static final Node UNTYPED =
      new Node("", false, false, AllowedValues.ALL, new Shape.Any());

  private final Absence absence;

  View(Absence absence) {
    this.absence = absence;
  }

  /** The record by the contract's types. */
  Object typed(Node root, @Nullable Object record) {
    return convert(root, record, Trail.RECORD);
  }

  /** The record by its JSON types. */
  Object untyped(@Nullable Object record) {
    return convert(UNTYPED, record, Trail.RECORD);
  }

  private Object convert(Node node, @Nullable Object value, Trail trail) {
    if (value == null || value == Unreadable.VALUE) {
      return NullValue.NULL_VALUE;
    }
    Shape shape = node.shape();
    if (value instanceof Map<?, ?> map) {
      return shape instanceof Shape.Mapping mapping
          ? entries(mapping, strings(map), trail)
          : new ObjectView(members(shape), strings(map), trail);
    }
    if (value instanceof List<?> list) {
      return new ListView(shape, list, trail);
    }
    if (shape instanceof Shape.Temporal temporal && value instanceof String text) {
      return temporal(temporal, text);
    }
    BigDecimal number = Numbers.decimal(value);
    return number == null ? value : number(shape, value, number);
  }

  private static Object number(Shape shape, Object value, BigDecimal number) {
    boolean integer =
        shape instanceof Shape.Numeric typed ? typed.integer() : value instanceof Long;
    if (!integer) {
      return number.doubleValue();
    }
    if (value instanceof Long) {
      return value;
    }
    // Checked before it is computed: 1e999999 would be a number of a million digits.
    if ((long) number.precision() - number.scale() > 19) {
      throw new CelNumericOverflowException("integer beyond 64 bits");
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw new CelNumericOverflowException(e);
    }
  }

  private static Object temporal(Shape.Temporal shape, String text) {
    if (shape.type() == LogicalType.TIME) {
      return text;
    }
    Instant instant = shape.format().parse(text);
    return instant == null ? text : instant;
  }

  private static Map<String, Node> members(Shape shape) {
    return shape instanceof Shape.Struct struct ? struct.members() : Map.of();
  }

  /** Keys of decoded objects are texts. */
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> strings(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }

  private Map<Object, Object> entries(
      Shape.Mapping shape, Map<String, @Nullable Object> map, Trail trail) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    Trail inside = trail.entry();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            entries.put(key(shape.key(), key), convert(shape.value(), value, inside));
          }
        });
    return new EntriesView(entries, trail);
  }

  private static Object key(Node node, String key) {
    if (RecordTypes.keyType(node) == SimpleType.INT) {
      BigDecimal number = Numbers.parse(key);
      return number == null ? key : number(node.shape(), number, number);
    }
    return RecordTypes.keyType(node) == SimpleType.BOOL ? Boolean.valueOf(key) : key;
  }

  /** An object: a member that is null is absent. */
  private final class ObjectView extends AbstractMap<String, Object> {
    private final Map<String, Node> members;
    private final Map<String, @Nullable Object> values;
    private final Trail trail;

    ObjectView(Map<String, Node> members, Map<String, @Nullable Object> values, Trail trail) {
      this.members = members;
      this.values = values;
      this.trail = trail;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      boolean present = values.get(name) != null;
      if (!present && name instanceof String text) {
        absence.note(trail, text, members.containsKey(text));
      }
      return present;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
      return containsKey(name) && name instanceof String text ? converted(text) : null;
    }

    private Object converted(String name) {
      return convert(members.getOrDefault(name, UNTYPED), values.get(name), trail.child(name));
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new HashMap<>();
      values.forEach(
          (name, value) -> {
            if (value != null) {
              all.put(name, converted(name));
            }
          });
      return Collections.unmodifiableSet(all.entrySet());
    }
  }

  /** A map: an entry that is null is absent. */
  private final class EntriesView extends AbstractMap<Object, Object> {
    private final Map<Object, Object> entries;
    private final Trail trail;

    EntriesView(Map<Object, Object> entries, Trail trail) {
      this.entries = entries;
      this.trail = trail;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      boolean present = entries.containsKey(key);
      if (!present) {
        absence.note(trail, String.valueOf(key), false);
      }
      return present;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return containsKey(key) ? entries.get(key) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
      return Collections.unmodifiableSet(entries.entrySet());
    }
  }

  private final class ListView extends AbstractList<Object> {
    private static final Node DOUBLE =
        new Node(
            "",
            false,
            false,
            AllowedValues.ALL,
            new Shape.Numeric(false, NumberFormat.UNBOUNDED, null, null, null, null, null));

    private final Node items;
    private final List<?> values;
    private final Trail trail;

    ListView(Shape shape, List<?> values, Trail trail) {
      this.items =
          shape instanceof Shape.Array array
              ? array.items()
              : shape instanceof Shape.Vector ? DOUBLE : UNTYPED;
      this.values = values;
      this.trail = trail;
    }

    @Override
    public Object get(int index) {
      return convert(items, values.get(index), trail.item(index));
    }

    @Override
    public int size() {
      return values.size();
    }
  }
}
