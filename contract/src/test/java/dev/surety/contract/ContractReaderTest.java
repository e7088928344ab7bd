package dev.surety.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.SchemaObject.Passage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is enforced is in the contract; the case folder holds the document. */
class ContractReaderTest {
  private static final String HEAD =
      """
      apiVersion: v3.0.2
      kind: DataContract
      id: a
      version: "1"
      status: active
      schema:
        - name: a
          properties:
      """;

  private static Contract complete() throws IOException {
    Path file =
        Path.of(
            System.getProperty("basedir", "."),
            "src/test/resources/cases/accepted-complete/contract.odcs.yaml");
    return requireNonNull(ContractReader.read("c.yaml", Files.readString(file)).contract());
  }

  private static Property property(String name) throws IOException {
    return complete().objects().get(0).root().properties().stream()
        .filter(property -> property.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Property only(String property) {
    Contract contract = ContractReader.read("c.yaml", HEAD + "      - " + property).contract();
    return requireNonNull(contract).objects().get(0).root().properties().get(0);
  }

  @Test
  void theHeadNamesTheContract() throws IOException {
    Contract contract = complete();

    assertThat(contract.id()).isEqualTo("payments-transactions");
    assertThat(contract.version()).isEqualTo("1.2.0");
    assertThat(contract.apiVersion()).isEqualTo("v3.2.0");
    assertThat(contract.objectsOn("payments.transactions"))
        .extracting(SchemaObject::name)
        .containsExactly("transaction", "other");
  }

  @Test
  void settingsOfASchemaObjectAreRead() throws IOException {
    SchemaObject first = complete().objects().get(0);
    SchemaObject last = complete().objects().get(1);

    assertThat(requireNonNull(first.when()).value()).isEqualTo("headers.type == 'transaction'");
    assertThat(first.tombstones()).isEqualTo(Passage.QUARANTINE);
    assertThat(first.keyless()).isEqualTo(Passage.PASS);
    assertThat(first.root().closed()).isFalse();
    assertThat(last.when()).isNull();
    assertThat(last.keyless()).isEqualTo(Passage.QUARANTINE);
    assertThat(last.root().closed()).isTrue();
  }

  @Test
  void rulesHaveAnIdAnExpressionAndAnEffect() throws IOException {
    SchemaObject object = complete().objects().get(0);

    assertThat(object.rules())
        .extracting(RecordRule::id, RecordRule::onViolation)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "settled-after-it-occurred", OnViolation.QUARANTINE),
            org.assertj.core.groups.Tuple.tuple("rule-2", OnViolation.PASS),
            org.assertj.core.groups.Tuple.tuple("counted", OnViolation.PASS));
  }

  @Test
  void aPlaceInAnExpressionIsAPlaceInTheFile() throws IOException {
    Text expression = complete().objects().get(0).rules().get(1).expression();

    assertThat(expression.value()).startsWith("record.amount < 5000.0\n  || record.country");
    assertThat(expression.position(2, 6)).isEqualTo(new Position("c.yaml", 56, 16));
  }

  @Test
  void optionsAreExact() throws IOException {
    Options amount = property("amount").options();

    assertThat(amount.minimum()).isEqualTo(new BigDecimal("0.01"));
    assertThat(amount.exclusiveMaximum()).isEqualTo(new BigDecimal("1000000"));
    assertThat(amount.multipleOf()).isEqualTo(new BigDecimal("0.01"));
    assertThat(amount.maximum()).isNull();
    assertThat(requireNonNull(property("account_id").options().pattern()).value())
        .isEqualTo("^ACC-[0-9]{9}$");
    assertThat(property("account_id").classification()).isEqualTo("confidential");
    assertThat(requireNonNull(property("occurred_at").options().earliest()).value())
        .isEqualTo("2020-01-01T00:00:00Z");
    assertThat(property("occurred_at").options().timezone()).isTrue();
    assertThat(property("embedding").options().dimensions()).isEqualTo(3);
  }

  @Test
  void nestedTypesAreRead() throws IOException {
    Property items = property("items");
    Property item = requireNonNull(items.items());
    Property labels = property("labels");

    assertThat(items.options().uniqueItems()).isTrue();
    assertThat(items.options().maxItems()).isEqualTo(50);
    assertThat(item.closed()).isTrue();
    assertThat(item.options().required()).extracting(Text::value).containsExactly("sku");
    assertThat(item.properties()).extracting(Property::name).containsExactly("sku", "anything");
    assertThat(item.properties().get(1).type()).isNull();
    assertThat(requireNonNull(labels.mapKey()).type()).isEqualTo(LogicalType.STRING);
    assertThat(requireNonNull(labels.mapValue()).required()).isTrue();
  }

  @Test
  void norwayIsAString() throws IOException {
    assertThat(property("country").allowed()).containsExactly("NO", "SE");
  }

  @Test
  void booleanExclusiveBoundsOfOdcs30AreReadAsNumbers() {
    Options options =
        only("{name: n, logicalType: number, logicalTypeOptions: {minimum: 1,"
                + " exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}}")
            .options();

    assertThat(options.exclusiveMinimum()).isEqualTo(BigDecimal.ONE);
    assertThat(options.minimum()).isNull();
    assertThat(options.maximum()).isEqualTo(BigDecimal.valueOf(9));
    assertThat(options.exclusiveMaximum()).isNull();
  }

  @Test
  void booleanExclusiveBoundsOfDatesAreReadAsTexts() {
    Options options =
        only("{name: d, logicalType: date, logicalTypeOptions: {maximum: \"2030-01-01\","
                + " exclusiveMaximum: true}}")
            .options();

    assertThat(requireNonNull(options.exclusiveLatest()).value()).isEqualTo("2030-01-01");
    assertThat(options.latest()).isNull();
  }

  @Test
  void theTopicIsTheNameWhenThereIsNoPhysicalName() {
    Contract contract = ContractReader.read("c.yaml", HEAD + "      - {name: x}").contract();

    assertThat(requireNonNull(contract).objects().get(0).topic()).isEqualTo("a");
  }
}
