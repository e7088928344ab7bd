package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/compatibility.md} is the table of the code. {@code
 * -Dsurety.golden.write=true} writes it anew.
 */
class CompatibilityPageTest {
  private static final Path PAGE =
      Path.of(requireNonNull(System.getProperty("surety.checkout")))
          .resolve("docs/reference/compatibility.md");

  private static final String BEFORE =
      """
      # Compatibility

      Generated from the code's table. `surety contract diff OLD NEW` compares two versions of a contract and says of every
      change whom it breaks; `surety contract check FILE --against DIR|GIT-REF` compares with earlier versions.

      ## Who

      - **Stored data** breaks when a record that the old version accepts is rejected by the new one.
      - **Producers** break when what they write as the old version says is rejected by the new one. A record does that exactly
        when it would break stored data; what is agreed beside the records (a service level, a key, a topic) can break one and
        not the other.
      - **Consumers** break when a record that the new version accepts is rejected by the old one: a constraint that is
        loosened breaks whoever relied on it.

      Records are JSON, compared as validation judges them: an integer is a number, absent and null are told apart. A member
      that an open object does not list is tolerated, and nobody is promised anything of it: the records that are compared have,
      beside what their own version lists, only members that neither version lists. So an optional property that is added
      breaks nobody, and one that is removed breaks only consumers that name it.

      ## Avro and Protobuf

      Where the Kafka server of both versions has the `format` avro or protobuf, the types that values are written in are compared
      too, by what the specification lets a reader take; ranges, lengths and the like are still compared as they are. The type
      follows from `logicalType`, `format` (`i32`, `f32`, `u64`, `base64`, ...) and `physicalType` (`bytes`, `fixed(16)`,
      `decimal(10,2)`, `timestamp-millis`, `sint32`, ...), as `surety contract export` writes it.

      - Avro ("Schema Resolution"): a reader of long takes int; of float int and long; of double int, long and float; of string
        bytes, and of bytes string. Nothing else: an enum is no string, and decimals differ by precision and scale.
      - Protobuf ("Updating A Message Type"): int64 takes int32, uint32, bool and enum with every value unchanged; int32 bool and
        enum; uint32 and uint64 likewise; sint64 takes sint32; bytes takes string. In the other direction, and between signed
        and unsigned, the value may be cut off, so that it *may break*. int, sint and fixed are three forms on the wire and never
        take each other.
      - JSON Schema: an integer is a number, as everywhere in JSON.

      ## How sure

      "Breaks nobody" is proved from the constraints: intervals and multiples exactly, patterns and lengths by automata, rules
      that are the same, stronger, or follow from a property's own range. "Breaks" has a record that shows it: `--witness`
      prints it, after both versions have judged it. What is neither proved nor shown *may break* somebody, and a mode refuses
      it like a break. What cannot be decided this way: changed rules in general, patterns with word boundaries or Unicode
      classes, most pairs of string formats, formats of dates and times.

      ## Modes

      | mode | must not break | compared with |
      |---|---|---|
      | `backward` | stored data, producers | the last version |
      | `forward` | consumers | the last version |
      | `full` | anybody | the last version |
      | `backward_transitive`, `forward_transitive`, `full_transitive` | the same | every earlier version |
      | `none` | nobody is protected | the last version |

      ## Version numbers

      A change that breaks or may break anybody is major; any other change of what is enforced is minor; a classification, a
      status or a service level that breaks nobody is a patch. While the major number is 0, a minor step may break.

      ## Consumers by name

      `surety.consumers` among the custom properties of the contract (fields are `record type.property`) or of a schema object
      (fields are properties), or a file beside it that `--consumers` names:

      ```yaml
      consumers:
        - {name: risk-scoring, owner: risk@example.org, fields: [transaction.amount, transaction.account_id]}
        - {name: billing, fields: [transaction.currency]}
      ```

      A consumer without fields relies on everything. It breaks on a field when consumers break at, above or below it, and when
      the field is removed or renamed even if it was optional; otherwise it is free.

      ## Changes

      The column says whom the case breaks where the other constraints do not prevent it.

      | what | case | stored data | producers | consumers |
      |---|---|---|---|---|
      """;

  @Test
  void thePageIsWhatTheTableSays() throws IOException {
    StringBuilder page = new StringBuilder(BEFORE);
    for (ChangeKind kind : ChangeKind.values()) {
      for (ChangeKind.Row row : kind.rows()) {
        page.append("| ").append(kind.what()).append(" | ").append(row.when());
        for (Party party : Party.values()) {
          page.append(" | ").append(row.breaks().contains(party) ? "breaks" : "");
        }
        page.append(" |\n");
      }
    }
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("-Dsurety.golden.write=true writes it anew")
        .isEqualTo(page.toString());
  }
}
