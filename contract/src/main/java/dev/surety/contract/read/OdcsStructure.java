package dev.surety.contract.read;

import static dev.surety.contract.read.OdcsVersion.V3_0;
import static dev.surety.contract.read.OdcsVersion.V3_1;
import static dev.surety.contract.read.OdcsVersion.V3_2;
import static dev.surety.contract.read.Shape.Field.optional;
import static dev.surety.contract.read.Shape.Field.required;
import static dev.surety.contract.read.Shape.Plain.ANY;
import static dev.surety.contract.read.Shape.Plain.BOOLEAN;
import static dev.surety.contract.read.Shape.Plain.NUMBER;
import static dev.surety.contract.read.Shape.Plain.SCALAR;
import static dev.surety.contract.read.Shape.Plain.STRING;

import dev.surety.contract.EnvelopePart;
import dev.surety.contract.read.Shape.Either;
import dev.surety.contract.read.Shape.Field;
import dev.surety.contract.read.Shape.Items;
import dev.surety.contract.read.Shape.Later;
import dev.surety.contract.read.Shape.Matching;
import dev.surety.contract.read.Shape.Since;
import dev.surety.contract.read.Shape.Struct;
import dev.surety.contract.read.Shape.Words;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlSequence;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an ODCS document may hold, after the official JSON Schemas of 3.0.2, 3.1.0 and 3.2.0. Where
 * a schema allows any further key, an unknown one is a warning.
 */
final class OdcsStructure {
  private static final Pattern STABLE_ID = Pattern.compile("^[A-Za-z0-9_-]+$");
  private static final Pattern SHORTHAND_3_1 =
      Pattern.compile("^[A-Za-z_][A-Za-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]*$");
  // Repeated groups are possessive: others recurse once per repetition, and overflow the stack.
  private static final Pattern SHORTHAND_3_2 =
      Pattern.compile("^[A-Za-z_][A-Za-z0-9_-]*+(?:\\.[A-Za-z_][A-Za-z0-9_-]*+)++$");
  private static final String QUALIFIED =
      "^(?:(?:https?://)?[A-Za-z0-9._/-]+\\.EXTENSION#)?/?[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+"
          + "(?:/[A-Za-z_][A-Za-z0-9_]*+/[A-Za-z0-9_-]++)*+$";

  private static final OdcsStructure ODCS = new OdcsStructure();

  /** The whole document. */
  static final Struct CONTRACT = ODCS.contract();

  /** The type of a record's key, in the words of a property. */
  static final Struct KEY =
      ODCS.property("the key", false)
          .with(List.of(optional("property", STRING), optional("encoding", encodings())));

  /** A header of records, in the words of a property. */
  static final Struct HEADER =
      ODCS.property("a header", true).with(List.of(optional("encoding", encodings())));

  private final Shape id =
      new Matching(STABLE_ID, "of the letters a to z and A to Z, digits, '-' and '_'");
  private final Shape strings = new Items(STRING, 0);
  private final Shape customProperties =
      new Items(
          Struct.of(
                  "a custom property",
                  optional("property", STRING).requiredFrom(V3_1),
                  optional("value", ANY).requiredFrom(V3_1),
                  optional("id", id).since(V3_1),
                  optional("description", STRING).since(V3_1),
                  optional("vendor", STRING).since(V3_2))
              .closedSince(V3_1),
          0);
  private final Field custom = optional("customProperties", customProperties);
  private final Field tags = optional("tags", strings);
  private final Shape definitionList =
      new Items(
          Struct.of(
                  "an authoritative definition",
                  required("url", STRING),
                  required("type", STRING),
                  optional("id", id).since(V3_1),
                  optional("description", STRING).since(V3_1))
              .closedSince(V3_1),
          0);
  private final Field definitions = optional("authoritativeDefinitions", definitionList);
  private final Shape roles =
      new Items(
          Struct.of(
                  "a role",
                  required("role", STRING),
                  optional("id", id).since(V3_1),
                  optional("description", STRING),
                  optional("access", STRING),
                  optional("firstLevelApprovers", STRING),
                  optional("secondLevelApprovers", STRING),
                  custom)
              .closedSince(V3_1),
          0);
  private final Shape quality =
      new Items(QualityTable.rule(id, strings, definitionList, customProperties), 0);
  private final Shape property = new Later(() -> this.namedProperty);
  private final Shape item = new Later(() -> this.namelessProperty);
  private final Struct namedProperty = property("a property", true);
  private final Struct namelessProperty = property("an item", false);

  private OdcsStructure() {}

  private static Words encodings() {
    return Words.of(
        Arrays.stream(EnvelopePart.Encoding.values())
            .map(EnvelopePart.Encoding::word)
            .toArray(String[]::new));
  }

  private Struct contract() {
    return Struct.of(
            "a contract",
            required("apiVersion", STRING).but("whose rules the document is held to"),
            required("kind", Words.of("DataContract")),
            required("id", STRING).but("names the contract in verdicts and headers"),
            required("version", STRING).but("stands in verdicts and headers"),
            optional("name", STRING),
            optional("tenant", STRING),
            tags,
            optional("status", STRING).requiredUntil(V3_1),
            optional("servers", new Items(ServerTable.server(id, roles, customProperties), 0))
                .but("with one of type kafka, schema objects are topics"),
            optional("dataProduct", STRING),
            optional("description", description()),
            optional("domain", STRING),
            optional("context", context()).since(V3_2),
            optional("schema", new Items(schemaObject(), 0)).enforced(),
            optional("support", support()),
            optional("price", price()),
            optional("team", team()),
            optional("roles", roles),
            optional("slaDefaultElement", STRING),
            optional("slaProperties", slaProperties()),
            definitions,
            custom,
            optional("contractCreatedTs", STRING))
        .at(SuretySettings.Place.CONTRACT)
        .first(
            "apiVersion",
            "kind",
            "id",
            "name",
            "version",
            "status",
            "domain",
            "dataProduct",
            "tenant",
            "contractCreatedTs",
            "tags",
            "description",
            "context",
            "authoritativeDefinitions",
            "servers",
            "schema",
            "support",
            "price",
            "team",
            "roles",
            "slaDefaultElement",
            "slaProperties")
        .hint("quality", "quality rules stand in a schema object or in a property")
        .hint("models", "that is the older Data Contract Specification; ODCS calls it 'schema'");
  }

  private Struct description() {
    return Struct.of(
            "the description",
            optional("purpose", STRING),
            optional("usage", STRING),
            optional("limitations", STRING),
            definitions,
            custom)
        .open();
  }

  private Shape context() {
    Struct statement =
        Struct.of(
            "a verified statement",
            required("question", STRING),
            optional("answer", STRING),
            optional("id", STRING),
            definitions,
            tags,
            custom);
    Struct constraint =
        Struct.of(
            "a constraint",
            required("constraint", STRING),
            optional("id", STRING),
            definitions,
            tags,
            custom);
    Struct context =
        Struct.of(
            "the context",
            optional("instructions", STRING),
            optional("verifiedStatements", new Items(statement, 0)),
            optional("constraints", new Items(constraint, 0)));
    return new Either("a string or a mapping", STRING, null, context);
  }

  private Shape support() {
    return new Items(
        Struct.of(
                "a support channel",
                required("channel", STRING),
                optional("url", STRING).requiredUntil(V3_0),
                optional("id", id).since(V3_1),
                optional("description", STRING),
                optional("tool", STRING),
                optional("scope", STRING),
                optional("invitationUrl", STRING),
                optional("customProperties", customProperties).since(V3_1))
            .closedSince(V3_1),
        0);
  }

  private Shape price() {
    return Struct.of(
            "the price",
            optional("id", id).since(V3_1),
            optional("priceAmount", NUMBER),
            optional("priceCurrency", STRING),
            optional("priceUnit", STRING))
        .closedSince(V3_1);
  }

  private Shape team() {
    Struct member =
        Struct.of(
                "a team member",
                optional("username", STRING).requiredFrom(V3_1),
                optional("id", id).since(V3_1),
                optional("name", STRING),
                optional("description", STRING),
                optional("role", STRING),
                optional("dateIn", STRING),
                optional("dateOut", STRING),
                optional("replacedByUsername", STRING),
                optional("tags", strings).since(V3_1),
                optional("customProperties", customProperties).since(V3_1),
                optional("authoritativeDefinitions", definitionList).since(V3_1))
            .closedSince(V3_1);
    Struct team =
        Struct.of(
            "the team",
            optional("id", id),
            optional("name", STRING),
            optional("description", STRING),
            optional("members", new Items(member, 0)),
            tags,
            custom,
            definitions);
    Shape list = new Items(member, 0);
    Shape either = new Either("a mapping with 'members', or a list", null, list, team);
    return new Since(V3_1, list, either);
  }

  private Shape slaProperties() {
    return new Items(
        Struct.of(
                "an SLA property",
                required("property", STRING),
                required("value", SCALAR),
                optional("id", id).since(V3_1),
                optional("valueExt", SCALAR),
                optional("unit", STRING),
                optional("element", STRING),
                optional("driver", STRING),
                optional("description", STRING).since(V3_1),
                optional("scheduler", STRING).since(V3_1),
                optional("schedule", STRING).since(V3_1),
                optional("customProperties", customProperties).since(V3_2),
                optional("authoritativeDefinitions", definitionList).since(V3_2))
            .first("property", "value", "valueExt", "unit", "element", "driver")
            .closedSince(V3_1),
        0);
  }

  private List<Field> element() {
    Struct synonym =
        Struct.of(
            "a synonym",
            required("synonym", STRING),
            optional("id", id),
            optional("description", STRING),
            optional("locale", STRING),
            optional("source", STRING),
            optional("status", STRING),
            custom);
    return List.of(
        optional("id", id).since(V3_1),
        optional("description", STRING),
        optional("businessName", STRING),
        optional("synonyms", new Items(synonym, 0)).since(V3_2),
        definitions,
        tags,
        custom,
        optional("deprecated", BOOLEAN).since(V3_2));
  }

  private Struct schemaObject() {
    return Struct.of(
            "a schema object",
            required("name", STRING).enforced().but("the record type"),
            optional("physicalName", STRING).enforced().but("the topic; by default the name"),
            optional("physicalType", STRING).but("topic makes it one"),
            optional("logicalType", Words.of("object").and(V3_2, "blob"))
                .enforced()
                .but("blob is not yet"),
            optional("dataGranularityDescription", STRING),
            optional("properties", new Items(property, 0)).enforced(),
            optional("relationships", new Items(relationship(true), 0)).since(V3_1),
            optional("quality", quality).enforced().but("rules of type custom, engine cel"),
            optional("context", context()).since(V3_2))
        .with(element())
        .first(
            "name",
            "id",
            "physicalName",
            "physicalType",
            "logicalType",
            "businessName",
            "description",
            "synonyms",
            "dataGranularityDescription",
            "deprecated",
            "tags",
            "authoritativeDefinitions",
            "context",
            "properties",
            "relationships",
            "quality")
        .hint("logicalTypeOptions", "only a property has options")
        .at(SuretySettings.Place.SCHEMA_OBJECT);
  }

  private Struct property(String what, boolean named) {
    Struct enumValue =
        Struct.of(
            "an enum value",
            required("value", SCALAR).enforced().but("null is not yet"),
            optional("label", STRING),
            optional("id", id),
            optional("description", STRING),
            custom,
            definitions,
            tags);
    Struct struct =
        Struct.of(
                what,
                named ? required("name", STRING).enforced() : optional("name", STRING),
                optional("relationships", new Items(relationship(false), 0)).since(V3_1),
                optional("quality", quality).notYet().but("move rules to the schema object"))
            .with(
                PropertyTable.common(
                    strings, new Items(enumValue, 1).unique("is an enum value already")))
            .with(element());
    if (!named) {
      struct.with(List.of(optional("properties", new Items(property, 0)).enforced()));
    }
    return struct
        .variant(mapping -> PropertyTable.ofType(mapping, property, item))
        .check(PropertyTable::checkOptionsHaveType)
        .first(PropertyTable.FIRST_KEYS)
        .hint("properties", "only a property with logicalType object has 'properties'")
        .hint("items", "only a property with logicalType array has 'items'")
        .hint("map", "only a property with logicalType map has 'map'")
        .hint("nullable", "a value may be null unless the property has required: true")
        .hint("type", "ODCS calls it 'logicalType'")
        .at(SuretySettings.Place.PROPERTY);
  }

  private Struct relationship(boolean ofSchemaObject) {
    Shape from31 = reference(SHORTHAND_3_1, "yaml");
    Shape reference = new Since(V3_2, from31, reference(SHORTHAND_3_2, "ya?ml"));
    String expected = "a reference or a list of references";
    Shape references = new Either(expected, reference, new Items(reference, 1), null);
    Struct struct =
        Struct.of(
                "a relationship",
                required("to", references),
                optional("type", Words.of("foreignKey")),
                optional("id", STRING).since(V3_2),
                custom)
            .first("type", "from", "to");
    return ofSchemaObject
        ? struct.with(List.of(required("from", references))).check(OdcsStructure::checkReferences)
        : struct.hint("from", "a relationship of a property begins at the property");
  }

  private static Shape reference(Pattern shorthand, String extension) {
    String qualified = QUALIFIED.replace("EXTENSION", extension);
    return new Matching(
        Pattern.compile(shorthand.pattern() + "|" + qualified),
        "a reference such as orders.order_id or schema/orders/properties/order_id");
  }

  private static void checkReferences(
      YamlMapping relationship, OdcsVersion version, Problems problems) {
    YamlNode from = relationship.get("from").orElse(null);
    YamlNode to = relationship.get("to").orElse(null);
    if (from == null || to == null) {
      return;
    }
    int fromSize = from instanceof YamlSequence list ? list.items().size() : -1;
    int toSize = to instanceof YamlSequence list ? list.items().size() : -1;
    String message = "'from' and 'to' must both be strings, or lists of one length";
    if (fromSize < 0 != toSize < 0) {
      problems.error("invalid-value", to.at(), message);
    } else if (fromSize != toSize) {
      problems.error("unequal-references", to.at(), message);
    }
  }
}
