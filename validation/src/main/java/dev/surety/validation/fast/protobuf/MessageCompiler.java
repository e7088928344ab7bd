package dev.surety.validation.fast.protobuf;

import static java.util.Objects.requireNonNullElse;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.surety.validation.reference.ProtobufValues;
import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.NumberFormat;
import dev.surety.validation.type.Shape;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contract's compiled properties and a descriptor to a {@link MessageCheck}. */
final class MessageCompiler {
  private static final Node ANYTHING =
      new Node("", false, false, AllowedValues.ALL, new Shape.Any());

  private static final Node A_NUMBER =
      new Node(
          "",
          true,
          false,
          AllowedValues.ALL,
          new Shape.Numeric(false, NumberFormat.UNBOUNDED, null, null, null, null, null));

  private static final Shape.Struct ANY_OBJECT =
      new Shape.Struct(Map.of(), List.of(), false, null, null);

  private final Wire wire;
  private final Slots slots;

  /** Messages of which the contract says nothing; they may be inside of themselves. */
  private final Map<Descriptor, MessageCheck> anything = new HashMap<>();

  MessageCompiler(Wire wire, Slots slots) {
    this.wire = wire;
    this.slots = slots;
  }

  /** The check of a record. */
  MessageCheck record(Descriptor type, Node root, Capture capture) {
    if (ProtobufValues.isSpecial(type) || !root.allowed().keys().isEmpty()) {
      return nothing();
    }
    if (root.shape() instanceof Shape.Struct struct) {
      return message(type, struct, capture);
    }
    return root.shape() instanceof Shape.Any ? message(type, ANY_OBJECT, capture) : nothing();
  }

  private static MessageCheck nothing() {
    MessageCheck check = new MessageCheck();
    check.never();
    return check;
  }

  private MessageCheck message(Descriptor type, Shape.Struct shape, @Nullable Capture capture) {
    if (shape == ANY_OBJECT && capture == null) {
      MessageCheck known = anything.get(type);
      if (known != null) {
        return known;
      }
    }
    MessageCheck check = new MessageCheck();
    if (shape == ANY_OBJECT && capture == null) {
      anything.put(type, check);
    }
    fill(check, type, shape, capture);
    return check;
  }

  private void fill(
      MessageCheck check, Descriptor type, Shape.Struct shape, @Nullable Capture capture) {
    List<FieldDescriptor> fields = type.getFields();
    if (fields.size() > MessageCheck.MAX_FIELDS) {
      check.never();
      return;
    }
    check.members(
        requireNonNullElse(shape.minProperties(), 0),
        requireNonNullElse(shape.maxProperties(), Integer.MAX_VALUE));
    Set<String> missing = new HashSet<>(shape.required());
    shape.members().values().stream()
        .filter(Node::required)
        .forEach(member -> missing.add(member.name()));
    for (int i = 0; i < fields.size(); i++) {
      FieldDescriptor field = fields.get(i);
      Node node = shape.members().get(field.getName());
      boolean required =
          field.isRequired()
              || shape.required().contains(field.getName())
              || (node != null && node.required());
      missing.remove(field.getName());
      Capture inside = capture == null ? null : capture.members().get(field.getName());
      boolean listed = node != null || !shape.closed();
      field(check, i, field, listed ? node == null ? ANYTHING : node : null, required, inside);
    }
    if (!missing.isEmpty()) {
      check.never();
    }
  }

  /**
   * @param node null for a field that must not be there
   */
  private void field(
      MessageCheck check,
      int index,
      FieldDescriptor field,
      @Nullable Node node,
      boolean required,
      @Nullable Capture capture) {
    long bit = 1L << index;
    boolean isThere = !field.hasPresence();
    if (isThere) {
      check.alwaysThere(bit);
    }
    boolean absentIsRight =
        isThere
            ? node != null && ValueCheck.accepts(node, ProtobufValues.defaultOf(field))
            : !required;
    if (!absentIsRight) {
      check.need(bit);
    }
    int tag = field.getNumber() << 3;
    if (tag >= MessageCheck.MAX_TAG - 8) {
      // Its tag has three bytes, and all of those are left to the reference.
      return;
    }
    for (int type = 0; type < 8; type++) {
      check.put(tag | type, MessageCheck.Field.NEVER);
    }
    if (node == null || field.getType() == FieldDescriptor.Type.GROUP) {
      return;
    }
    Payload payload = put(check, field, node, bit, capture);
    if (isThere && capture != null) {
      check.captureDefault(index, payload);
    }
  }

  private Payload put(
      MessageCheck check, FieldDescriptor field, Node node, long bit, @Nullable Capture capture) {
    long conflicts = bit;
    if (field.getContainingOneof() != null) {
      for (FieldDescriptor other : field.getContainingOneof().getFields()) {
        conflicts |= 1L << field.getContainingType().getFields().indexOf(other);
      }
    }
    int tag = field.getNumber() << 3;
    int own = tag | field.getLiteType().getWireType();
    Payload payload;
    if (field.isMapField()) {
      payload = entries(field, node, own, capture);
    } else if (field.isRepeated()) {
      payload = elements(field, node, own, false, capture);
      if (field.isPackable()) {
        Payload packed = elements(field, node, tag | 2, true, capture);
        check.put(tag | 2, new MessageCheck.Field(packed, bit, conflicts));
      }
    } else {
      payload = single(field, node, capture);
    }
    check.put(own, new MessageCheck.Field(payload, bit, conflicts));
    return payload;
  }

  private Payload elements(
      FieldDescriptor field, Node node, int tag, boolean packed, @Nullable Capture capture) {
    if (!node.allowed().keys().isEmpty()) {
      return Payload.NEVER;
    }
    Rows rows = Rows.of(slots, capture);
    Capture inside = capture == null ? null : capture.items();
    if (node.shape() instanceof Shape.Array array) {
      Payload item = single(field, array.items(), inside);
      int least = requireNonNullElse(array.minItems(), 0);
      int most = requireNonNullElse(array.maxItems(), Integer.MAX_VALUE);
      return new Elements(item, tag, packed, least, most, array.uniqueItems(), rows);
    }
    if (node.shape() instanceof Shape.Vector vector) {
      int least = requireNonNullElse(vector.dimensions(), 0);
      int most = requireNonNullElse(vector.dimensions(), Integer.MAX_VALUE);
      Payload item = single(field, A_NUMBER, inside);
      return new Elements(item, tag, packed, least, most, false, rows);
    }
    return node.shape() instanceof Shape.Any
        ? new Elements(
            single(field, ANYTHING, inside), tag, packed, 0, Integer.MAX_VALUE, false, rows)
        : Payload.NEVER;
  }

  private Payload entries(FieldDescriptor field, Node node, int tag, @Nullable Capture capture) {
    FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
    Entries.Tags tags = new Entries.Tags(tag, tag(key), tag(value));
    boolean textKey = key.getType() == FieldDescriptor.Type.STRING;
    Rows rows = Rows.of(slots, capture);
    Capture inside = capture == null ? null : capture.items();
    boolean isAny = node.shape() instanceof Shape.Any;
    if (!node.allowed().keys().isEmpty()
        || !(isAny || node.shape() instanceof Shape.Mapping)
        || (capture != null && !capture.members().isEmpty())) {
      return Payload.NEVER;
    }
    if (node.shape() instanceof Shape.Mapping map) {
      Payload keys = keys(key, map.key());
      Payload values = single(value, map.value(), inside);
      int least = requireNonNullElse(map.minProperties(), 0);
      int most = requireNonNullElse(map.maxProperties(), Integer.MAX_VALUE);
      return new Entries(tags, keys, textKey, values, least, most, rows);
    }
    return new Entries(
        tags,
        keys(key, ANYTHING),
        textKey,
        single(value, ANYTHING, inside),
        0,
        Integer.MAX_VALUE,
        rows);
  }

  /** A key is a text in JSON, read as what the contract says that it is. */
  private Payload keys(FieldDescriptor key, Node node) {
    boolean text = node.shape() instanceof Shape.Text || node.shape() instanceof Shape.Temporal;
    boolean numeric = node.shape() instanceof Shape.Numeric;
    boolean any = node.shape() instanceof Shape.Any && node.allowed().keys().isEmpty();
    boolean same =
        switch (key.getJavaType()) {
          case STRING -> text || any;
          case BOOLEAN -> any || node.shape() instanceof Shape.Bool;
          default -> any || numeric;
        };
    return same ? single(key, node, null) : Payload.NEVER;
  }

  private static int tag(FieldDescriptor field) {
    return field.getNumber() << 3 | field.getLiteType().getWireType();
  }

  /** One value of a field. */
  private Payload single(FieldDescriptor field, Node node, @Nullable Capture capture) {
    if (field.getJavaType() == JavaType.MESSAGE) {
      return inner(field, node, capture);
    }
    Slot slot = Slot.of(slots, capture);
    if (capture != null && !capture.members().isEmpty()) {
      return Payload.NEVER;
    }
    return scalar(field, node, slot);
  }

  private Payload scalar(FieldDescriptor field, Node node, @Nullable Slot slot) {
    boolean any = node.shape() instanceof Shape.Any;
    boolean number = any || node.shape() instanceof Shape.Numeric;
    return switch (field.getJavaType()) {
      case INT, LONG ->
          number && !isEmpty(allowed(node))
              ? new Whole(field, node, allowed(node), slot)
              : Payload.NEVER;
      case FLOAT, DOUBLE -> number ? new Real(field, node, slot) : Payload.NEVER;
      case BOOLEAN ->
          new Flag(ValueCheck.accepts(node, true), ValueCheck.accepts(node, false), slot);
      case STRING -> Text.of(node, slot, wire);
      case BYTE_STRING ->
          any || node.shape() instanceof Shape.Text ? new Binary(field, node, slot) : Payload.NEVER;
      case ENUM -> new Symbol(field, node, slot, wire);
      case MESSAGE -> throw new IllegalStateException("no scalar");
    };
  }

  private static boolean isEmpty(long @Nullable [] allowed) {
    return allowed != null && allowed.length == 0;
  }

  /** The enumerated whole numbers of 64 bits; null when all are allowed. */
  private static long @Nullable [] allowed(Node node) {
    Set<Object> keys = node.allowed().keys();
    return keys.isEmpty()
        ? null
        : keys.stream()
            .filter(value -> value instanceof BigDecimal && ValueCheck.accepts(node, value))
            .map(BigDecimal.class::cast)
            .filter(value -> (long) value.precision() - value.scale() < 20 && value.scale() <= 0)
            .map(BigDecimal::toBigIntegerExact)
            .filter(value -> value.bitLength() < Long.SIZE)
            .mapToLong(value -> value.longValueExact())
            .sorted()
            .toArray();
  }

  private Payload inner(FieldDescriptor field, Node node, @Nullable Capture capture) {
    Descriptor type = field.getMessageType();
    if (field.getType() == FieldDescriptor.Type.GROUP) {
      return Payload.NEVER;
    }
    if (ProtobufValues.isWrapper(type)) {
      return wrapped(type, node, capture);
    }
    if (ProtobufValues.isTimestamp(type) && Stamp.isFor(node)) {
      return new Stamp((Shape.Temporal) node.shape(), Slot.of(slots, capture));
    }
    boolean isAny = node.shape() instanceof Shape.Any;
    boolean isObject = isAny || node.shape() instanceof Shape.Struct;
    if (!ProtobufValues.isSpecial(type) && isObject && node.allowed().keys().isEmpty()) {
      Shape.Struct shape = node.shape() instanceof Shape.Struct struct ? struct : ANY_OBJECT;
      return new Inner(message(type, shape, capture), Slot.of(slots, capture));
    }
    return leaf(field, node, capture);
  }

  /** What is decoded is not captured: at most whether it is there. */
  private Payload leaf(FieldDescriptor field, Node node, @Nullable Capture capture) {
    if (capture == null) {
      return new Leaf(field, node, null);
    }
    boolean onlyPresence =
        capture.kind() == Kind.PRESENCE
            && capture.members().isEmpty()
            && !ProtobufValues.mayBeNull(field.getMessageType());
    return onlyPresence ? new Leaf(field, node, Slot.of(slots, capture)) : Payload.NEVER;
  }

  private Payload wrapped(Descriptor type, Node node, @Nullable Capture capture) {
    FieldDescriptor value = type.findFieldByNumber(1);
    return new Wrapped(
        single(value, node, capture),
        tag(value),
        ValueCheck.accepts(node, ProtobufValues.defaultOf(value)));
  }
}
