package dev.surety.validation.witness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractFormatter;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Information;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.RecordRule;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.Text;
import dev.surety.contract.convert.ContractWriter;
import dev.surety.contract.yaml.ProblemFormatter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written is read again as the same contract, in canonical form. */
class ContractWriterTest {
  private static final long SEED = Long.getLong("surety.seed", 20_261_125L);
  private static final Position AT = new Position("made.yaml", 1, 1);

  @Test
  void randomContractsComeBackAsTheyWere() {
    int written = 0;
    for (int i = 0; i < 400; i++) {
      Random random = new Random(SEED + i);
      RandomContract made = RandomContract.random(random);
      made.mutate(random);
      Contract contract = ContractReader.describe("made.yaml", made.yaml("1.2.3")).contract();
      if (contract != null && contract.notEnforced().isEmpty()) {
        assertComesBack(contract, "seed " + (SEED + i));
        written++;
      }
    }
    assertThat(written).isGreaterThan(300);
  }

  @Test
  void stringsThatYamlReadsAsSomethingElseComeBack() {
    List<String> odd =
        List.of(
            "no",
            "1",
            "1.0",
            "~",
            "null",
            "true",
            "2024-01-01",
            "a: b",
            "a #b",
            "- x",
            "'",
            "\"",
            "\\",
            "{",
            "[",
            "*",
            "&a",
            "!t",
            "|",
            ">",
            "%",
            "@",
            " a ",
            "a\nb",
            "a\tb",
            "\u0000",
            "\u00e4",
            "\uD83D\uDE00",
            "\u2028",
            "\u0085",
            "<<",
            "=",
            "0x1F",
            "012",
            "1e3",
            ".5",
            "12:30:45",
            "?",
            "::",
            "---",
            "...",
            "yes",
            "#");
    List<Property> members = new ArrayList<>();
    for (String name : odd) {
      members.add(string(name, odd));
    }
    RecordRule rule =
        new RecordRule("a rule: #1", "# why\nand how", text("1 == 1\n"), OnViolation.PASS, AT);
    assertComesBack(
        contract("v3.2.0", object("a type: #1", members, List.of(rule))), "odd strings");
  }

  @Test
  void commentsStandAboveWhatTheyAreAbout() {
    Contract contract =
        contract(
            "v3.1.0",
            object("orders", List.of(string("a", List.of()), string("b", List.of())), List.of()));
    Property b = contract.objects().get(0).root().properties().get(1);
    String text =
        ContractWriter.write(
            contract,
            property ->
                property == b
                    ? List.of("seen in 10 of 10 records\nevidence: \u0007 fine", "")
                    : property == contract.objects().get(0).root() ? List.of("Head.") : List.of());

    assertThat(text)
        .isEqualTo(
            """
            # Head.

            apiVersion: v3.1.0
            kind: DataContract
            id: id
            version: 1.0.0
            status: draft
            schema:
              - name: orders
                physicalName: topic
                physicalType: topic
                logicalType: object
                description: what it is
                properties:
                  - name: a
                    logicalType: string
                  # seen in 10 of 10 records
                  # evidence:   fine
                  #
                  - name: b
                    logicalType: string
            """);
    assertThat(ContractFormatter.format("made.yaml", text).changed()).isFalse();
  }

  @Test
  void whatOdcsHasNoPlaceForIsRefused() {
    Options options =
        new Options(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, false, 1, null, List.of(), null);
    Property any =
        new Property(
            "a", null, options, false, false, null, List.of(), List.of(), null, null, null, AT);
    Contract contract = contract("v3.1.0", object("orders", List.of(any), List.of()));

    assertThatThrownBy(() -> ContractWriter.write(contract))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a'");
  }

  private static Property string(String name, List<String> allowed) {
    return new Property(
        name,
        LogicalType.STRING,
        Options.NONE,
        false,
        false,
        allowed.isEmpty() ? null : name,
        List.copyOf(allowed),
        List.of(),
        null,
        null,
        null,
        AT);
  }

  private static SchemaObject object(String name, List<Property> members, List<RecordRule> rules) {
    Property root =
        new Property(
            "",
            LogicalType.OBJECT,
            Options.NONE,
            true,
            false,
            null,
            List.of(),
            members,
            null,
            null,
            null,
            new Information("what it is", "topic", "topic"),
            AT);
    return new SchemaObject(name, "topic", root, rules, null, Passage.PASS, Passage.PASS, AT);
  }

  private static Text text(String value) {
    return new Text(value, AT, 1);
  }

  private static Contract contract(String apiVersion, SchemaObject object) {
    return new Contract("made.yaml", apiVersion, "id", "1.0.0", List.of(object));
  }

  static void assertComesBack(Contract contract, String what) {
    String text = ContractWriter.write(contract);
    ContractReader.Result read = ContractReader.describe("made.yaml", text);
    assertThat(read.contract())
        .as("%s: %s%n%s", what, ProblemFormatter.format(read.problems()), text)
        .isNotNull();
    assertThat(plain(requireNonNull(read.contract())))
        .as("%s:%n%s", what, text)
        .isEqualTo(plain(contract));
    assertThat(ContractFormatter.format("made.yaml", text).changed()).as(what).isFalse();
  }

  /** A value without where it stands; numbers by their value. */
  static Object plain(@Nullable Object value) {
    if (value instanceof Text text) {
      return text.value();
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ContractWriterTest::plain).toList();
    }
    if (!(value instanceof Record record)) {
      return String.valueOf(value);
    }
    List<Object> parts = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getType() != Position.class) {
        try {
          parts.add(component.getName() + "=" + plain(component.getAccessor().invoke(record)));
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      }
    }
    return parts;
  }
}
