package dev.surety.validation.fast.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.surety.contract.pattern.Run;
import dev.surety.validation.fast.text.Formats;
import dev.surety.validation.fast.text.Moments;
import dev.surety.validation.fast.text.Patterns;
import dev.surety.validation.fast.text.RunsCheck;
import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A contract's compiled properties to {@link Check}s. What has no fast form becomes a leaf. */
final class PlanCompiler {
  private static final Node ANYTHING =
      new Node("", false, false, AllowedValues.ALL, new Shape.Any());

  private final Scan scan;
  private final int maxDepth;
  private final Slots slots;

  /**
   * @param slots filled by the checks that are made
   */
  PlanCompiler(Scan scan, int maxDepth, Slots slots) {
    this.scan = scan;
    this.maxDepth = maxDepth;
    this.slots = slots;
  }

  /** The check of a record. */
  Check record(Node root, Capture capture) {
    return check(root, 0, false, capture);
  }

  /** The check of a key or header, which is not null. */
  Check outside(Node node) {
    return check(node, 0, false, null);
  }

  /** A check that any JSON is right for; it captures. */
  Check anything(Capture capture) {
    return check(ANYTHING, 0, true, capture);
  }

  /**
   * @param depth of the object or array around the value
   * @param capture what rules read of it; null for nothing
   */
  private Check check(Node node, int depth, boolean nullable, @Nullable Capture capture) {
    Check check =
        node.allowed().keys().isEmpty()
            ? node.shape().accept(new Shapes(node, depth, nullable, capture))
            : enumerated(node, nullable);
    return capture == null || capture.slot() == Capture.NONE
        ? check
        : new Captured(check, capture.slot(), capture.kind(), node.shape(), slots);
  }

  private Check check(Node node, int depth, @Nullable Capture capture) {
    return check(node, depth, !node.required(), capture);
  }

  /** Texts are looked up; of an enumeration only scalars can be equal to a value. */
  private static Check enumerated(Node node, boolean nullable) {
    List<Object> possible =
        node.allowed().keys().stream().filter(value -> ValueCheck.accepts(node, value)).toList();
    if (possible.isEmpty()) {
      return new Nothing(nullable);
    }
    boolean texts = possible.stream().allMatch(value -> value instanceof String);
    return texts
        ? new OneOf(node, nullable, possible.stream().map(String.class::cast).toList())
        : new Leaf(node, nullable);
  }

  private final class Shapes implements Shape.Visitor<Check> {
    private final Node node;
    private final int depth;
    private final boolean nullable;
    private final @Nullable Capture capture;

    Shapes(Node node, int depth, boolean nullable, @Nullable Capture capture) {
      this.node = node;
      this.depth = depth;
      this.nullable = nullable;
      this.capture = capture;
    }

    private @Nullable Rows rows() {
      return capture == null || capture.items() == null
          ? null
          : new Rows(slots, capture.slot(), capture.key());
    }

    private @Nullable Capture inside() {
      return capture == null ? null : capture.items();
    }

    @Override
    public Check any(Shape.Any shape) {
      Check anything = new Anything(nullable, depth, maxDepth);
      return capture == null || capture.members().isEmpty() || depth >= maxDepth
          ? anything
          : new Untyped(struct(untyped(capture), nullable, depth + 1, capture), anything);
    }

    @Override
    public Check bool(Shape.Bool shape) {
      return new Booleans(nullable);
    }

    @Override
    public Check number(Shape.Numeric shape) {
      return new Numeric(node, shape, nullable);
    }

    @Override
    public Check text(Shape.Text shape) {
      return PlanCompiler.this.text(node, shape, nullable);
    }

    @Override
    public Check temporal(Shape.Temporal shape) {
      if (!shape.format().isIso()) {
        return new Leaf(node, nullable);
      }
      boolean utc = shape.format().defaultZone().normalized().equals(ZoneOffset.UTC);
      Moments moments =
          new Moments(
              shape.type(),
              shape.format().timezone(),
              Temporal.isBounded(shape) || capture != null,
              utc,
              scan.moment);
      return new Temporal(node, shape, nullable, moments);
    }

    @Override
    public Check object(Shape.Struct shape) {
      return depth < maxDepth ? struct(shape, nullable, depth + 1, capture) : new Nothing(nullable);
    }

    @Override
    public Check array(Shape.Array shape) {
      return depth < maxDepth
          ? new Elements(
              nullable,
              check(shape.items(), depth + 1, inside()),
              least(shape.minItems()),
              most(shape.maxItems()),
              shape.uniqueItems(),
              depth + 1,
              rows())
          : new Nothing(nullable);
    }

    @Override
    public Check map(Shape.Mapping shape) {
      return depth < maxDepth
          ? new Entries(
              nullable,
              shape.key(),
              key(shape.key()),
              check(shape.value(), depth + 1, inside()),
              least(shape.minProperties()),
              most(shape.maxProperties()),
              depth + 1,
              rows())
          : new Nothing(nullable);
    }

    @Override
    public Check vector(Shape.Vector shape) {
      int dimensions = requireNonNullElse(shape.dimensions(), -1);
      return depth < maxDepth
          ? new Elements(
              nullable,
              number(),
              Math.max(dimensions, 0),
              dimensions < 0 ? Integer.MAX_VALUE : dimensions,
              false,
              depth + 1,
              rows())
          : new Nothing(nullable);
    }

    /** An item of a vector. */
    private Check number() {
      Capture inside = inside();
      return inside == null || inside.slot() == Capture.NONE
          ? new AnyNumber()
          : new Captured(new AnyNumber(), inside.slot(), inside.kind(), new Shape.Any(), slots);
    }
  }

  private static int least(@Nullable Integer least) {
    return requireNonNullElse(least, 0);
  }

  private static int most(@Nullable Integer most) {
    return requireNonNullElse(most, Integer.MAX_VALUE);
  }

  /** A key is a text whatever its type; those that are read as texts have a check of their own. */
  private @Nullable Check key(Node key) {
    boolean asText =
        key.shape() instanceof Shape.Text
            || key.shape() instanceof Shape.Temporal
            || (key.shape() instanceof Shape.Any && key.allowed().keys().isEmpty());
    if (!asText) {
      return null;
    }
    return key.shape() instanceof Shape.Any
        ? new Text(key, new Shape.Text(null, null, null, null), false, List.of())
        : check(key, 0, false, null);
  }

  /** An object of which the members that rules read may have any value. */
  private static Shape.Struct untyped(Capture capture) {
    Map<String, Node> members = new LinkedHashMap<>();
    capture.members().keySet().forEach(name -> members.put(name, ANYTHING));
    return new Shape.Struct(members, List.of(), false, null, null);
  }

  private Check struct(Shape.Struct shape, boolean nullable, int depth, @Nullable Capture capture) {
    List<String> names = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    List<Boolean> required = new ArrayList<>();
    for (Map.Entry<String, Node> member : shape.members().entrySet()) {
      names.add(member.getKey());
      Capture inside = capture == null ? null : capture.members().get(member.getKey());
      checks.add(check(member.getValue(), depth, inside));
      required.add(member.getValue().required() || shape.required().contains(member.getKey()));
    }
    for (String name : shape.required()) {
      if (!names.contains(name)) {
        names.add(name);
        checks.add(shape.closed() ? new Nothing(false) : new Anything(true, depth, maxDepth));
        required.add(true);
      }
    }
    if (!names.stream().allMatch(PlanCompiler::isWrittenPlain)) {
      return new Nothing(nullable);
    }
    return new Struct(
        nullable,
        new Struct.Form(
            names,
            checks,
            required,
            shape.closed(),
            least(shape.minProperties()),
            most(shape.maxProperties())),
        depth,
        maxDepth);
  }

  /** Whether the name stands in JSON as it is; one that does not is left to the reference. */
  private static boolean isWrittenPlain(String name) {
    return new String(name.getBytes(UTF_8), UTF_8).equals(name)
        && name.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\');
  }

  private Check text(Node node, Shape.Text shape, boolean nullable) {
    Optional<List<Run>> fixed = Patterns.fixed(shape);
    if (fixed.isPresent()) {
      return Patterns.fitsLength(shape, fixed.get())
          ? new FixedText(node, nullable, fixed.get())
          : new Nothing(nullable);
    }
    List<TextCheck> tests = new ArrayList<>();
    if (shape.pattern() != null) {
      Optional<TextCheck> pattern = Patterns.check(shape.pattern(), RunsCheck::inJson);
      if (pattern.isEmpty()) {
        return new Leaf(node, nullable);
      }
      if (shape.format() == null && pattern.get() instanceof RunsCheck runs) {
        return new RunText(node, shape, nullable, runs);
      }
      tests.add(pattern.get());
    }
    if (shape.format() != null) {
      tests.add(Formats.of(shape.format(), scan.moment));
    }
    return new Text(node, shape, nullable, tests);
  }
}
