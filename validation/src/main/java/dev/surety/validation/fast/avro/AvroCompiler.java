package dev.surety.validation.fast.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.surety.contract.LogicalType;
import dev.surety.validation.fast.number.NumberBounds;
import dev.surety.validation.fast.text.Moments;
import dev.surety.validation.fast.text.PlainText;
import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.AvroValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.StringFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A contract's properties beside a writer's schema, to {@link Part}s. */
final class AvroCompiler {
  private static final Node ANYTHING =
      new Node("", false, false, AllowedValues.ALL, new Shape.Any());
  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final int MAX_SCALE = 18;

  /** Whole numbers up to here have the digits that they are written with. */
  private static final double WHOLE_DOUBLES = 1e15;

  private static final double WHOLE_FLOATS = 1e6;

  private final Input in;
  private final Slots slots;

  /** Parts that are only skipped: a type that is used again is the same, and may hold itself. */
  private final Map<Schema, Part> skipped = new IdentityHashMap<>();

  AvroCompiler(Input in, Slots slots) {
    this.in = in;
    this.slots = slots;
  }

  /** A record's part. */
  Part record(Node root, Schema schema, @Nullable Capture capture) {
    return part(root, false, schema, capture);
  }

  /** A part that any value is right for; it captures. */
  Part anything(Schema schema, Capture capture) {
    return part(ANYTHING, true, schema, capture);
  }

  private Part part(Node node, Schema schema, @Nullable Capture capture) {
    return part(node, !node.required(), schema, capture);
  }

  private Part part(Node node, boolean nullable, Schema schema, @Nullable Capture capture) {
    if (schema.getType() == Schema.Type.UNION) {
      return new Composites.Union(
          schema.getTypes().stream()
              .map(branch -> part(node, nullable, branch, capture))
              .toArray(Part[]::new));
    }
    Part part = plain(node, nullable, schema, capture);
    return capture == null || capture.slot() == Capture.NONE
        ? part
        : new Captured(part, capture.slot(), capture.kind(), slots);
  }

  private Part plain(Node node, boolean nullable, Schema schema, @Nullable Capture capture) {
    boolean isAny = node.shape() instanceof Shape.Any && node.allowed().keys().isEmpty();
    return switch (schema.getType()) {
      case NULL -> nullable ? new Scalars.Null() : Part.NOTHING;
      case ENUM -> symbol(node, schema, capture);
      case RECORD -> isAny ? anyRecord(schema, capture) : object(node, schema, capture);
      case ARRAY -> isAny ? anyArray(schema) : array(node, schema, capture);
      case MAP -> isAny ? anyMap(schema) : map(node, schema, capture);
      case UNION -> throw new IllegalStateException("a union in a union: " + schema);
      default -> isAny ? any(schema) : scalar(node, schema, capture);
    };
  }

  /** Any value of a scalar type. */
  private static Part any(Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> new Scalars.Bool();
      case INT -> new Scalars.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE, 1);
      case LONG -> new Scalars.Whole(Long.MIN_VALUE, Long.MAX_VALUE, 1);
      case FLOAT -> new Scalars.Real(false, -Float.MAX_VALUE, Float.MAX_VALUE, 0);
      case DOUBLE -> new Scalars.Real(true, -Double.MAX_VALUE, Double.MAX_VALUE, 0);
      case STRING -> new Scalars.Text(null);
      case BYTES -> new Scalars.Bytes(-1, 0, mostBytes(schema));
      case FIXED -> new Scalars.Bytes(schema.getFixedSize(), 0, mostBytes(schema));
      case NULL, ENUM, RECORD, ARRAY, MAP, UNION ->
          throw new IllegalStateException("no scalar: " + schema);
    };
  }

  private static int mostBytes(Schema schema) {
    return AvroValues.isDecimal(schema) ? AvroValues.MAX_DECIMAL_BYTES : Integer.MAX_VALUE;
  }

  private Part scalar(Node node, Schema schema, @Nullable Capture capture) {
    boolean isText = schema.getType() == Schema.Type.STRING;
    Set<Object> allowed = node.allowed().keys();
    Part any = any(schema);
    if (!allowed.isEmpty()) {
      return isText ? new Scalars.Text(oneOf(node, allowed)) : new Judged(node, schema, any);
    }
    @Nullable Part part = null;
    if (node.shape() instanceof Shape.Numeric shape) {
      part = number(shape, schema);
    } else if (node.shape() instanceof Shape.Bool) {
      part = schema.getType() == Schema.Type.BOOLEAN ? any : null;
    } else if (node.shape() instanceof Shape.Text shape) {
      part = text(shape, schema);
    } else if (node.shape() instanceof Shape.Temporal shape) {
      part = isText ? moment(shape) : moment(shape, schema, capture);
    } else {
      return Part.NOTHING;
    }
    return part == null ? new Judged(node, schema, any) : part;
  }

  private static TextCheck oneOf(Node node, Set<Object> allowed) {
    List<String> possible =
        allowed.stream()
            .filter(value -> value instanceof String && ValueCheck.accepts(node, value))
            .map(String.class::cast)
            .toList();
    return PlainText.oneOf(possible);
  }

  private static @Nullable Part number(Shape.Numeric shape, Schema schema) {
    boolean isPlain = AvroValues.temporal(schema) == null;
    return switch (schema.getType()) {
      case INT -> isPlain ? whole(shape, Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
      case LONG -> isPlain ? whole(shape, Long.MIN_VALUE + 1, Long.MAX_VALUE - 1) : null;
      case FLOAT -> real(shape, false);
      case DOUBLE -> real(shape, true);
      case BYTES, FIXED -> AvroValues.isDecimal(schema) ? decimal(shape, schema) : null;
      default -> null;
    };
  }

  private static Part whole(Shape.Numeric shape, long least, long greatest) {
    return new Scalars.Whole(
        Math.max(least, NumberBounds.least(shape, 0)),
        Math.min(greatest, NumberBounds.greatest(shape, 0)),
        NumberBounds.step(shape.multipleOf(), 0));
  }

  private static @Nullable Part real(Shape.Numeric shape, boolean isDouble) {
    if (shape.multipleOf() != null) {
      return null;
    }
    double wholeTo = !shape.integer() ? 0 : isDouble ? WHOLE_DOUBLES : WHOLE_FLOATS;
    return new Scalars.Real(
        isDouble, Bounds.leastReal(shape, isDouble), Bounds.greatestReal(shape, isDouble), wholeTo);
  }

  private static @Nullable Part decimal(Shape.Numeric shape, Schema schema) {
    int scale = ((LogicalTypes.Decimal) schema.getLogicalType()).getScale();
    if (scale > MAX_SCALE) {
      return null;
    }
    return new Scalars.Decimal(
        any(schema),
        scale,
        Math.max(Long.MIN_VALUE + 1, NumberBounds.least(shape, scale)),
        Math.min(Long.MAX_VALUE - 1, NumberBounds.greatest(shape, scale)),
        NumberBounds.step(shape.multipleOf(), scale),
        shape.integer() ? BigDecimal.TEN.pow(scale).longValueExact() : 1);
  }

  private @Nullable Part text(Shape.Text shape, Schema schema) {
    if (schema.getType() == Schema.Type.STRING) {
      return PlainText.of(shape, in.moment).map(check -> Scalars.text(check)).orElse(null);
    }
    int least = least(shape.minLength());
    int most = most(shape.maxLength());
    if (AvroValues.isUuid(schema)) {
      boolean isRight =
          shape.pattern() == null
              && (shape.format() == null || shape.format() == StringFormat.UUID)
              && least <= 36
              && most >= 36;
      return isRight ? any(schema) : null;
    }
    boolean isBytes =
        (schema.getType() == Schema.Type.BYTES || schema.getType() == Schema.Type.FIXED)
            && !AvroValues.isDecimal(schema);
    if (!isBytes || shape.pattern() != null || shape.format() != null) {
      return null;
    }
    int size = schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1;
    return new Scalars.Bytes(size, least, most);
  }

  /** A date or time as a text. */
  private @Nullable Part moment(Shape.Temporal shape) {
    if (!shape.format().isIso()) {
      return null;
    }
    Moments moments =
        new Moments(shape.type(), shape.format().timezone(), true, isUtc(shape), in.moment);
    return new Scalars.Text((b, from, to) -> moments.holds(b, from, to) && isWithin(shape, in));
  }

  private static boolean isUtc(Shape.Temporal shape) {
    return shape.format().defaultZone().normalized().equals(ZoneOffset.UTC);
  }

  private static boolean isWithin(Shape.Temporal shape, Input in) {
    return (shape.earliest() == null || compare(in, shape.earliest()) >= 0)
        && (shape.exclusiveEarliest() == null || compare(in, shape.exclusiveEarliest()) > 0)
        && (shape.latest() == null || compare(in, shape.latest()) <= 0)
        && (shape.exclusiveLatest() == null || compare(in, shape.exclusiveLatest()) < 0);
  }

  private static int compare(Input in, Shape.Temporal.Bound bound) {
    Instant instant = bound.instant();
    int order = Long.compare(in.moment.seconds, instant.getEpochSecond());
    return order != 0 ? order : in.moment.nanos - instant.getNano();
  }

  /** A date or time as a number. */
  private static @Nullable Part moment(
      Shape.Temporal shape, Schema schema, @Nullable Capture capture) {
    AvroValues.Temporal type = AvroValues.temporal(schema);
    if (type == null || !shape.format().isIso() || logical(type) != shape.type()) {
      return null;
    }
    boolean hasOffset = type.isTimestamp() && !type.isLocal();
    boolean isDate = type == AvroValues.Temporal.DATE;
    Boolean timezone = shape.format().timezone();
    boolean isRight = isDate || timezone == null || timezone == hasOffset;
    // In another zone it is another instant.
    if (!isRight || (!isDate && !hasOffset && !isUtc(shape))) {
      return null;
    }
    long[] bounds = Bounds.ofMoments(shape, type);
    if (schema.getType() == Schema.Type.INT) {
      bounds[0] = Math.max(bounds[0], Integer.MIN_VALUE);
      bounds[1] = Math.min(bounds[1], Integer.MAX_VALUE);
    }
    return new Scalars.Moment(bounds[0], bounds[1], type.perSecond());
  }

  private static LogicalType logical(AvroValues.Temporal type) {
    if (type == AvroValues.Temporal.DATE) {
      return LogicalType.DATE;
    }
    return type.isTimestamp() ? LogicalType.TIMESTAMP : LogicalType.TIME;
  }

  private Part symbol(Node node, Schema schema, @Nullable Capture capture) {
    List<String> symbols = schema.getEnumSymbols();
    boolean[] allowed = new boolean[symbols.size()];
    int[] starts = new int[symbols.size() + 1];
    boolean isRead = capture != null && capture.slot() != Capture.NONE;
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = ValueCheck.accepts(node, symbols.get(i));
      starts[i] = isRead ? in.text(symbols.get(i).getBytes(UTF_8)) : 0;
    }
    starts[allowed.length] = isRead ? in.start() : 0;
    return new Scalars.Symbol(allowed, starts);
  }

  private Part anyRecord(Schema schema, @Nullable Capture capture) {
    boolean isRead = capture != null && !capture.members().isEmpty();
    Part known = isRead ? null : skipped.get(schema);
    if (known != null) {
      return known;
    }
    Composites.Record record = new Composites.Record();
    if (!isRead) {
      skipped.put(schema, record);
    }
    fill(record, schema, Map.of(), capture);
    return record;
  }

  private void fill(
      Composites.Record record,
      Schema schema,
      Map<String, Node> members,
      @Nullable Capture capture) {
    List<Schema.Field> fields = schema.getFields();
    Part[] parts = new Part[fields.size()];
    int empty = 1;
    for (int i = 0; i < parts.length; i++) {
      Schema.Field field = fields.get(i);
      Node member = members.getOrDefault(field.name(), ANYTHING);
      Capture inside = capture == null ? null : capture.members().get(field.name());
      parts[i] = part(member, field.schema(), inside);
      boolean isFixed = field.schema().getType() == Schema.Type.FIXED;
      empty += isFixed || field.schema().getType() == Schema.Type.NULL ? 1 : 0;
    }
    record.fill(parts, empty);
  }

  private Part object(Node node, Schema schema, @Nullable Capture capture) {
    if (!(node.shape() instanceof Shape.Struct shape) || !node.allowed().keys().isEmpty()) {
      return Part.NOTHING;
    }
    int count = schema.getFields().size();
    boolean isRight =
        count >= least(shape.minProperties())
            && count <= most(shape.maxProperties())
            && shape.required().stream().allMatch(name -> schema.getField(name) != null)
            && shape.members().values().stream()
                .allMatch(member -> !member.required() || schema.getField(member.name()) != null)
            && (!shape.closed()
                || schema.getFields().stream()
                    .allMatch(field -> shape.members().containsKey(field.name())));
    if (!isRight) {
      return Part.NOTHING;
    }
    Composites.Record record = new Composites.Record();
    fill(record, schema, shape.members(), capture);
    return record;
  }

  private Part anyArray(Schema schema) {
    Schema items = schema.getElementType();
    return new Composites.Array(
        skip(items), 0, Integer.MAX_VALUE, EmptyTypes.takesBytes(items), null);
  }

  private Part skip(Schema schema) {
    return part(ANYTHING, schema, null);
  }

  private Part anyMap(Schema schema) {
    return new Composites.Entries(
        any(STRING), skip(schema.getValueType()), 0, Integer.MAX_VALUE, null);
  }

  private Part array(Node node, Schema schema, @Nullable Capture capture) {
    if (!node.allowed().keys().isEmpty()) {
      return Part.NOTHING;
    }
    Schema items = schema.getElementType();
    Capture inside = capture == null ? null : capture.items();
    boolean takesBytes = EmptyTypes.takesBytes(items);
    if (node.shape() instanceof Shape.Array shape) {
      if (shape.uniqueItems() && isScalar(items)) {
        return new Composites.Distinct(
            part(shape.items(), items, inside),
            isTextOrBytes(items),
            least(shape.minItems()),
            most(shape.maxItems()),
            takesBytes,
            rows(capture));
      }
      // Which encodings of other items are of equal ones is left to the reference.
      int most = shape.uniqueItems() ? 1 : Integer.MAX_VALUE;
      return new Composites.Array(
          part(shape.items(), items, inside),
          least(shape.minItems()),
          Math.min(most, most(shape.maxItems())),
          takesBytes,
          rows(capture));
    }
    if (node.shape() instanceof Shape.Vector shape && isNumber(items)) {
      int dimensions = requireNonNullElse(shape.dimensions(), -1);
      return new Composites.Array(
          part(ANYTHING, items, inside),
          Math.max(dimensions, 0),
          dimensions < 0 ? Integer.MAX_VALUE : dimensions,
          takesBytes,
          rows(capture));
    }
    return Part.NOTHING;
  }

  private static List<Schema> values(Schema schema) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().stream().filter(b -> b.getType() != Schema.Type.NULL).toList()
        : List.of(schema);
  }

  private static boolean isTextOrBytes(Schema schema) {
    return values(schema).stream()
        .allMatch(
            value ->
                switch (value.getType()) {
                  case STRING -> true;
                  case BYTES, FIXED -> !AvroValues.isDecimal(value);
                  default -> false;
                });
  }

  /** Whether two items are equal exactly when they are the same number, or the same bytes. */
  private static boolean isScalar(Schema schema) {
    List<Schema> values = values(schema);
    return values.size() == 1
        && (isTextOrBytes(schema)
            || switch (values.get(0).getType()) {
              case BOOLEAN, INT, LONG, ENUM -> true;
              default -> false;
            });
  }

  private static boolean isNumber(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG -> AvroValues.temporal(schema) == null;
      case FLOAT, DOUBLE -> true;
      default -> AvroValues.isDecimal(schema);
    };
  }

  private Part map(Node node, Schema schema, @Nullable Capture capture) {
    if (!(node.shape() instanceof Shape.Mapping shape) || !node.allowed().keys().isEmpty()) {
      return Part.NOTHING;
    }
    return new Composites.Entries(
        key(shape.key()),
        part(shape.value(), schema.getValueType(), capture == null ? null : capture.items()),
        least(shape.minProperties()),
        most(shape.maxProperties()),
        rows(capture));
  }

  /** A key is a text whatever its type; those that are read as texts have a check of their own. */
  private Part key(Node key) {
    boolean asText =
        key.shape() instanceof Shape.Text
            || key.shape() instanceof Shape.Temporal
            || (key.shape() instanceof Shape.Any && key.allowed().keys().isEmpty());
    return asText
        ? part(key, STRING, null)
        : new Scalars.Text(
            (b, from, to) -> ValueCheck.acceptsKey(key, new String(b, from, to - from, UTF_8)));
  }

  private Composites.@Nullable Rows rows(@Nullable Capture capture) {
    boolean isRead = capture != null && (capture.kind() == Kind.LIST || capture.kind() == Kind.MAP);
    return isRead && capture != null && capture.items() != null
        ? new Composites.Rows(slots, capture.slot(), capture.key())
        : null;
  }

  private static int least(@Nullable Integer least) {
    return requireNonNullElse(least, 0);
  }

  private static int most(@Nullable Integer most) {
    return requireNonNullElse(most, Integer.MAX_VALUE);
  }
}
