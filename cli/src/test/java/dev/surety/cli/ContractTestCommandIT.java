package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import picocli.CommandLine;

/** {@code surety contract test}. */
class ContractTestCommandIT {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      version: 1.0.0
      status: active
      schema:
        - name: order
          physicalName: orders
          properties:
            - {name: id, logicalType: string, required: true}
            - {name: total, logicalType: number}
            - name: tags
              logicalType: array
              items: {logicalType: string, logicalTypeOptions: {maxLength: 3}}
          quality:
            - {id: positive, type: custom, engine: cel, implementation: "!has(record.total) || record.total > 0.0"}
            - {id: small, type: custom, engine: cel, severity: warning, implementation: "record.total < 100.0"}
      """;

  private static final String GOOD_CASES =
      """
      cases:
        - {name: good, record: {id: a, total: 1}, expect: accepted}
        - {name: negative, like: good, set: {total: -1}, expect: {rejected: [{rule: positive}]}}
        - {name: large, like: good, set: {total: 100}, expect: {warnings: [{rule: small}]}}
        - name: long
          like: good
          set: {tags: [abc, abcd]}
          expect: {rejected: [{rule: maxLength, path: "tags[1]", code: too_long}]}
        - {name: raw, json: '{"id": 1, "total": 1}', expect: {rejected: [{rule: logicalType, path: id}]}}
        - {name: bytes, file: broken.bin, expect: {rejected: [{code: invalid_encoding}]}}
        - {name: deleted, tombstone: true, key: a, expect: accepted}
      """;

  private final Path dir;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  ContractTestCommandIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void writeContract() throws IOException {
    Files.writeString(dir.resolve("orders.odcs.yaml"), CONTRACT);
    Files.write(dir.resolve("broken.bin"), new byte[] {'{', (byte) 0xff, '}'});
  }

  private int test(String cases, Object... args) throws IOException {
    Files.writeString(dir.resolve("orders.test.yaml"), cases);
    List<Object> all = new ArrayList<>(List.of("contract", "test"));
    all.addAll(List.of(args));
    return surety(all.toArray());
  }

  private int surety(Object... args) {
    out = new StringWriter();
    err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(Stream.of(args).map(String::valueOf).toArray(String[]::new));
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void theExamplesPassAndEveryRuleOfThePaymentsIsCovered() {
    Path payments = Checkout.path("examples/payments");

    assertThat(surety("contract", "test", Checkout.path("examples"))).isEqualTo(ExitCode.DONE);
    assertThat(surety("contract", "test", payments, "--min-coverage", "100"))
        .as(out.toString())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void casesOfEveryKindPassOneToALine() throws IOException {
    assertThat(test(GOOD_CASES, dir)).as(out.toString()).isEqualTo(ExitCode.DONE);

    assertThat(lines().subList(0, 7)).allMatch(line -> line.startsWith("ok    "));
    assertThat(lines().get(7)).endsWith("orders.test.yaml: 7 passed, 0 failed");
  }

  @Test
  void aContractStandsForTheTestsBesideIt() throws IOException {
    assertThat(test(GOOD_CASES, dir.resolve("orders.odcs.yaml"))).isEqualTo(ExitCode.DONE);

    Files.delete(dir.resolve("orders.test.yaml"));
    assertThat(surety("contract", "test", dir.resolve("orders.odcs.yaml")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(surety("contract", "test", dir)).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFailureShowsWhatWasExpectedAndWhatWasFound() throws IOException {
    String cases =
        """
        cases:
          - name: wrong
            record: {id: 1, total: -1}
            expect: {rejected: [{rule: positive}, {rule: required, path: id}]}
          - {name: not evaluable, record: {id: a}, expect: accepted}
        """;

    assertThat(test(cases, dir)).isEqualTo(ExitCode.FINDINGS);

    assertThat(out.toString())
        .contains("FAIL  wrong\n")
        .contains("orders.test.yaml:2:5\n      expected rejected, and the record is rejected\n")
        .contains("  = {rule: positive, code: rule_failed}")
        .contains("  - expected and missing: {rule: required, path: id} (line 4)\n")
        .contains("  + not expected: {rule: logicalType, path: id, code: wrong_type}: Expected a")
        .contains(
            "  + warning not expected: {rule: small, code: rule_not_evaluable}: The rule cannot")
        .contains("total is absent")
        .endsWith("0 passed, 2 failed\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, rcord: {}, expect: accepted} | did you mean 'record'?",
        "{name: a, record: {}, expect: accepted, key: 1} | write it in quotes: \"1\"",
        "{name: a, record: {}} | needs the key 'expect'",
        "{name: a, expect: accepted} | a case needs a record",
        "{name: a, record: {}, json: '{}', expect: accepted} | a case has one record",
        "{name: a, record: {}, expect: rejected} | say why",
        "{name: a, record: {}, expect: {rejected: [{code: too_lng}]}} | did you mean 'too_long'?",
        "{name: a, record: {}, expect: {rejected: [{}]}} | needs one of 'rule', 'path' and 'code'",
        "{name: a, record: {}, expect: {rejected: []}} | names no violation",
        "{name: a, like: b, expect: accepted} | no case before this one is named 'b'",
        "{name: a, file: nothing.bin, expect: accepted} | there is no file",
        "{name: a, record: {}, set: {a: 1}, expect: accepted} | change the record of 'like'",
        "{name: a, record: {}, topic: ordrs, expect: accepted} | did you mean 'orders'?",
      })
  void whatIsWrongInAFileHasItsPlace(String testCase, String message) throws IOException {
    assertThat(test("cases:\n  - " + testCase + "\n", dir)).isEqualTo(ExitCode.FINDINGS);

    assertThat(out.toString()).contains(message).contains("orders.test.yaml:2:");
  }

  @Test
  void placesThatAreNotThereAreNamed() throws IOException {
    String cases =
        """
        cases:
          - {name: a, record: {id: a, tags: [x]}, expect: accepted}
          - {name: b, like: a, set: {"tags[2]": y}, expect: accepted}
          - {name: c, like: a, remove: [nothing], expect: accepted}
          - {name: a, like: a, set: {"tags[1]": y}, remove: ["tags[0]"], expect: accepted}
        """;

    assertThat(test(cases, dir)).isEqualTo(ExitCode.FINDINGS);

    assertThat(out.toString())
        .contains("3:30: error[unknown-property]: the list has 1 items, so there is no [2]")
        .contains("4:33: error[unknown-property]: there is no 'nothing' in the record to remove")
        .contains("5:12: error[duplicate-name]");
  }

  @Test
  void coverageNamesWhatNoTestMakesFail() throws IOException {
    assertThat(test(GOOD_CASES, "--coverage", dir)).isEqualTo(ExitCode.DONE);

    assertThat(lines())
        .contains("  no test makes fail: constraint order.id: required")
        .contains("  no test makes fail: constraint order.tags[]: logicalType")
        .noneMatch(line -> line.contains("rule order"))
        .noneMatch(line -> line.contains("tags[]: maxLength"))
        .noneMatch(line -> line.contains("fail: record type"));

    assertThat(test(GOOD_CASES, "--min-coverage", 90, dir)).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("less than 90 % is covered");
    assertThat(test(GOOD_CASES, "--min-coverage", 40, dir)).isEqualTo(ExitCode.DONE);
    assertThat(test(GOOD_CASES, "--min-coverage", 101, dir)).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theJsonFormatHasOneObjectACaseAndOneAFile() throws IOException {
    test(GOOD_CASES.replace("rule: positive", "rule: other"), "--format=json", "--coverage", dir);

    List<JsonNode> objects = new ArrayList<>();
    for (String line : lines()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    assertThat(objects).hasSize(8);
    assertThat(objects.get(0).get("result").asText()).isEqualTo("passed");
    assertThat(objects.get(1).get("result").asText()).isEqualTo("failed");
    assertThat(objects.get(1).at("/violations/missing/0/rule").asText()).isEqualTo("other");
    assertThat(objects.get(1).at("/violations/unexpected/0/rule").asText()).isEqualTo("positive");
    assertThat(objects.get(7).get("failed").asInt()).isEqualTo(1);
    assertThat(objects.get(7).get("coverage_percent").asInt()).isBetween(1, 99);
  }

  @Test
  void theJunitReportHasASuiteForEachFile() throws Exception {
    test(GOOD_CASES.replace("rule: positive", "rule: other"), "--format=junit", dir);

    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(out.toString())))
            .getDocumentElement();
    Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("7");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getElementsByTagName("failure").item(0).getTextContent())
        .contains("expected and missing: {rule: other}");
  }

  @Test
  void aContractThatIsWrongIsNotTested() throws IOException {
    Files.writeString(dir.resolve("orders.odcs.yaml"), CONTRACT.replace("maxLength", "maxLenth"));

    assertThat(test(GOOD_CASES, dir)).isEqualTo(ExitCode.FINDINGS);

    assertThat(out.toString()).contains("did you mean 'maxLength'?").doesNotContain("passed");
  }
}
