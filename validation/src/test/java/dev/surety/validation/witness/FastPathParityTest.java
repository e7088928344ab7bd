package dev.surety.validation.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.SchemaObject;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.fast.json.FastJsonValidator;
import dev.surety.validation.reference.ReferenceValidator;
import dev.surety.validation.witness.JsonVariation.Style;
import dev.surety.validation.witness.RecordGenerator.Fullness;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The fast path beside the reference path on the same records: what it accepts, the reference
 * accepts without a warning; and of the records that are good, it leaves few to the reference.
 */
class FastPathParityTest {
  /** A million take a few minutes: {@code -Dsurety.parity.records=1000000}. */
  private static final int RECORDS = Integer.getInteger("surety.parity.records", 50_000);

  private static final int CONTRACTS = 500;
  private static final Style[] STYLES = Style.values();

  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void whatTheFastPathAcceptsTheReferenceAccepts() {
    Long only = Long.getLong("surety.seed");
    long seed = only == null ? 0 : only;
    int contracts = 0;
    while (contracts < (only == null ? CONTRACTS : 1)) {
      if (check(seed++, RECORDS / CONTRACTS)) {
        contracts++;
      }
    }
    System.out.println("fast path: " + counts);
    for (Style style : STYLES) {
      int good = counts.getOrDefault("good " + style, 0);
      int left = counts.getOrDefault("left " + style, 0);
      // Escaped names, and strings with escapes that rules read, are left to the reference.
      double share = style == Style.ODD ? 0.9 : 0.01;
      assertThat(left)
          .as("good records left to the reference, %s", style)
          .isLessThanOrEqualTo((int) (good * share) + 1);
      assertThat(good)
          .as("good records, %s", style)
          .isGreaterThan(only == null ? RECORDS / 40 : -1);
    }
  }

  private boolean check(long seed, int records) {
    Random random = new Random(seed * 104_729 + 3);
    RandomContract made = RandomContract.random(random);
    for (int i = random.nextInt(6); i > 0; i--) {
      made.mutate(random);
    }
    String yaml = made.yaml("1.0.0");
    Contract contract = ContractReader.read("thing.odcs.yaml", yaml).contract();
    Plan plan = contract == null ? null : ContractCompiler.compile(contract, "things").plan();
    if (contract == null || plan == null) {
      return false;
    }
    RecordValidator validator = FastJsonValidator.of(plan, Limits.DEFAULT);
    if (!(validator instanceof FastJsonValidator fast)) {
      return false;
    }
    RecordValidator reference = new ReferenceValidator(plan, Limits.DEFAULT);
    SchemaObject object = contract.objects().get(0);
    RecordGenerator generator =
        new RecordGenerator(new Candidates(new Literals(contract, contract), random), random);
    RecordGenerator.Pair root =
        new RecordGenerator.Pair(plan.objects().get(0).root(), object.root(), null, null);
    for (int i = 0; i < records; i++) {
      if (i == records / 4) {
        fast.generate();
      }
      Style style = STYLES[i % STYLES.length];
      Fullness fullness = random.nextInt(3) > 0 ? Fullness.MIXED : Fullness.SPARSE;
      byte[] json =
          JsonVariation.write(generator.object(root, Focus.NOWHERE, fullness), style, random);
      boolean damaged = random.nextInt(3) == 0;
      byte[] bytes = damaged ? JsonVariation.damage(json, random) : json;
      byte[] key = random.nextInt(20) == 0 ? null : "k".getBytes(UTF_8);
      compare(
          fast, reference, new Bytes(key, bytes), style, damaged, () -> about(seed, yaml, bytes));
    }
    return true;
  }

  private static String about(long seed, String yaml, byte[] bytes) {
    return "surety.seed=" + seed + "\n" + yaml + "\n" + new String(bytes, UTF_8);
  }

  private void compare(
      FastJsonValidator fast,
      RecordValidator reference,
      RecordInput record,
      Style style,
      boolean damaged,
      java.util.function.Supplier<String> about) {
    boolean accepted = fast.accepts(record);
    boolean good = reference.validate(record).equals(Verdict.Accepted.CLEAN);
    if (accepted && !good) {
      throw new AssertionError(about.get() + "\n" + reference.validate(record));
    }
    counts.merge(good ? "accepted" : "rejected", 1, Integer::sum);
    if (good && !damaged) {
      counts.merge("good " + style, 1, Integer::sum);
      if (!accepted) {
        counts.merge("left " + style, 1, Integer::sum);
        if (Boolean.getBoolean("surety.parity.show") && style != Style.ODD) {
          System.out.println(about.get());
        }
      }
    }
  }

  /** A record of bytes. */
  private record Bytes(byte @Nullable [] key, byte[] value) implements RecordInput {
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
