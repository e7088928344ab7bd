package dev.surety.validation;

import static dev.surety.contract.LogicalType.BOOLEAN;
import static dev.surety.validation.PropertyBuilder.array;
import static dev.surety.validation.PropertyBuilder.integer;
import static dev.surety.validation.PropertyBuilder.number;
import static dev.surety.validation.PropertyBuilder.object;
import static dev.surety.validation.PropertyBuilder.property;
import static dev.surety.validation.PropertyBuilder.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An independent judge: what a JSON Schema can say too, a JSON Schema validator must judge alike.
 *
 * <p>Known and meant differences, which the mutations keep away from: null for a property that is
 * not required is fine by ODCS and wrong by JSON Schema; an integer without a format is an i64 here
 * and unbounded there (so the contract says u128 where the schema has no maximum).
 */
class JsonSchemaCrossCheckTest {
  private static final Set<String> REQUIRED =
      Set.of(
          "event_id",
          "tenant",
          "order_id",
          "customer",
          "ts",
          "currency",
          "amount",
          "tax",
          "items",
          "channel",
          "id",
          "email",
          "country",
          "sku",
          "qty",
          "price");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static RecordValidator ours() {
    PropertyBuilder customer =
        object(
                "customer",
                integer("id").required().option("minimum", 1).option("format", "u128"),
                string("email")
                    .required()
                    .option("minLength", 3)
                    .option("maxLength", 254)
                    .option("pattern", "^[^@ ]+@[^@ ]+$"),
                string("country").required().option("pattern", "^[A-Z]{2}$"),
                string("tier").allowed("free", "plus", "pro"))
            .required()
            .closed();
    PropertyBuilder item =
        object(
                "",
                string("sku").required().option("pattern", "^[A-Z0-9]{4,12}$"),
                integer("qty").required().option("minimum", 1).option("maximum", 1000),
                number("price").required().option("minimum", 0))
            .required()
            .closed();
    return Contracts.validator(
        Contracts.root(
            object(
                    "",
                    string("event_id")
                        .required()
                        .option(
                            "pattern",
                            "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
                    string("tenant").required().allowed("emea", "apac", "amer", "anz"),
                    string("order_id").required().option("pattern", "^ORD-[0-9]{10}$"),
                    customer,
                    integer("ts")
                        .required()
                        .option("minimum", 1600000000000L)
                        .option("maximum", 4102444800000L),
                    string("currency").required().allowed("USD", "EUR", "GBP", "JPY", "PLN", "CHF"),
                    number("amount").required().option("minimum", 0).option("maximum", 1000000),
                    number("tax").required().option("minimum", 0),
                    array("items", item).required().option("minItems", 1).option("maxItems", 50),
                    string("channel").required().allowed("web", "ios", "android", "store"),
                    string("note").option("maxLength", 256),
                    object("flags", property("gift", BOOLEAN), property("express", BOOLEAN)))
                .closed()));
  }

  @Test
  void a_json_schema_validator_gives_the_same_verdicts() throws IOException {
    List<String> instances = Files.readAllLines(SharedData.at("synthetic-order/instances.jsonl"));
    Schema peer =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Files.readString(SharedData.at("synthetic-order/schema.json")));
    RecordValidator ours = ours();
    Random random = new Random(20261121);
    int accepted = 0;
    int rejected = 0;

    for (String instance : instances) {
      assertThat(ours.validate(TestRecord.json(instance))).isEqualTo(Verdict.Accepted.CLEAN);
      for (int i = 0; i < 10; i++) {
        JsonNode mutated = MAPPER.readTree(instance);
        for (int n = random.nextInt(2); n >= 0; n--) {
          mutate(mutated, random);
        }
        String json = mutated.toString();
        boolean theirs = peer.validate(json, InputFormat.JSON).isEmpty();
        Verdict verdict = ours.validate(TestRecord.json(json));
        boolean good = verdict instanceof Verdict.Accepted;
        assertThat(good)
            .as("seed 20261121, peer says %s: %s %s", theirs, json, verdict)
            .isEqualTo(theirs);
        accepted += good ? 1 : 0;
        rejected += good ? 0 : 1;
      }
    }
    assertThat(accepted).isGreaterThan(1000);
    assertThat(rejected).isGreaterThan(1000);
  }

  private static void mutate(JsonNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 1 -> object.put(random.nextBoolean() ? "extra" : name + " ", 1);
        default -> object.set(name, replacement(name, object.get(name), random));
      }
    } else if (container instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(4)) {
        case 0 -> array.remove(at);
        case 1 -> {
          for (int n = random.nextInt(60); n >= 0; n--) {
            array.add(array.get(at).deepCopy());
          }
        }
        default -> array.set(at, replacement("sku", array.get(at), random));
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode replacement(String name, JsonNode old, Random random) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (old != null && old.isTextual() && random.nextBoolean()) {
      String text = old.textValue();
      String[] edits = {
        text + "\n",
        " " + text,
        text.toUpperCase(java.util.Locale.ROOT),
        text + text,
        "",
        text.substring(text.length() / 2),
        text + "\uD83D\uDE00",
        text.replace('a', '\u00e4'),
        "\uD83D\uDE00".repeat(256),
        "\uD83D\uDE00".repeat(257)
      };
      return json.textNode(edits[random.nextInt(edits.length)]);
    }
    if (old != null && old.isNumber() && random.nextBoolean()) {
      String[] numbers = {
        "0",
        "-0.0",
        "1",
        "1.0",
        "1.50",
        "-1",
        "1e3",
        "1000",
        "1001",
        "1000000",
        "1000000.01",
        "1600000000000",
        "1599999999999",
        "4102444800000",
        "4102444800001",
        "1e30",
        "0.0000000000000000000001",
        "1e-20"
      };
      return DecimalNode.valueOf(new BigDecimal(numbers[random.nextInt(numbers.length)]));
    }
    return switch (random.nextInt(7)) {
      case 0 -> json.booleanNode(random.nextBoolean());
      case 1 -> json.textNode("emea");
      case 2 -> json.numberNode(7);
      case 3 -> json.arrayNode();
      case 4 -> json.objectNode();
      case 5 -> DecimalNode.valueOf(new BigDecimal("2.5"));
      default -> REQUIRED.contains(name) ? json.nullNode() : json.textNode("free");
    };
  }
}
