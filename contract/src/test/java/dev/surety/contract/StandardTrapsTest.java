package dev.surety.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.document.Comparison;
import dev.surety.contract.document.ContractDocument;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The places where the standard surprises; docs/decisions/0010 says what was chosen and why. */
class StandardTrapsTest {
  private static String document(String apiVersion, String rest) {
    return "apiVersion: %s\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: active\n%s"
        .formatted(apiVersion, rest);
  }

  private static List<String> codes(String apiVersion, String rest) {
    return ContractReader.describe("c.yaml", document(apiVersion, rest)).problems().stream()
        .map(Problem::code)
        .filter(code -> !code.equals("no-schema"))
        .toList();
  }

  private static List<String> ofProperty(String apiVersion, String property) {
    return codes(apiVersion, "schema: [{name: r, properties: [" + property + "]}]\n");
  }

  private static List<String> ofRule(String apiVersion, String rule) {
    return codes(apiVersion, "schema: [{name: r, quality: [" + rule + "]}]\n");
  }

  @ParameterizedTest
  @CsvSource({"v3.0.2, WARNING", "v3.1.0, ERROR", "v3.2.0, ERROR"})
  void aTopicDoesNotStandInAKafkaServer(String version, Problem.Severity severity) {
    String server = "servers: [{server: s, type: kafka, host: h, topic: t}]\n";

    Problem problem =
        ContractReader.describe("c.yaml", document(version, server)).problems().stream()
            .filter(found -> !found.code().equals("no-schema"))
            .findFirst()
            .orElseThrow();

    assertThat(problem.code()).isEqualTo("unknown-key");
    assertThat(problem.severity()).isEqualTo(severity);
    assertThat(problem.help()).isEqualTo("the topic is the schema object's physicalName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3.0.2", "v3.1.0", "v3.2.0"})
  void optionsNeedALogicalTypeUnlessThereAreNone(String version) {
    assertThat(ofProperty(version, "{name: p, logicalTypeOptions: {minLength: 1}}"))
        .containsExactly("missing-key");
    assertThat(ofProperty(version, "{name: p, logicalTypeOptions: {}}")).isEmpty();
    assertThat(
            ofProperty(
                version, "{name: p, logicalType: number, logicalTypeOptions: {precision: 3}}"))
        .containsExactly("unknown-key");
  }

  @Test
  void exclusiveBoundsAreBooleansBefore31AndNumbersFromThenOn() {
    String ofBoolean =
        "{name: p, logicalType: number, logicalTypeOptions: {minimum: 1, exclusiveMinimum: true}}";
    String ofNumber = "{name: p, logicalType: number, logicalTypeOptions: {exclusiveMinimum: 1}}";

    assertThat(ofProperty("v3.0.2", ofBoolean)).isEmpty();
    assertThat(ofProperty("v3.1.0", ofBoolean)).containsExactly("wrong-type");
    assertThat(ofProperty("v3.0.2", ofNumber)).containsExactly("newer-version");
    assertThat(ofProperty("v3.1.0", ofNumber)).isEmpty();
  }

  @Test
  void wordsOfALaterVersionAreAWarning() {
    assertThat(ofProperty("v3.0.2", "{name: p, logicalType: timestamp}"))
        .containsExactly("newer-version");
    assertThat(ofProperty("v3.1.0", "{name: p, logicalType: map, map: {key: {}, value: {}}}"))
        .containsExactly("newer-version", "newer-version");
    assertThat(codes("v3.0.2", "team: {name: t}\n")).containsExactly("newer-version");
    assertThat(codes("v3.1.0", "team: {name: t}\n")).isEmpty();
  }

  @Test
  void rulesOfTheLibraryNameAMetricWhich30CallsRule() {
    assertThat(ofRule("v3.0.2", "{type: library, rule: rowCount, mustBe: 1}"))
        .containsExactly("not-enforced-yet");
    assertThat(ofRule("v3.0.2", "{type: library, metric: rowCount, mustBe: 1}"))
        .containsExactly("newer-version", "not-enforced-yet");
    assertThat(ofRule("v3.1.0", "{type: library, rule: rowCount, mustBe: 1}"))
        .contains("missing-key");
  }

  @Test
  void aRuleHasOneOperatorAndBoundsThatDiffer() {
    assertThat(ofRule("v3.1.0", "{metric: rowCount, mustBe: 1, mustNotBe: 2}"))
        .contains("several-operators");
    assertThat(ofRule("v3.1.0", "{metric: rowCount, mustBeBetween: [5, 5]}"))
        .contains("invalid-value");
    assertThat(ofRule("v3.1.0", "{metric: rowCount, mustBeBetween: [5, 5.0]}"))
        .contains("invalid-value");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1.01, true", "9, false"})
  void betweenIsExclusiveAsTheTextSays(BigDecimal measured, boolean between) {
    List<BigDecimal> bounds = List.of(BigDecimal.ONE, BigDecimal.valueOf(9));

    assertThat(new Comparison(Comparison.Operator.MUST_BE_BETWEEN, bounds).holds(measured))
        .isEqualTo(between);
    assertThat(new Comparison(Comparison.Operator.MUST_NOT_BE_BETWEEN, bounds).holds(measured))
        .isEqualTo(!between);
  }

  @Test
  void aRuleOfAnEngineHasNoOperator() {
    String rule = "{type: custom, engine: cel, implementation: 'true', mustBe: 1}";

    assertThat(ofRule("v3.1.0", rule)).containsExactly("unknown-key");
    assertThat(ofRule("v3.0.2", rule)).containsExactly("unknown-key");
  }

  @Test
  void aTextIsNeverEnforcedAndNeverRefused() {
    assertThat(ofRule("v3.1.0", "{description: d}, {type: text, description: d}")).isEmpty();
  }

  @Test
  void qualityDoesNotStandAtTheTopAndASchemaMayBeAbsent() {
    assertThat(codes("v3.1.0", "quality: []\n")).containsExactly("unknown-key");
    assertThat(codes("v3.1.0", "")).isEmpty();
  }

  @Test
  void shortDimensionsAndMisplacedPatternsAreRefusedAsTheSchemaDoes() {
    assertThat(ofRule("v3.1.0", "{description: d, dimension: ac}"))
        .containsExactly("unknown-value");
    assertThat(ofRule("v3.1.0", "{metric: invalidValues, mustBe: 0, pattern: x}"))
        .contains("unknown-key");
  }

  @Test
  void requiredMeansNotNull() {
    Contract contract =
        requireNonNull(
            ContractReader.read(
                    "c.yaml",
                    document(
                        "v3.1.0",
                        "schema: [{name: r, properties: [{name: p, required: true}, {name: q}]}]\n"))
                .contract());

    assertThat(contract.objects().get(0).root().properties())
        .extracting(Property::required)
        .containsExactly(true, false);
  }

  @Test
  void aPropertyWithoutATypeNeedsNoMap() {
    assertThat(ofProperty("v3.2.0", "{name: p}")).isEmpty();
  }

  @Test
  void yamlIsReadAs12() {
    assertThat(codes("v3.1.0", "team: {members: [{username: NO, dateIn: 2022-08-02, role: on}]}\n"))
        .isEmpty();
    assertThat(codes("v3.1.0", "contractCreatedTs: 2022-05-12T10:00:00Z\nname: 9:30\n")).isEmpty();
    List<Problem> problems =
        ContractReader.describe("c.yaml", document("v3.1.0", "").replace("1.0.0", "1.0"))
            .problems();
    assertThat(problems).extracting(Problem::code).contains("wrong-type");
    assertThat(problems.get(0).help()).isEqualTo("write it in quotes: \"1.0\"");
  }

  @Test
  void wordsThatYaml11TakesForBooleansAndTimesAreStrings() {
    String rule = "{metric: invalidValues, arguments: {validValues: [NO, on, 9:30]}, mustBe: 0}";
    ContractDocument document =
        requireNonNull(
            ContractDocument.read(
                    "c.yaml", document("v3.1.0", "schema: [{name: r, quality: [" + rule + "]}]\n"))
                .document());

    assertThat(
            document.schema().get(0).quality().get(0).arguments().orElseThrow().get("validValues"))
        .get()
        .asString()
        .contains("[NO, on, 9:30]");
    assertThat(codes("v3.1.0", "name: a\nname: b\n")).containsExactly("duplicate-key");
    assertThat(codes("v3.1.0", "name: !!str a\n")).containsExactly("tag");
  }

  @ParameterizedTest
  @CsvSource({"v3.0.2, WARNING", "v3.1.0, ERROR", "v3.2.0, ERROR"})
  void theAddressOfARegistryIsACustomProperty(String version, Problem.Severity severity) {
    String key = "schemaRegistryUrl";
    String server = "servers: [{server: s, type: kafka, host: h, %s}]\n";

    assertThat(
            ContractReader.describe(
                    "c.yaml", document(version, server.formatted(key + ": 'http://r'")))
                .problems())
        .filteredOn(problem -> problem.code().equals("unknown-key"))
        .extracting(Problem::severity)
        .containsExactly(severity);
    assertThat(
            codes(
                version,
                server.formatted("customProperties: [{property: " + key + ", value: 'http://r'}]")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "1.5", "true", "null", "~", "2023-01-01", "'x'"})
  void anSlaHasAnyScalarAndAnyUnit(String value) {
    String sla = "slaProperties: [{property: freshness, value: " + value + ", unit: m}]\n";

    assertThat(codes("v3.1.0", sla)).isEmpty();
  }

  @Test
  void idsAreStableAndUnknownKeysAndVariablesSurvive() {
    assertThat(ofProperty("v3.1.0", "{name: p, id: a b}")).containsExactly("invalid-value");
    String rest = "description: {purpose: '${A} and ${B:-b}', audience: {of: [all]}}\n";
    ContractDocument document =
        requireNonNull(ContractDocument.read("c.yaml", document("v3.1.0", rest)).document());

    assertThat(document.write())
        .contains("purpose: \"${A} and ${B:-b}\"")
        .contains("audience:\n    of:\n      - all\n");
  }

  @Test
  void versionAndStatusAreFreeText() {
    String text =
        document("v3.1.0", "").replace("1.0.0", "spring").replace("active", "IN_REVIEW (Ann)");

    assertThat(ContractReader.describe("c.yaml", text).problems())
        .extracting(Problem::code)
        .containsExactly("no-schema");
  }

  @Test
  void theApiVersionDecidesWhichRulesHold() {
    assertThat(codes("v3.2.0", "context: c\n")).isEmpty();
    assertThat(codes("v3.1.0", "context: c\n")).containsExactly("newer-version");
    assertThat(codes("v2.2.2", "")).containsExactly("unsupported-version");
  }
}
