package dev.surety.validation.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.AvroExport;
import dev.surety.contract.convert.ExportSource;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.fast.avro.FastAvroValidator;
import dev.surety.validation.reference.ReferenceValidator;
import dev.surety.validation.witness.JsonVariation.Style;
import dev.surety.validation.witness.RecordGenerator.Fullness;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Records in Avro by schemas made from random contracts: the fast path accepts only what the
 * reference accepts and leaves little to it, and a record that is whole is accepted exactly when
 * the JSON that says the same is.
 */
class AvroParityTest {
  /** A million take minutes: {@code -Dsurety.parity.records=1000000}. */
  private static final int RECORDS = Integer.getInteger("surety.parity.records", 20_000);

  private static final int CONTRACTS = Integer.getInteger("surety.parity.contracts", 200);

  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void bothPathsAndJsonAgree() {
    Long only = Long.getLong("surety.seed");
    long seed = only == null ? 0 : only;
    int contracts = 0;
    while (contracts < (only == null ? CONTRACTS : 1)) {
      if (check(seed++, RECORDS / CONTRACTS)) {
        contracts++;
      }
    }
    System.out.println("avro: " + counts);
    int good = counts.getOrDefault("good", 0);
    assertThat(good).isGreaterThan(only == null ? RECORDS / 20 : -1);
    assertThat(counts.getOrDefault("left", 0)).isLessThanOrEqualTo(good / 4);
  }

  private boolean check(long seed, int records) {
    Random random = new Random(seed * 104_729 + 3);
    RandomContract made = RandomContract.random(random);
    for (int i = random.nextInt(6); i > 0; i--) {
      made.mutate(random);
    }
    String yaml = made.yaml("1.0.0");
    ExportSource source = ExportSource.read("thing.odcs.yaml", yaml).source();
    if (source == null) {
      return false;
    }
    Contract contract = source.contract();
    Plan plan = ContractCompiler.compile(contract, "things").plan();
    if (plan == null) {
      return false;
    }
    SchemaObject object = contract.objects().get(0);
    Schema exported = new Schema.Parser().parse(AvroExport.write(source, object).text());
    RecordGenerator generator =
        new RecordGenerator(new Candidates(new Literals(contract, contract), random), random);
    RecordGenerator.Pair root =
        new RecordGenerator.Pair(plan.objects().get(0).root(), object.root(), null, null);
    RecordValidator json = new ReferenceValidator(plan, Limits.DEFAULT);
    AvroVariation variation = new AvroVariation(random);
    Schema writer = exported;
    @Nullable RecordValidator validator = null;
    for (int i = 0; i < records; i++) {
      if (validator == null || i % 10 == 0) {
        writer = i < 20 ? exported : variation.vary(exported);
        validator = FastAvroValidator.of(plan, writer, Limits.DEFAULT);
      }
      if (i % 10 == 5 && validator instanceof FastAvroValidator fast) {
        fast.generate();
      }
      RecordValidator reference = ReferenceValidator.avro(plan, writer, Limits.DEFAULT);
      Fullness fullness = random.nextInt(3) > 0 ? Fullness.MIXED : Fullness.SPARSE;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Object said;
      try {
        said = variation.write(generator.object(root, Focus.NOWHERE, fullness), writer, out);
      } catch (AvroVariation.Unfit e) {
        counts.merge("unfit", 1, Integer::sum);
        continue;
      }
      byte[] key = random.nextInt(20) == 0 ? null : "k".getBytes(UTF_8);
      boolean damaged = random.nextInt(3) == 0;
      byte[] whole = out.toByteArray();
      byte[] bytes = damaged ? JsonVariation.damage(whole, random) : whole;
      String about = "surety.seed=" + seed + "\n" + yaml + "\n" + writer + "\n";
      about += HexFormat.of().formatHex(bytes) + "\n";
      Verdict verdict = reference.validate(new Bytes(key, bytes, 0));
      if (!damaged) {
        byte[] text = JsonVariation.write(said, Style.COMPACT, random);
        Verdict expected = json.validate(new Bytes(key, text, 0));
        assertThat(verdict)
            .as("%s%s", about, new String(text, UTF_8))
            .satisfies(any -> assertThat(reasons(verdict)).isEqualTo(reasons(expected)));
      }
      compare(validator, new Bytes(key, bytes, 0), verdict, damaged, about);
    }
    return true;
  }

  /** A verdict without messages: they show a number as it was written. */
  private static List<String> reasons(Verdict verdict) {
    return verdict.match(
        accepted -> accepted.warnings().stream().map(AvroParityTest::reason).toList(),
        rejected ->
            Stream.concat(
                    Stream.of("rejected"),
                    Stream.of(rejected.violations(), rejected.warnings())
                        .flatMap(List::stream)
                        .map(AvroParityTest::reason))
                .toList(),
        undecided -> List.of("undecided"));
  }

  private static String reason(Violation violation) {
    return violation.rule() + " " + violation.path() + " " + violation.code();
  }

  private void compare(
      RecordValidator validator, Bytes record, Verdict verdict, boolean damaged, String about) {
    boolean good = verdict.equals(Verdict.Accepted.CLEAN);
    counts.merge(good ? "accepted" : "rejected", 1, Integer::sum);
    if (!(validator instanceof FastAvroValidator fast)) {
      counts.merge("without fast path", 1, Integer::sum);
      return;
    }
    boolean accepted = fast.accepts(record);
    if (accepted && !good) {
      throw new AssertionError(about + verdict);
    }
    byte[] behind = new byte[record.bytes.length + 5];
    System.arraycopy(record.bytes, 0, behind, 5, record.bytes.length);
    assertThat(fast.accepts(new Bytes(record.key, behind, 5))).as(about).isEqualTo(accepted);
    if (good && !damaged) {
      counts.merge("good", 1, Integer::sum);
      if (!accepted) {
        counts.merge("left", 1, Integer::sum);
        if (Boolean.getBoolean("surety.parity.show")) {
          System.out.println(about);
        }
      }
    }
  }

  /** A record of bytes, behind a header. */
  private record Bytes(byte @Nullable [] key, byte[] bytes, int payloadStart)
      implements RecordInput {
    @Override
    public byte[] value() {
      return bytes;
    }

    @Override
    public int headerCount() {
      return 0;
    }

    @Override
    public String headerName(int index) {
      return List.<String>of().get(index);
    }

    @Override
    public byte @Nullable [] headerValue(int index) {
      return null;
    }
  }
}
