package dev.surety.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.surety.contract.Consumer;
import dev.surety.contract.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenamesAndVersionsTest {
  private static ContractVersion numbered(String version, String properties) {
    return Versions.read(
        """
        apiVersion: v3.2.0
        kind: DataContract
        id: things
        version: "%s"
        schema:
          - {name: thing, properties: [%s]}
        """
            .formatted(version, properties));
  }

  @Test
  void aRenameIsOfferedAsAMigration() {
    ContractDiff diff =
        ContractDiff.between(
            Versions.of(
                "{name: a}, {name: who, logicalType: object, properties: [{name: accountId,"
                    + " logicalType: string, logicalTypeOptions: {pattern: '^A'}}]}"),
            Versions.of(
                "{name: a}, {name: who, logicalType: object, properties: [{name: account_id,"
                    + " logicalType: string, logicalTypeOptions: {pattern: '^A'}}]}"));
    assertThat(diff.changes()).hasSize(1);
    assertThat(diff.changes().get(0).migration())
        .isEqualTo("who.account_id = record.who.accountId");
  }

  @Test
  void differentPropertiesAreNoRename() {
    ContractDiff diff =
        ContractDiff.between(
            Versions.of("{name: amount, logicalType: number}"),
            Versions.of("{name: paid, logicalType: boolean}"));
    assertThat(diff.changes())
        .extracting(Change::kind)
        .containsExactly(ChangeKind.PROPERTY_REMOVED, ChangeKind.PROPERTY_ADDED);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, 2.0.0, breaking, true",
    "1.0.0, 1.1.0, breaking, false",
    "0.3.0, 0.4.0, breaking, true",
    "0.3.0, 0.3.1, breaking, false",
    "1.0.0, 1.1.0, added, true",
    "1.0.0, 1.0.1, added, false",
    "1.0.0, 2.0.0, added, true",
    "1.0.0, 1.0.0, added, false",
    "1.0.0, 1.0.1, classified, true",
    "1.0.0, 1.0.0, classified, false",
    "1.0.0, 1.0.0, same, true",
    "2.0.0, 1.9.0, same, false",
    "v1.2, v1.3, added, true",
    "summer, autumn, added, false"
  })
  void theNumberMustSayWhatChanged(String from, String to, String change, boolean matches) {
    String after =
        switch (change) {
          case "breaking" -> "{name: p, required: true}";
          case "added" -> "{name: p}, {name: q}";
          case "classified" -> "{name: p, classification: secret}";
          default -> "{name: p}";
        };
    VersionStep step =
        ContractDiff.between(numbered(from, "{name: p}"), numbered(to, after)).step();
    assertThat(step.matches()).as(step.sentence()).isEqualTo(matches);
    assertThat(step.sentence()).contains(from).contains(to).endsWith(".");
  }

  private static Consumer consumer(String name, String... fields) {
    return new Consumer(name, "", List.of(fields), new Position("consumers.yaml", 1, 1));
  }

  @Test
  void aConsumerIsFreeUnlessAFieldOfItsOwnBreaks() {
    ContractDiff diff =
        ContractDiff.between(
            Versions.of(
                "{name: a, logicalType: integer}, {name: b, logicalType: object, properties: [{name:"
                    + " c, logicalType: string, required: true}]}, {name: gone}"),
            Versions.of(
                "{name: a, logicalType: number}, {name: b, logicalType: object, properties: [{name:"
                    + " c, logicalType: string}]}"));

    List<ConsumerImpact> impacts =
        diff.impactOn(
            List.of(
                consumer("reads a", "thing.a"),
                consumer("reads b", "thing.b"),
                consumer("reads c", "thing.b.c"),
                consumer("reads the optional one", "thing.gone"),
                consumer("reads something else", "thing.other"),
                consumer("reads everything")));

    assertThat(impacts)
        .extracting(ConsumerImpact::isFree)
        .containsExactly(false, false, false, false, true, false);
    assertThat(impacts.get(0).hits()).extracting(hit -> hit.change().path()).containsExactly("a");
    assertThat(impacts.get(5).hits()).hasSize(3);
  }

  @Test
  void aContractNamesItsConsumers() {
    ContractVersion version =
        Versions.of(
            "{name: p}",
            "customProperties: [{property: surety.consumers, value: [{name: risk, fields: [p]}]}]",
            "customProperties: [{property: surety.consumers, value: [{name: billing, owner: x, fields:"
                + " [thing.p]}]}]");
    assertThat(version.terms().consumers())
        .extracting(Consumer::name, Consumer::owner, Consumer::fields)
        .containsExactlyInAnyOrder(
            tuple("billing", "x", List.of("thing.p")), tuple("risk", "", List.of("thing.p")));
  }
}
