package dev.surety.validation.witness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.surety.contract.Contract;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.Exported;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.JsonSchemaExport;
import dev.surety.contract.convert.JsonSchemaImport;
import dev.surety.contract.convert.Loss;
import dev.surety.contract.convert.NewContract;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.witness.RecordGenerator.Fullness;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Contracts made at random, as JSON Schemas: an independent validator judges records by the schema
 * as Surety does by the contract, and so does the contract that is imported from the schema.
 */
class JsonSchemaExportTest {
  private static final long SEED = Long.getLong("surety.seed", 20_261_125L);
  private static final int CONTRACTS = 250;
  private static final int RECORDS = 30;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private int accepted;
  private int rejected;
  private int whole;

  @Test
  void aValidatorJudgesByTheSchemaAsSuretyDoesByTheContract() throws IOException {
    for (int i = 0; i < CONTRACTS; i++) {
      check(SEED + i);
    }
    System.out.println(accepted + " accepted, " + rejected + " rejected, " + whole + " whole");
    assertThat(accepted).isGreaterThan(1_000);
    assertThat(rejected).isGreaterThan(1_000);
    assertThat(whole).isGreaterThan(CONTRACTS / 20);
  }

  private void check(long seed) throws IOException {
    Random random = new Random(seed);
    RandomContract made = RandomContract.random(random);
    String yaml = made.yaml("1.0.0");
    ExportSource source = ExportSource.read("made.yaml", yaml).source();
    if (source == null || hasErrors(source.contract())) {
      return;
    }
    SchemaObject object = source.objects().get(0);
    Exported exported = JsonSchemaExport.write(source, object);
    String about = "surety.seed=" + seed + "\n" + yaml + exported.text() + exported.losses();
    Imported imported =
        JsonSchemaImport.read(
            "made.json", exported.text(), new NewContract("thing", "1", "things"));
    assertThat(imported.problems()).as(about).isEmpty();
    Contract back = requireNonNull(imported.contract());
    assertThat(hasErrors(back)).as("%s%n%s", about, RecordValidator.lint(back)).isFalse();
    Schema peer =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(exported.text());
    boolean isWhole = exported.losses().isEmpty();
    boolean comesBack = imported.losses().stream().allMatch(JsonSchemaExportTest::isOfNull);
    whole += isWhole && comesBack ? 1 : 0;
    Judge judge = new Judge(source.contract());
    Judge backJudge = new Judge(back);
    RecordGenerator generator =
        new RecordGenerator(
            new Candidates(new Literals(source.contract(), source.contract()), random), random);
    RecordGenerator.Pair root =
        new RecordGenerator.Pair(judge.root(object), object.root(), null, null);
    for (int i = 0; i < RECORDS; i++) {
      Fullness fullness = i % 3 == 0 ? Fullness.SPARSE : Fullness.MIXED;
      JsonNode record = JSON.readTree(Sample.json(generator.object(root, Focus.NOWHERE, fullness)));
      if (i % 2 == 1) {
        RecordEdits.edit(record, random);
      }
      Sample sample = new Sample("k", Map.of(), record.toString());
      boolean ours = judge.validator("things").validate(sample) instanceof Verdict.Accepted;
      boolean theirs =
          peer
              .validate(
                  record,
                  context ->
                      context.executionConfig(config -> config.formatAssertionsEnabled(true)))
              .stream()
              .allMatch(JsonSchemaExportTest::isRounded);
      accepted += ours ? 1 : 0;
      rejected += ours ? 0 : 1;
      if (isWhole || ours) {
        assertThat(theirs).as("%s%n%s%n%s", about, record, peer.validate(record)).isEqualTo(ours);
      }
      if (isWhole && comesBack) {
        assertThat(backJudge.validator("things").validate(sample) instanceof Verdict.Accepted)
            .as("%s%n%s", about, record)
            .isEqualTo(ours);
      }
    }
  }

  /** The peer divides as doubles, which have 53 bits. */
  private static boolean isRounded(Error error) {
    return error.getKeyword().equals("multipleOf")
        && error.getInstanceNode().decimalValue().abs().compareTo(BigDecimal.valueOf(1L << 53)) > 0;
  }

  /** What is not required may be null here; the schema says so, and nothing is lost. */
  private static boolean isOfNull(Loss loss) {
    return loss.why().startsWith("null is accepted");
  }

  private static boolean hasErrors(Contract contract) {
    return RecordValidator.lint(contract).stream().anyMatch(problem -> problem.isError());
  }

  /** Ways to make a record another one. */
  private static final class RecordEdits {
    private RecordEdits() {}

    static void edit(JsonNode record, Random random) {
      List<String> names = new java.util.ArrayList<>();
      record.fieldNames().forEachRemaining(names::add);
      if (names.isEmpty()) {
        return;
      }
      String name = names.get(random.nextInt(names.size()));
      var object = (com.fasterxml.jackson.databind.node.ObjectNode) record;
      switch (random.nextInt(6)) {
        case 0 -> object.remove(name);
        case 1 -> object.putNull(name);
        case 2 -> object.put("extra", 1);
        case 3 -> object.put(name, "text");
        case 4 -> object.put(name, 3);
        default -> object.putArray(name).add(1);
      }
    }
  }
}
