package dev.surety.contract.read;

import static dev.surety.contract.read.Shape.Effect;

import dev.surety.contract.read.Shape.Either;
import dev.surety.contract.read.Shape.Field;
import dev.surety.contract.read.Shape.Items;
import dev.surety.contract.read.Shape.Struct;
import dev.surety.contract.read.Shape.Words;
import dev.surety.contract.read.SuretySettings.Setting;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/reference/odcs.md} from the tables of this package. */
final class OdcsPage {
  private static final String BEFORE =
      """
      # The Open Data Contract Standard in Surety

      Generated from the tables that documents are read by: every key of ODCS %s, by where it stands.

      *since* is the version of ODCS that brought the key. *in Surety* says what the key means to a record:

      - **enforced**: records are held to it, or go where it says.
      - **informs**: the document is checked to say it rightly; lint, diff, export and pages know it; no record is judged by it.
      - **not yet**: it constrains records, and this version does not hold them to it. `surety contract lint` warns of it
        (`not-enforced-yet`), and `surety run` refuses the contract rather than let records pass that break it.

      `customProperties` inform, but for those whose names begin with `surety.`: [settings](#settings-of-surety).
      """;

  /** What decides about the further keys of a mapping. */
  private static final Map<String, String> DECIDES =
      Map.of("a server", "type", "a property", "logicalType", "a quality rule", "type");

  /** Without a name a property is the same; it stands on the page once. */
  private static final String ITEM = "an item";

  private static final String COLUMNS = "| key | value | since | needed | in Surety |\n";

  private final StringBuilder page = new StringBuilder();
  private final Map<String, Struct> open = new LinkedHashMap<>();
  private final Set<String> written = new LinkedHashSet<>();
  private final BiConsumer<Struct, Field> visitor;

  private OdcsPage(BiConsumer<Struct, Field> visitor) {
    this.visitor = visitor;
  }

  static String write() {
    OdcsPage writer = new OdcsPage((struct, field) -> {});
    writer.page.append(BEFORE.formatted(String.join(", ", OdcsVersion.names())));
    writer.sections();
    writer.settings();
    return writer.page.toString();
  }

  /** Every key of the page with the mapping that it belongs to. */
  static void visit(BiConsumer<Struct, Field> visitor) {
    new OdcsPage(visitor).sections();
  }

  private void sections() {
    open.put(OdcsStructure.CONTRACT.what(), OdcsStructure.CONTRACT);
    while (!open.isEmpty()) {
      Struct next = open.remove(open.keySet().iterator().next());
      written.add(next.what());
      section(next);
    }
  }

  private void section(Struct struct) {
    page.append("\n## ").append(title(struct)).append("\n\n");
    page.append(unknownKeys(struct)).append("\n\n");
    page.append(COLUMNS).append("|---|---|---|---|---|\n");
    struct.fields().values().forEach(field -> row(struct, "", field));
    String decides = DECIDES.get(struct.what());
    if (decides != null) {
      page.append("\nFurther keys, by `").append(decides).append("`:\n\n");
      page.append("| ").append(decides).append(' ').append(COLUMNS);
      page.append("|---|---|---|---|---|---|\n");
      variants(struct, decides);
    }
  }

  private static String unknownKeys(Struct struct) {
    if (struct.isClosedIn(OdcsVersion.V3_0)) {
      return "Any other key is an error.";
    }
    return struct.isClosedIn(OdcsVersion.V3_1)
        ? "Any other key is an error; before 3.1 a warning."
        : "Any other key is a warning.";
  }

  /** Words with the same further keys share their rows. */
  private void variants(Struct struct, String decides) {
    Map<List<Field>, List<String>> variants = new LinkedHashMap<>();
    Field deciding = struct.fields().get(decides);
    if (deciding == null || !(deciding.shape() instanceof Words words)) {
      throw new IllegalStateException(struct.what() + " has no list of words " + decides);
    }
    if (deciding.requiredIn().isEmpty()) {
      variants.computeIfAbsent(further(struct, "{}"), same -> new ArrayList<>()).add("none");
    }
    words
        .words()
        .forEach(
            (word, since) ->
                variants
                    .computeIfAbsent(
                        further(struct, "{" + decides + ": " + word + "}"),
                        same -> new ArrayList<>())
                    .add(word(word, since)));
    variants.forEach(
        (fields, types) -> {
          String first = "| " + String.join(", ", types) + " ";
          fields.forEach(field -> row(struct, first, field));
          if (fields.isEmpty()) {
            page.append(first).append("| | no further key | | | |\n");
          }
        });
  }

  private static List<Field> further(Struct struct, String yaml) {
    YamlMapping mapping =
        (YamlMapping) YamlReader.read("variant", yaml, new Problems()).orElseThrow();
    return struct.fieldsOf(mapping).values().stream()
        .filter(field -> !field.equals(struct.fields().get(field.name())))
        .toList();
  }

  private void row(Struct struct, String before, Field field) {
    visitor.accept(struct, field);
    String effect = field.effect() == Effect.NOT_YET ? "**not yet**" : field.effect().word();
    page.append(before)
        .append("| `%s` | %s".formatted(field.name(), value(field.shape())))
        .append(" | %s | %s".formatted(name(field.since()), needed(field)))
        .append(" | %s%s |\n".formatted(effect, field.note().isEmpty() ? "" : ": " + field.note()));
  }

  private static String needed(Field field) {
    Set<OdcsVersion> in = field.requiredIn();
    if (in.isEmpty() || in.size() == OdcsVersion.values().length) {
      return in.isEmpty() ? "" : "yes";
    }
    List<OdcsVersion> versions = in.stream().sorted().toList();
    boolean toTheLast = in.contains(OdcsVersion.V3_2);
    return toTheLast
        ? "from " + name(versions.get(0))
        : "until " + name(versions.get(versions.size() - 1));
  }

  /** What a value may be; structures that it names become sections. */
  private String value(Shape shape) {
    if (shape instanceof Shape.Plain plain) {
      return plain == Shape.Plain.POSITIVE ? "a number above 0" : plain.expected();
    } else if (shape instanceof Shape.Count count) {
      return "an integer from " + count.least();
    } else if (shape instanceof Words words) {
      return words.words().entrySet().stream()
          .map(word -> word(word.getKey(), word.getValue()))
          .collect(Collectors.joining(", "));
    } else if (shape instanceof Shape.Matching text) {
      return text.expected().startsWith("a ") ? text.expected() : "a string " + text.expected();
    } else if (shape instanceof Items items) {
      String list = "a list, each " + value(items.item());
      String least = items.least() > 0 ? "; at least " + items.least() : "";
      return list + least + (items.duplicate() == null ? "" : "; all different");
    } else if (shape instanceof Shape.Since since) {
      return value(since.before())
          + "; from "
          + name(since.version())
          + " on "
          + value(since.then());
    } else if (shape instanceof Shape.Later later) {
      return value(later.shape().get());
    } else if (shape instanceof Either either) {
      return Stream.of(either.string(), either.list(), either.mapping())
          .filter(one -> one != null)
          .map(this::value)
          .collect(Collectors.joining(", or "));
    }
    return link((Struct) shape);
  }

  private String link(Struct struct) {
    if (struct.what().equals(ITEM)) {
      return "[a property](#property) that needs no name";
    }
    if (!written.contains(struct.what())) {
      open.putIfAbsent(struct.what(), struct);
    }
    return "["
        + struct.what()
        + "](#"
        + title(struct).toLowerCase(Locale.ROOT).replace(' ', '-')
        + ")";
  }

  private static String title(Struct struct) {
    String noun = struct.what().replaceFirst("^(a|an|the) ", "");
    return noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
  }

  private static String word(String word, OdcsVersion since) {
    return "`" + word + "`" + (since == OdcsVersion.V3_0 ? "" : " (" + name(since) + ")");
  }

  private static String name(OdcsVersion version) {
    return version.first().substring(1, version.first().lastIndexOf('.'));
  }

  private void settings() {
    page.append(
        """

        ## Settings of Surety

        Custom properties of these names are settings; a name that begins with `surety.` and is not among them is an error.

        | setting | in the customProperties of | value | what it says |
        |---|---|---|---|
        """);
    SuretySettings.all()
        .forEach((name, setting) -> page.append("| `%s` %s\n".formatted(name, cells(setting))));
    String kept =
        new TreeSet<>(SuretySettings.notYet())
            .stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    page.append("\nKept for what is to come, and **not yet** enforced: ")
        .append(kept)
        .append(".\n");
  }

  private static String cells(Setting setting) {
    String places =
        setting.places().stream()
            .sorted()
            .map(SuretySettings.Place::what)
            .collect(Collectors.joining(" or "));
    String value =
        setting.words().isEmpty()
            ? setting.value()
            : setting.words().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    return "| %s | %s | %s |".formatted(places, value, setting.meaning());
  }
}
