package dev.surety.contract.document;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContractDocumentTest {
  private static final String HEAD =
      """
      apiVersion: v3.2.0
      kind: DataContract
      id: orders
      version: 1.0.0
      """;

  private static ContractDocument read(String rest) {
    ContractDocument.Result result = ContractDocument.read("c.yaml", HEAD + rest);
    assertThat(result.problems().stream().filter(problem -> problem.isError())).isEmpty();
    return requireNonNull(result.document());
  }

  private static String value(Optional<Text> text) {
    return text.map(Text::value).orElse("");
  }

  @Test
  void everythingThatInformsCanBeRead() throws IOException {
    Path file =
        Path.of(
            System.getProperty("basedir", "."),
            "src/test/resources/cases/accepted-complete/contract.odcs.yaml");
    ContractDocument document =
        requireNonNull(ContractDocument.read("c.yaml", Files.readString(file)).document());

    assertThat(value(document.tenant())).isEqualTo("bank");
    assertThat(value(document.limitations())).isEqualTo("None known to ${TEAM:-us}.");
    assertThat(document.tags()).extracting(Text::value).containsExactly("pii", "core");
    assertThat(document.servers())
        .extracting(server -> value(server.type()), server -> value(server.host()))
        .containsExactly(
            tuple("kafka", "${KAFKA_BOOTSTRAP:-localhost:9092}"), tuple("postgres", "db"));
    assertThat(document.price().flatMap(Price::priceAmount)).contains(new BigDecimal("0.1"));
    assertThat(document.support()).extracting(s -> value(s.channel())).containsExactly("#payments");
    assertThat(document.roles()).extracting(r -> value(r.access())).containsExactly("read");
    assertThat(document.slaProperties())
        .extracting(s -> value(s.property()), s -> s.value().orElseThrow().value())
        .containsExactly(tuple("latency", "30"));
    assertThat(document.customProperties())
        .extracting(c -> value(c.vendor()), c -> c.value().map(YamlNode::describe))
        .containsExactly(tuple("acme", Optional.of("a mapping")));
  }

  @Test
  void theLatencyOfAnObjectIsTheShortestThatIsPromisedForIt() {
    ContractDocument document =
        read(
            """
            slaProperties:
              - {property: latency, value: 2, unit: d}
              - {property: Latency, value: 1.5, unit: min, element: orders.ordered_at}
              - {property: Ly, value: 30, unit: s, element: refunds}
              - {property: latency, value: soon, unit: s, element: orders}
              - {property: retention, value: 1, unit: s}
            """);

    assertThat(document.latency("orders")).contains(Duration.ofSeconds(90));
    assertThat(document.latency("refunds")).contains(Duration.ofSeconds(30));
    assertThat(document.latency("others")).contains(Duration.ofDays(2));
    assertThat(read("").latency("orders")).isEmpty();
  }

  @Test
  void propertiesHaveTheirTypesEnumsAndMaps() {
    DocumentObject object =
        read("""
                schema:
                  - name: order
                    properties:
                      - {name: a, logicalType: string, deprecated: true, enum: [{value: NO, label: Norway}]}
                      - {name: b, logicalType: map, map: {key: {logicalType: string}, value: {logicalType: date}}}
                      - {name: c, logicalType: array, items: {logicalType: vector, logicalTypeOptions: {dimensions: 3}}}
                """)
            .schema()
            .get(0);
    List<DocumentProperty> properties = object.properties();

    assertThat(properties.get(0).deprecated()).isTrue();
    assertThat(properties.get(0).enumValues())
        .extracting(e -> value(e.label()), e -> e.value().orElseThrow().value())
        .containsExactly(tuple("Norway", "NO"));
    assertThat(properties.get(1).mapValue().flatMap(SchemaElement::logicalType).map(Text::value))
        .contains("date");
    assertThat(properties.get(2).itemType().orElseThrow().logicalTypeOptions()).isPresent();
  }

  @Test
  void qualityRulesOfAllKindsAreTold() {
    List<QualityRule> rules =
        read("""
                schema:
                  - name: order
                    quality:
                      - {description: Only informs.}
                      - {type: text, description: Only informs.}
                      - {metric: rowCount, mustBeBetween: [1, 9]}
                      - {type: sql, query: "SELECT 1", mustBe: 1}
                      - {type: custom, engine: soda, implementation: {checks: []}}
                """)
            .schema()
            .get(0)
            .quality();

    assertThat(rules)
        .extracting(QualityRule::kind)
        .containsExactly(
            QualityRule.Kind.UNSPECIFIED,
            QualityRule.Kind.TEXT,
            QualityRule.Kind.LIBRARY,
            QualityRule.Kind.SQL,
            QualityRule.Kind.CUSTOM);
    assertThat(rules.get(2).comparison())
        .contains(
            new Comparison(
                Comparison.Operator.MUST_BE_BETWEEN,
                List.of(BigDecimal.ONE, BigDecimal.valueOf(9))));
    assertThat(rules.get(4).implementation().map(YamlNode::describe)).contains("a mapping");
  }

  @Test
  void referencesAreReadInAllForms() {
    DocumentObject object =
        read("""
                schema:
                  - name: order
                    relationships:
                      - {from: order.customer_id, to: customers.id}
                      - {from: [order.a, order.b], to: [other.x, other.y.z]}
                    properties:
                      - name: c
                        relationships:
                          - {to: schema/customers_tbl/properties/id_prop}
                          - {to: "https://example.com/c.yaml#/schema/t/properties/p"}
                """)
            .schema()
            .get(0);

    assertThat(object.relationships().get(0).from())
        .extracting(Reference::form, Reference::steps)
        .containsExactly(tuple(Reference.Form.NAMES, List.of("order", "customer_id")));
    assertThat(object.relationships().get(1).to())
        .extracting(Reference::steps)
        .containsExactly(List.of("other", "x"), List.of("other", "y", "z"));
    List<Relationship> ofProperty = object.properties().get(0).relationships();
    assertThat(ofProperty.get(0).to().get(0).steps()).containsExactly("customers_tbl", "id_prop");
    assertThat(ofProperty.get(1).to())
        .extracting(Reference::file, Reference::form, Reference::steps)
        .containsExactly(
            tuple(
                Optional.of("https://example.com/c.yaml"), Reference.Form.IDS, List.of("t", "p")));
  }

  @Test
  void theTeamHasTwoShapes() {
    Team mapping = read("team: {name: Sales, members: [{username: ann}]}\n").team().orElseThrow();
    Team list = read("team: [{username: bob, role: owner}]\n").team().orElseThrow();

    assertThat(value(mapping.name())).isEqualTo("Sales");
    assertThat(mapping.members()).extracting(m -> value(m.username())).containsExactly("ann");
    assertThat(list.name()).isEmpty();
    assertThat(list.members()).extracting(m -> value(m.role())).containsExactly("owner");
  }

  @Test
  void variablesAreKeptAndKnownByTheirPlace() {
    ContractDocument document =
        read("servers: [{server: a, type: kafka, host: \"x.${HOST:-localhost}:${PORT}\"}]\n");

    assertThat(document.variables())
        .containsExactly(
            new Variable("HOST", Optional.of("localhost"), new Position("c.yaml", 5, 45)),
            new Variable("PORT", Optional.empty(), new Position("c.yaml", 5, 64)));
    assertThat(document.write()).contains("host: \"x.${HOST:-localhost}:${PORT}\"");
  }

  @Test
  void whatTheStandardDoesNotKnowIsThere() {
    ContractDocument document = read("description: {purpose: p, audience: all}\n");

    assertThat(document.unknownKeys())
        .extracting(entry -> entry.key().value())
        .containsExactly("audience");
    assertThat(document.write()).contains("audience: all");
  }

  @Test
  void whatIsWrongByTheStandardGivesNoDocument() {
    ContractDocument.Result result = ContractDocument.read("c.yaml", HEAD + "schema: 1\n");

    assertThat(result.document()).isNull();
    assertThat(result.problems())
        .extracting(problem -> problem.code())
        .containsExactly("wrong-type");
  }
}
