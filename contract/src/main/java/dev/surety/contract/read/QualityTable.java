package dev.surety.contract.read;

import static dev.surety.contract.read.OdcsVersion.V3_0;
import static dev.surety.contract.read.OdcsVersion.V3_1;
import static dev.surety.contract.read.Shape.Field.optional;
import static dev.surety.contract.read.Shape.Field.required;
import static dev.surety.contract.read.Shape.Plain.ANY;
import static dev.surety.contract.read.Shape.Plain.MAPPING;
import static dev.surety.contract.read.Shape.Plain.NUMBER;
import static dev.surety.contract.read.Shape.Plain.STRING;
import static dev.surety.contract.read.Shape.Plain.STRING_OR_MAPPING;

import dev.surety.contract.read.Shape.Field;
import dev.surety.contract.read.Shape.Items;
import dev.surety.contract.read.Shape.Struct;
import dev.surety.contract.read.Shape.Words;
import dev.surety.contract.yaml.Meaning;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/** The quality rules of ODCS by their type. */
final class QualityTable {
  static final Words METRICS =
      Words.of("nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount");

  private static final Words TYPES = Words.of("text", "library", "sql", "custom");
  private static final Words DIMENSIONS =
      Words.of(
          "accuracy",
          "completeness",
          "conformity",
          "consistency",
          "coverage",
          "timeliness",
          "uniqueness");

  private static final List<Field> OPERATORS =
      List.of(
          optional("mustBe", ANY).notYet(),
          optional("mustNotBe", ANY).notYet(),
          optional("mustBeGreaterThan", NUMBER).notYet(),
          optional("mustBeGreaterOrEqualTo", NUMBER).notYet(),
          optional("mustBeLessThan", NUMBER).notYet(),
          optional("mustBeLessOrEqualTo", NUMBER).notYet(),
          optional("mustBeBetween", new Items(NUMBER, 1)).notYet(),
          optional("mustNotBeBetween", new Items(NUMBER, 1)).notYet());

  private QualityTable() {}

  static Struct rule(Shape id, Shape tags, Shape authoritativeDefinitions, Shape customProperties) {
    return Struct.of(
            "a quality rule",
            optional("id", id).since(V3_1).but("names the rule in verdicts"),
            optional("type", TYPES).but("library, where there is a metric"),
            optional("name", STRING).but("names a rule without an id"),
            optional("description", STRING),
            optional("dimension", DIMENSIONS),
            optional("severity", STRING)
                .enforced()
                .but("error quarantines; warning and info let pass"),
            optional("businessImpact", STRING),
            optional("method", STRING),
            optional("schedule", STRING),
            optional("scheduler", STRING),
            optional("unit", STRING),
            optional("tags", tags),
            optional("authoritativeDefinitions", authoritativeDefinitions),
            optional("customProperties", customProperties))
        .variant(QualityTable::fieldsOfType)
        .check(QualityTable::checkOperators)
        .check(QualityTable::checkMetricOf30)
        .first(
            "id",
            "name",
            "description",
            "type",
            "dimension",
            "metric",
            "rule",
            "arguments",
            "query",
            "engine",
            "implementation",
            "mustBe",
            "mustNotBe",
            "mustBeGreaterThan",
            "mustBeGreaterOrEqualTo",
            "mustBeLessThan",
            "mustBeLessOrEqualTo",
            "mustBeBetween",
            "mustNotBeBetween",
            "severity",
            "unit",
            "businessImpact",
            "method",
            "schedule",
            "scheduler",
            "tags",
            "authoritativeDefinitions")
        .at(SuretySettings.Place.QUALITY_RULE)
        .hint("expression", "a record rule is written in 'implementation'")
        .closedSince(V3_1);
  }

  /** What a rule is: its {@code type}, else {@code library} when it names a metric. */
  static String typeOf(YamlMapping rule) {
    if (rule.get("type").orElse(null) instanceof YamlScalar type) {
      return type.value();
    }
    return rule.has("metric") || rule.has("rule") ? "library" : "";
  }

  private static List<Field> fieldsOfType(YamlMapping rule) {
    List<Field> fields = new ArrayList<>();
    String type = typeOf(rule);
    if (type.equals("library") || rule.has("metric") || rule.has("rule")) {
      fields.addAll(OPERATORS);
      fields.add(optional("metric", METRICS).notYet().requiredFrom(V3_1));
      Field metricOf30 = optional("rule", STRING).notYet().but("metric, before 3.1");
      fields.add(rule.has("metric") ? metricOf30 : metricOf30.requiredUntil(V3_0));
      fields.add(optional("arguments", MAPPING).notYet());
    } else if (type.isEmpty()) {
      // ODCS 3.0 takes a rule without a type as a library rule; later versions take it as a text.
      fields.add(optional("rule", STRING).requiredUntil(V3_0));
    }
    if (type.equals("sql")) {
      OPERATORS.forEach(operator -> fields.add(operator.since(V3_1)));
      fields.add(required("query", STRING).notYet());
    }
    if (type.equals("custom")) {
      fields.add(required("engine", STRING).enforced().but("cel; others are not yet"));
      fields.add(
          required("implementation", STRING_OR_MAPPING).enforced().but("an expression of cel"));
    }
    return fields;
  }

  /** What ODCS 3.0 calls {@code rule} is {@code metric} from 3.1 on. */
  private static void checkMetricOf30(YamlMapping rule, OdcsVersion version, Problems problems) {
    String type = typeOf(rule);
    if (version == V3_0 && type.equals("library") && rule.has("metric") && !rule.has("rule")) {
      problems.warning(
          "newer-version",
          rule.entry("metric").orElseThrow().key().at(),
          "'metric' in a quality rule came with ODCS " + V3_1.first(),
          "write apiVersion: " + V3_1.first() + ", or 'rule' for 'metric'");
    }
  }

  private static void checkOperators(YamlMapping rule, OdcsVersion version, Problems problems) {
    List<YamlMapping.Entry> used =
        OPERATORS.stream().flatMap(field -> rule.entry(field.name()).stream()).toList();
    String type = typeOf(rule);
    if (version != V3_0 || !type.equals("sql")) {
      used.forEach(entry -> checkBetween(entry, problems));
    }
    if (version == V3_0 || !(type.equals("library") || type.equals("sql"))) {
      return;
    }
    if (used.isEmpty()) {
      String known = String.join(", ", OPERATORS.stream().map(Field::name).toList());
      problems.error(
          "missing-key", rule.at(), "a " + type + " rule needs an operator", "one of " + known);
    }
    for (int i = 1; i < used.size(); i++) {
      String message =
          "a quality rule has one operator, and this one has '"
              + used.get(0).key().value()
              + "' already";
      problems.error(
          "several-operators", used.get(i).key().at(), message, "write two quality rules");
    }
  }

  private static void checkBetween(YamlMapping.Entry operator, Problems problems) {
    YamlNode value = operator.value();
    if (!operator.key().value().endsWith("Between") || !(value instanceof YamlSequence bounds)) {
      return;
    }
    boolean twoDifferent =
        bounds.items().size() == 2 && !Meaning.same(bounds.items().get(0), bounds.items().get(1));
    if (!twoDifferent) {
      String message = "'" + operator.key().value() + "' needs two different numbers";
      problems.error("invalid-value", value.at(), message);
    }
  }
}
