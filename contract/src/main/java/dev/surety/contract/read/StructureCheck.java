package dev.surety.contract.read;

import dev.surety.contract.read.Shape.Field;
import dev.surety.contract.read.Shape.Plain;
import dev.surety.contract.read.Shape.Struct;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.Meaning;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlScalar.Kind;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a document with the tables and reports every difference. */
final class StructureCheck {
  /** Is told what each mapping of a document is. */
  interface Visitor {
    void visit(YamlMapping mapping, Struct struct);
  }

  private final OdcsVersion version;
  private final Problems problems;
  private final Visitor visitor;

  StructureCheck(OdcsVersion version, Problems problems, Visitor visitor) {
    this.version = version;
    this.problems = problems;
    this.visitor = visitor;
  }

  /**
   * @param name what the value is for messages, such as {@code 'host'} or {@code an item of 'tags'}
   */
  void check(YamlNode node, Shape shape, String name) {
    if (shape instanceof Plain plain) {
      checkPlain(node, plain, name);
    } else if (shape instanceof Shape.Count count) {
      checkCount(node, count, name);
    } else if (shape instanceof Shape.Words words) {
      checkWord(node, words, name);
    } else if (shape instanceof Shape.Matching matching) {
      checkPattern(node, matching, name);
    } else if (shape instanceof Shape.Items items) {
      checkItems(node, items, name);
    } else if (shape instanceof Shape.Since since) {
      checkSince(node, since, name);
    } else if (shape instanceof Shape.Later later) {
      check(node, later.shape().get(), name);
    } else if (shape instanceof Shape.Either either) {
      checkEither(node, either, name);
    } else if (shape instanceof Struct struct) {
      checkStruct(node, struct);
    }
  }

  private void checkPlain(YamlNode node, Plain plain, String name) {
    Kind kind = node instanceof YamlScalar scalar ? scalar.kind() : null;
    boolean fits =
        switch (plain) {
          case STRING -> kind == Kind.STRING;
          case NUMBER, POSITIVE -> kind == Kind.INTEGER || kind == Kind.NUMBER;
          case INTEGER -> isInteger(node);
          case BOOLEAN -> kind == Kind.BOOLEAN;
          case SCALAR -> kind != null;
          case MAPPING -> node instanceof YamlMapping;
          case STRING_OR_INTEGER -> kind == Kind.STRING || isInteger(node);
          case STRING_OR_MAPPING -> kind == Kind.STRING || node instanceof YamlMapping;
          case ANY -> true;
        };
    if (!fits) {
      wrongType(node, name, plain.expected());
    } else if (plain == Plain.NUMBER || plain == Plain.INTEGER) {
      numberOf(node, name);
    } else if (plain == Plain.POSITIVE) {
      BigDecimal number = numberOf(node, name);
      if (number != null && number.signum() <= 0) {
        problems.error("out-of-range", node.at(), name + " must be greater than 0");
      }
    }
  }

  /** As in JSON Schema, {@code 1.0} is an integer. */
  private static boolean isInteger(YamlNode node) {
    return node instanceof YamlScalar scalar
        && (scalar.kind() == Kind.INTEGER
            || scalar.number().filter(n -> n.stripTrailingZeros().scale() <= 0).isPresent());
  }

  private @Nullable BigDecimal numberOf(YamlNode node, String name) {
    BigDecimal number = ((YamlScalar) node).number().orElse(null);
    if (number == null) {
      problems.error("out-of-range", node.at(), name + " is not finite, or too long");
    }
    return number;
  }

  private void checkCount(YamlNode node, Shape.Count count, String name) {
    if (!isInteger(node)) {
      wrongType(node, name, "an integer");
      return;
    }
    BigDecimal number = numberOf(node, name);
    if (number == null) {
      return;
    }
    if (number.compareTo(BigDecimal.valueOf(count.least())) < 0) {
      problems.error("out-of-range", node.at(), name + " must be at least " + count.least());
    } else if (number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      problems.error("out-of-range", node.at(), name + " must be at most " + Integer.MAX_VALUE);
    }
  }

  private void checkWord(YamlNode node, Shape.Words words, String name) {
    if (!(node instanceof YamlScalar scalar) || !scalar.isString()) {
      wrongType(node, name, "a string");
      return;
    }
    String word = scalar.value();
    OdcsVersion since = words.words().get(word);
    if (since == null) {
      List<String> known = new ArrayList<>();
      words
          .words()
          .forEach(
              (known1, from) -> {
                if (version.isAtLeast(from)) {
                  known.add(known1);
                }
              });
      String message = "'" + word + "' is not a value of " + name;
      problems.error("unknown-value", node.at(), message, DidYouMean.help(word, known));
    } else if (!version.isAtLeast(since)) {
      newer(node, "'" + word + "' as " + name, since);
    }
  }

  /**
   * The official schemas of later versions read documents of earlier ones, and the official
   * examples rely on it: what came later is accepted with a warning.
   */
  private void newer(YamlNode node, String what, OdcsVersion since) {
    problems.warning(
        "newer-version",
        node.at(),
        what + " came with ODCS " + since.first(),
        "write apiVersion: " + since.first());
  }

  private void checkSince(YamlNode node, Shape.Since since, String name) {
    boolean isLater =
        !version.isAtLeast(since.version())
            && !fits(node, since.before(), name)
            && fits(node, since.then(), name);
    if (isLater) {
      newer(node, name + " as " + node.describe(), since.version());
    }
    boolean takesThen = isLater || version.isAtLeast(since.version());
    check(node, takesThen ? since.then() : since.before(), name);
  }

  private boolean fits(YamlNode node, Shape shape, String name) {
    Problems found = new Problems();
    new StructureCheck(version, found, (mapping, struct) -> {}).check(node, shape, name);
    return !found.hasErrors();
  }

  private void checkPattern(YamlNode node, Shape.Matching matching, String name) {
    if (!(node instanceof YamlScalar scalar) || !scalar.isString()) {
      wrongType(node, name, "a string");
    } else if (!matching.pattern().matcher(scalar.value()).find()) {
      String message = name + " must be " + matching.expected();
      problems.error("invalid-value", node.at(), message);
    }
  }

  private void checkItems(YamlNode node, Shape.Items shape, String name) {
    if (!(node instanceof YamlSequence list)) {
      wrongType(node, name, "a list");
      return;
    }
    if (list.items().size() < shape.least()) {
      problems.error("empty-value", node.at(), name + " needs at least one item");
    }
    list.items().forEach(item -> check(item, shape.item(), "an item of " + name));
    if (shape.duplicate() != null) {
      checkUnique(list.items(), shape.duplicate());
    }
  }

  private void checkUnique(List<YamlNode> items, String duplicate) {
    for (int i = 1; i < items.size(); i++) {
      YamlNode item = items.get(i);
      if (items.subList(0, i).stream().anyMatch(earlier -> Meaning.same(earlier, item))) {
        YamlNode named = item instanceof YamlMapping m ? m.get("value").orElse(item) : item;
        String what = named instanceof YamlScalar scalar ? "'" + scalar.value() + "'" : "this";
        problems.error("duplicate-value", named.at(), what + " " + duplicate);
      }
    }
  }

  private void checkEither(YamlNode node, Shape.Either either, String name) {
    Shape shape = either.string();
    if (node instanceof YamlMapping) {
      shape = either.mapping();
    } else if (node instanceof YamlSequence) {
      shape = either.list();
    } else if (!((YamlScalar) node).isString()) {
      shape = null;
    }
    if (shape == null) {
      wrongType(node, name, either.expected());
    } else {
      check(node, shape, name);
    }
  }

  private void checkStruct(YamlNode node, Struct struct) {
    if (!(node instanceof YamlMapping mapping)) {
      wrongType(node, struct.what(), "a mapping");
      return;
    }
    Map<String, Field> fields = struct.fieldsOf(mapping);
    for (YamlMapping.Entry entry : mapping.entries()) {
      Field field = fields.get(entry.key().value());
      if (field == null) {
        unknownKey(entry.key(), struct, fields);
      } else if (version.isAtLeast(field.since())) {
        check(entry.value(), field.shape(), "'" + field.name() + "'");
      } else if (struct.isClosedIn(version)) {
        newer(entry.key(), "'" + field.name() + "' in " + struct.what(), field.since());
        check(entry.value(), field.shape(), "'" + field.name() + "'");
      }
    }
    for (Field field : fields.values()) {
      if (field.requiredIn().contains(version) && !mapping.has(field.name())) {
        String message = struct.what() + " needs the key '" + field.name() + "'";
        problems.error("missing-key", mapping.at(), message);
      }
    }
    struct.checks().forEach(check -> check.check(mapping, version, problems));
    visitor.visit(mapping, struct);
  }

  private void unknownKey(YamlScalar key, Struct struct, Map<String, Field> fields) {
    String message = "unknown key '" + key.value() + "' in " + struct.what();
    List<String> known =
        fields.values().stream()
            .filter(field -> version.isAtLeast(field.since()))
            .map(Field::name)
            .toList();
    String hint = struct.hint(key.value());
    String help = hint == null ? DidYouMean.help(key.value(), known) : hint;
    if (struct.isClosedIn(version)) {
      problems.error("unknown-key", key.at(), message, help);
    } else {
      problems.warning("unknown-key", key.at(), message, help);
    }
  }

  private void wrongType(YamlNode node, String name, String expected) {
    boolean quotable =
        expected.equals("a string") && node instanceof YamlScalar scalar && !scalar.isNull();
    String help = quotable ? "write it in quotes: \"" + ((YamlScalar) node).value() + "\"" : "";
    String message = name + " must be " + expected + ", but this is " + node.describe();
    problems.error("wrong-type", node.at(), message, help);
  }
}
