package dev.surety.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContractFormatterTest {
  private static String format(String text) {
    ContractFormatter.Result result = ContractFormatter.format("c.yaml", text);
    assertThat(result.problems()).isEmpty();
    String formatted = requireNonNull(result.text());
    assertThat(ContractFormatter.format("c.yaml", formatted).text())
        .as("formatting twice changes nothing")
        .isEqualTo(formatted);
    return formatted;
  }

  @Test
  void keysStandInTheOrderOfTheStandard() {
    assertThat(
            format(
                """
                version: 1.0.0
                id: orders
                vendorKey: kept
                customProperties: [{value: 1, property: a}]
                kind: DataContract
                apiVersion: v3.1.0
                schema:
                - quality:
                  - mustBe: 0
                    metric: rowCount
                  name: order
                """))
        .isEqualTo(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: orders
            version: 1.0.0
            schema:
              - name: order
                quality:
                  - metric: rowCount
                    mustBe: 0
            vendorKey: kept
            customProperties: [{property: a, value: 1}]
            """);
  }

  @Test
  void stringsThatAReaderOfYaml11TakesForSomethingElseAreQuoted() {
    assertThat(
            format(
                """
                tags: [NO, on, y, 1_000, 0b1, 9:30, 2022-08-02, 2022-05-12T10:00:00Z, =, a, 1.0.0, 'yes', "x"]
                description:
                  usage: 1:20
                  purpose: ~a
                  limitations: 0x
                """))
        .isEqualTo(
            """
            tags: ["NO", "on", "y", "1_000", "0b1", "9:30", "2022-08-02", "2022-05-12T10:00:00Z", "=", a, 1.0.0, "yes", "x"]
            description:
              purpose: ~a
              usage: "1:20"
              limitations: 0x
            """);
  }

  @Test
  void numbersAreWrittenSoThatAllReadersReadTheSame() {
    assertThat(format("a: [010, 0o17, 0x1F, 1e3, .5, +1, 1.0, -2.5E-3, .inf, True, Null]\n"))
        .isEqualTo("a: [10, 15, 31, 1.0e+3, 0.5, +1, 1.0, -2.5e-3, .inf, true, null]\n");
  }

  @Test
  void commentsGoWithWhatTheyBelongTo() {
    assertThat(
            format(
                """
                # Copyright

                # the version
                version: 1.0.0 # semantic
                # the id
                id: orders

                # about the schema
                schema: # all of it
                # the first
                - name: order # one
                  # its topic
                  physicalName: orders
                  # nothing more
                # the second
                - {name: b, # two
                   tags: [x]} # end
                # last of all
                """))
        .isEqualTo(
            """
            # Copyright

            # the id
            id: orders
            # the version
            version: 1.0.0 # semantic

            # about the schema
            schema: # all of it
              # the first
              - name: order # one
                # its topic
                physicalName: orders
                # nothing more
              # the second
              # end
              - name: b # two
                tags: [x]
            # last of all
            """);
  }

  @Test
  void textsOfSeveralLinesKeepTheirLines() {
    String text =
        """
        description:
          purpose: |
            one
              two

            three
          usage: >- # folded
            a
            b

            c
          limitations: "x\\ny"
        """;
    assertThat(format(text)).isEqualTo(text.replace("\"x\\ny\"", "|-\n    x\n    y"));
  }

  @Test
  void variablesStay() {
    String text =
        """
        servers:
          - {server: a, type: kafka, host: "${HOST:-localhost:9092}"}
          - server: b
            type: kafka
            host: ${HOST}
        """;
    assertThat(format(text)).isEqualTo(text);
  }

  @Test
  void charactersBeyondTheBasicPlaneMoveNothing() {
    assertThat(format("name: 😀 # 😀 a\nid: '😀' # b\ntags: [😀, b] # c\n"))
        .isEqualTo("id: \"😀\" # b\nname: 😀 # 😀 a\ntags: [😀, b] # c\n");
  }

  /** All of it in one line, where finding a place by its column would take quadratic time. */
  @Test
  void aLongLineIsFormattedInLinearTime() {
    String text = "tags: [" + "a, ".repeat(100_000) + "a]\n";

    assertThat(format(text)).startsWith("tags:\n  - a\n").hasLineCount(100_002);
  }

  @Test
  void aFileWithAnchorsIsRefused() {
    ContractFormatter.Result result =
        ContractFormatter.format("c.yaml", "version: &v 1.0.0\nid: *v\n");

    assertThat(result.text()).isNull();
    assertThat(result.problems()).extracting(Problem::code).containsExactly("cannot-format");
    assertThat(result.problems().get(0).at()).isEqualTo(new Position("c.yaml", 1, 13));
  }

  @Test
  void aFileThatIsNotYamlIsRefused() {
    ContractFormatter.Result result = ContractFormatter.format("c.yaml", "a: 1\na: 2\n");

    assertThat(result.text()).isNull();
    assertThat(result.problems()).extracting(Problem::code).containsExactly("duplicate-key");
  }
}
