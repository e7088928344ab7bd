package dev.surety.validation.cases;

import dev.surety.contract.Contract;
import dev.surety.contract.EnvelopePart;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.Text;
import dev.surety.validation.Violation;
import dev.surety.validation.cases.Coverage.Kind;
import dev.surety.validation.cases.Coverage.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything in a contract that a record can break, and which of it a violation is. */
final class CoverageTargets {
  private static final String CLOSED = "surety.closed";

  private final Contract contract;
  private final Set<Target> targets = new LinkedHashSet<>();

  CoverageTargets(Contract contract) {
    this.contract = contract;
    for (SchemaObject object : contract.objects()) {
      targets.add(new Target(Kind.RECORD_TYPE, object.name(), ""));
      object.rules().forEach(rule -> targets.add(rule(object, rule.id())));
      if (object.tombstones() == Passage.QUARANTINE) {
        targets.add(constraint(object, "", "surety.tombstones"));
      }
      if (object.keyless() == Passage.QUARANTINE) {
        targets.add(constraint(object, "", "surety.keyless"));
      }
      if (object.key() != null) {
        targets.add(constraint(object, "key", object.key().setting()));
      }
      for (EnvelopePart header : object.headers()) {
        targets.add(constraint(object, "headers." + header.type().name(), header.setting()));
      }
      property(object, object.root(), "");
    }
  }

  List<Target> all() {
    return List.copyOf(targets);
  }

  private static Target rule(SchemaObject object, String id) {
    return new Target(Kind.RULE, object.name(), id);
  }

  private static Target constraint(SchemaObject object, String path, String name) {
    return new Target(Kind.CONSTRAINT, object.name(), path.isEmpty() ? name : path + ": " + name);
  }

  private void property(SchemaObject object, Property property, String path) {
    LogicalType type = property.type();
    if (property.required() && !path.isEmpty()) {
      targets.add(constraint(object, path, "required"));
    }
    if (type != null) {
      targets.add(constraint(object, path, "logicalType"));
    }
    if (!property.allowed().isEmpty()) {
      targets.add(constraint(object, path, "enum"));
    }
    options(object, property.options(), path);
    // The format of a date or time is part of its type.
    if (type == LogicalType.STRING || type == LogicalType.INTEGER || type == LogicalType.NUMBER) {
      given(object, path, "format", property.options().format());
    }
    if (property.closed()) {
      targets.add(constraint(object, path, CLOSED));
    }
    for (Text member : property.options().required()) {
      targets.add(constraint(object, child(path, member.value()), "required"));
    }
    property.properties().forEach(member -> property(object, member, child(path, member.name())));
    inner(object, property.items(), path + "[]");
    inner(object, property.mapKey(), path + "{}");
    inner(object, property.mapValue(), path + "{}");
  }

  private void inner(SchemaObject object, @Nullable Property property, String path) {
    if (property != null) {
      property(object, property, path);
    }
  }

  private void options(SchemaObject object, Options options, String path) {
    given(object, path, "minLength", options.minLength());
    given(object, path, "maxLength", options.maxLength());
    given(object, path, "pattern", options.pattern());
    given(object, path, "minimum", options.minimum());
    given(object, path, "maximum", options.maximum());
    given(object, path, "exclusiveMinimum", options.exclusiveMinimum());
    given(object, path, "exclusiveMaximum", options.exclusiveMaximum());
    given(object, path, "multipleOf", options.multipleOf());
    given(object, path, "minimum", options.earliest());
    given(object, path, "maximum", options.latest());
    given(object, path, "exclusiveMinimum", options.exclusiveEarliest());
    given(object, path, "exclusiveMaximum", options.exclusiveLatest());
    given(object, path, "minItems", options.minItems());
    given(object, path, "maxItems", options.maxItems());
    given(object, path, "minProperties", options.minProperties());
    given(object, path, "maxProperties", options.maxProperties());
    given(object, path, "dimensions", options.dimensions());
    given(object, path, "uniqueItems", options.uniqueItems() ? true : null);
  }

  private void given(SchemaObject object, String path, String name, @Nullable Object option) {
    if (option != null) {
      targets.add(constraint(object, path, name));
    }
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** What a violation breaks of a record type. */
  Optional<Target> of(Violation violation, String recordType) {
    return contract.objects().stream()
        .filter(object -> object.name().equals(recordType))
        .findFirst()
        .map(object -> of(violation, object));
  }

  private static Target of(Violation violation, SchemaObject object) {
    boolean isRule =
        violation.path().isEmpty()
            && object.rules().stream().anyMatch(rule -> rule.id().equals(violation.rule()));
    if (isRule) {
      return rule(object, violation.rule());
    }
    String name = violation.rule();
    String path = template(violation.path(), object.root(), !name.equals(CLOSED));
    // It is said of the item that equals another one.
    if (name.equals("uniqueItems") && path.endsWith("[]")) {
      path = path.substring(0, path.length() - 2);
    }
    return constraint(object, path, name);
  }

  /** The place in the contract of a place in a record; an unknown member is kept on demand. */
  private static String template(String path, Property root, boolean keepUnknown) {
    StringBuilder template = new StringBuilder();
    Property at = root;
    for (String step : steps(path)) {
      LogicalType type = at == null ? null : at.type();
      if (at == null || type == LogicalType.VECTOR) {
        break;
      }
      if (type == LogicalType.ARRAY) {
        template.append("[]");
        at = at.items();
      } else if (type == LogicalType.MAP) {
        template.append("{}");
        at = at.mapValue();
      } else {
        at = member(at, step);
        if (at != null || keepUnknown) {
          template.append(template.isEmpty() ? "" : ".").append(step);
        }
      }
    }
    return template.toString();
  }

  private static @Nullable Property member(Property owner, String name) {
    return owner.properties().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The names and numbers in a path such as {@code lines[2].parts["a b"]}. */
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      if (path.charAt(at) == '.') {
        at++;
      } else if (path.startsWith("[\"", at)) {
        int end = path.indexOf("\"]", at);
        steps.add(path.substring(at + 2, end < 0 ? path.length() : end));
        at = end < 0 ? path.length() : end + 2;
      } else if (path.charAt(at) == '[') {
        int end = path.indexOf(']', at);
        steps.add(path.substring(at + 1, end < 0 ? path.length() : end));
        at = end < 0 ? path.length() : end + 1;
      } else {
        int end = at;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          end++;
        }
        steps.add(path.substring(at, end));
        at = end;
      }
    }
    return steps;
  }
}
