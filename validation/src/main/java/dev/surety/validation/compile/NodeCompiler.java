package dev.surety.validation.compile;

import dev.surety.contract.EnvelopePart;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.LinearPattern;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.NumberFormat;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.StringFormat;
import dev.surety.validation.type.TemporalFormat;
import dev.surety.validation.type.TemporalFormats;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Property to {@link Node}, with the problems of patterns, formats and bounds. */
final class NodeCompiler {
  private static final Shape ANY = new Shape.Any();
  private static final Node ANYTHING = new Node("", false, false, AllowedValues.ALL, ANY);

  private final Problems problems;

  NodeCompiler(Problems problems) {
    this.problems = problems;
  }

  /** The record itself, which is an object whether or not the contract says so. */
  Node record(Property root) {
    Shape shape = struct(root, isClassified(root, false));
    return node(root, isClassified(root, false), shape);
  }

  /** A key or header; a key is as secret as the property that it equals. */
  Node outside(EnvelopePart part, Property record) {
    boolean classified = false;
    Property at = part.property() == null ? null : record;
    for (String step : part.steps()) {
      classified = at != null && isClassified(at, classified);
      at =
          at == null
              ? null
              : at.properties().stream()
                  .filter(member -> member.name().equals(step))
                  .findFirst()
                  .orElse(null);
    }
    return compile(part.type(), at != null && isClassified(at, classified));
  }

  private Node compile(Property property, boolean classifiedAbove) {
    boolean classified = isClassified(property, classifiedAbove);
    return node(property, classified, shape(property, classified));
  }

  private static Node node(Property property, boolean classified, Shape shape) {
    AllowedValues allowed =
        property.allowed().isEmpty() ? AllowedValues.ALL : new AllowedValues(property.allowed());
    return new Node(property.name(), property.required(), classified, allowed, shape);
  }

  private static boolean isClassified(Property property, boolean above) {
    String classification = property.classification();
    return above || (classification != null && !classification.equalsIgnoreCase("public"));
  }

  private Shape shape(Property property, boolean classified) {
    LogicalType type = property.type();
    if (type == null) {
      return ANY;
    }
    Options options = property.options();
    return switch (type) {
      case STRING -> text(options);
      case INTEGER -> number(property, true);
      case NUMBER -> number(property, false);
      case BOOLEAN -> new Shape.Bool();
      case DATE, TIMESTAMP, TIME -> temporal(type, options);
      case OBJECT -> struct(property, classified);
      case ARRAY ->
          new Shape.Array(
              inner(property.items(), classified),
              options.minItems(),
              options.maxItems(),
              options.uniqueItems());
      case MAP ->
          new Shape.Mapping(
              key(property.mapKey(), classified),
              inner(property.mapValue(), classified),
              options.minProperties(),
              options.maxProperties());
      case VECTOR -> new Shape.Vector(options.dimensions());
    };
  }

  private Node inner(@Nullable Property property, boolean classified) {
    if (property != null) {
      return compile(property, classified);
    }
    return classified ? new Node("", false, true, AllowedValues.ALL, ANY) : ANYTHING;
  }

  /** In JSON a map's keys are texts, so they cannot be objects or arrays. */
  private Node key(@Nullable Property property, boolean classified) {
    LogicalType type = property == null ? null : property.type();
    if (property != null
        && (type == LogicalType.OBJECT
            || type == LogicalType.ARRAY
            || type == LogicalType.MAP
            || type == LogicalType.VECTOR)) {
      problems.error(
          "bad-map-key",
          property.at(),
          "A map's key cannot be of type " + type.odcsName() + ".",
          "Keys are scalars: string, integer, number, boolean, date, timestamp or time.");
    }
    return inner(property, classified);
  }

  private Shape struct(Property property, boolean classified) {
    Map<String, Node> members = new LinkedHashMap<>();
    for (Property member : property.properties()) {
      members.put(member.name(), compile(member, classified));
    }
    List<String> required = property.options().required().stream().map(Text::value).toList();
    return new Shape.Struct(
        members,
        required,
        property.closed(),
        property.options().minProperties(),
        property.options().maxProperties());
  }

  private Shape text(Options options) {
    return new Shape.Text(
        options.minLength(),
        options.maxLength(),
        options.pattern() == null ? null : pattern(options.pattern()),
        options.format() == null ? null : stringFormat(options.format()));
  }

  private @Nullable LinearPattern pattern(Text pattern) {
    try {
      return LinearPattern.compile(pattern.value());
    } catch (LinearPattern.Refused e) {
      problems.error(e.code(), pattern, e.offset(), message(e), e.help());
      return null;
    }
  }

  private @Nullable StringFormat stringFormat(Text format) {
    return StringFormat.named(format.value())
        .orElseGet(
            () -> {
              unknownFormat(format, "string", StringFormat.names());
              return null;
            });
  }

  private Shape number(Property property, boolean integer) {
    Options options = property.options();
    NumberFormat format = integer ? NumberFormat.I64 : NumberFormat.UNBOUNDED;
    if (options.format() != null) {
      NumberFormat named = NumberFormat.named(options.format().value(), integer).orElse(null);
      if (named == null) {
        unknownFormat(
            options.format(), integer ? "integer" : "number", NumberFormat.names(integer));
      } else {
        format = named;
      }
    }
    BigDecimal step = options.multipleOf();
    if (step != null && step.signum() <= 0) {
      problems.error("bad-multiple-of", property.at(), "multipleOf must be greater than 0.", "");
      step = null;
    }
    return new Shape.Numeric(
        integer,
        format,
        options.minimum(),
        options.maximum(),
        options.exclusiveMinimum(),
        options.exclusiveMaximum(),
        step);
  }

  private void unknownFormat(Text format, String type, List<String> known) {
    problems.error(
        "unknown-format",
        format.at(),
        "There is no format \"" + format.value() + "\" for a " + type + ".",
        DidYouMean.closest(format.value(), known)
            .map(meant -> "Did you mean \"" + meant + "\"?")
            .orElse("Known formats: " + String.join(", ", known) + "."));
  }

  private Shape temporal(LogicalType type, Options options) {
    TemporalFormats.Choice choice;
    try {
      choice =
          TemporalFormats.choose(
              type,
              options.format() == null ? null : options.format().value(),
              options.timezone(),
              zone(options.defaultTimezone()));
    } catch (TemporalFormats.Refused e) {
      if (options.format() == null) {
        throw new IllegalStateException("the default format is always good", e);
      }
      problems.error(
          e.code(),
          options.format().at(),
          message(e),
          "Patterns are those of java.time.format.DateTimeFormatter; without a format, ISO 8601 is"
              + " expected.");
      return ANY;
    }
    if (choice.warning() != null && options.format() != null) {
      problems.warning(
          "format-read-as-iso",
          options.format().at(),
          choice.warning(),
          "Leave the format out, or write a JDK pattern such as uuuu-MM-dd'T'HH:mm:ssXXX.");
    }
    Shape.Temporal.Bound earliest = bound(choice, options.earliest());
    Shape.Temporal.Bound latest = bound(choice, options.latest());
    Shape.Temporal.Bound after = bound(choice, options.exclusiveEarliest());
    Shape.Temporal.Bound before = bound(choice, options.exclusiveLatest());
    refuseEmpty(options.earliest(), earliest, latest, 0);
    refuseEmpty(options.earliest(), earliest, before, -1);
    refuseEmpty(options.exclusiveEarliest(), after, latest, -1);
    refuseEmpty(options.exclusiveEarliest(), after, before, -1);
    return new Shape.Temporal(choice.format(), earliest, latest, after, before);
  }

  /** Reports bounds that no moment lies between. */
  private void refuseEmpty(
      @Nullable Text at,
      Shape.Temporal.@Nullable Bound low,
      Shape.Temporal.@Nullable Bound high,
      int most) {
    if (at != null
        && low != null
        && high != null
        && low.instant().compareTo(high.instant()) > most) {
      problems.error(
          "contradiction",
          at.at(),
          "Nothing lies between \"" + low.text() + "\" and \"" + high.text() + "\".",
          "");
    }
  }

  private ZoneId zone(@Nullable Text name) {
    if (name == null) {
      return ZoneId.of("Etc/UTC");
    }
    try {
      return TemporalFormats.zone(name.value());
    } catch (TemporalFormats.Refused e) {
      problems.error(
          e.code(),
          name.at(),
          message(e),
          "Write a name of the IANA database such as Europe/Paris.");
      return ZoneId.of("Etc/UTC");
    }
  }

  /** A bound is written like the values, or in ISO 8601. */
  private Shape.Temporal.@Nullable Bound bound(TemporalFormats.Choice choice, @Nullable Text text) {
    if (text == null) {
      return null;
    }
    Instant instant = choice.format().parse(text.value());
    if (instant == null) {
      instant = TemporalFormats.iso(choice.format()).parse(text.value());
    }
    if (instant == null) {
      instant = withColonInOffset(choice.format(), text);
    }
    if (instant == null) {
      problems.error(
          "bad-bound",
          text.at(),
          "\"" + text.value() + "\" is not " + choice.format().expected() + ".",
          "Write the bound like the values.");
      return null;
    }
    return new Shape.Temporal.Bound(text.value(), instant);
  }

  private @Nullable Instant withColonInOffset(TemporalFormat format, Text text) {
    TemporalFormat other = TemporalFormats.withColonInOffset(format);
    Instant instant = other == null ? null : other.parse(text.value());
    if (instant != null) {
      problems.warning(
          "bound-offset",
          text.at(),
          "The offset of the bound has a colon, but by the pattern letter Z values have none"
              + " (+1000).",
          "Write xxx instead of Z in the format if values have a colon.");
    }
    return instant;
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
