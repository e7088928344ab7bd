package dev.surety.validation.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.ProtobufDescriptors;
import dev.surety.contract.convert.ProtobufExport;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.fast.protobuf.FastProtobufValidator;
import dev.surety.validation.reference.ReferenceValidator;
import dev.surety.validation.witness.ProtobufVariation.Style;
import dev.surety.validation.witness.RecordGenerator.Fullness;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The fast path beside the reference path on the same messages, and both beside Protobuf's own JSON
 * form of them, judged as JSON: one verdict.
 *
 * <p>Exceptions, where Protobuf reads on and the contract's judge does not: a field of another wire
 * type than its own, a number that is not finite, and a number of more than ten bytes, of which
 * protobuf-java takes the first ten.
 */
class ProtobufParityTest {
  private static final int RECORDS = Integer.getInteger("surety.parity.records", 20_000);
  private static final int CONTRACTS = Integer.getInteger("surety.parity.contracts", 200);
  private static final Style[] STYLES = Style.values();

  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void allPathsGiveTheSameVerdict() {
    Long only = Long.getLong("surety.seed");
    long seed = only == null ? 0 : only;
    int contracts = 0;
    while (contracts < (only == null ? CONTRACTS : 1)) {
      if (check(seed++, RECORDS / CONTRACTS)) {
        contracts++;
      }
    }
    System.out.println("protobuf: " + counts);
    for (Style style : STYLES) {
      int good = counts.getOrDefault("good " + style, 0);
      int left = counts.getOrDefault("left " + style, 0);
      // Fields that come twice, entries with their value first and groups are left to the
      // reference.
      double share = style == Style.ODD || style == Style.SHUFFLED ? 0.5 : 0.05;
      assertThat(left)
          .as("good records left to the reference, %s", style)
          .isLessThanOrEqualTo((int) (good * share) + 1);
      assertThat(good)
          .as("good records, %s", style)
          .isGreaterThan(only == null ? RECORDS / 100 : -1);
    }
  }

  private static Optional<Descriptor> descriptor(String yaml) {
    ExportSource source = ExportSource.read("thing.odcs.yaml", yaml).source();
    if (source == null) {
      return Optional.empty();
    }
    String proto = ProtobufExport.write(source, source.objects()).text();
    ProtobufDescriptors.Result read = ProtobufDescriptors.read("thing.proto", proto);
    ProtobufDescriptors descriptors = read.descriptors();
    if (descriptors == null) {
      throw new AssertionError(read.problems() + "\n" + proto);
    }
    return descriptors.message(List.of());
  }

  private boolean check(long seed, int records) {
    Random random = new Random(seed * 104_729 + 5);
    RandomContract made = RandomContract.random(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      made.mutate(random);
    }
    String yaml = made.yaml("1.0.0");
    Contract contract = ContractReader.read("thing.odcs.yaml", yaml).contract();
    Plan plan = contract == null ? null : ContractCompiler.compile(contract, "things").plan();
    Descriptor type = descriptor(yaml).orElse(null);
    if (contract == null || plan == null || type == null) {
      return false;
    }
    RecordValidator validator = FastProtobufValidator.of(plan, type, Limits.DEFAULT);
    if (!(validator instanceof FastProtobufValidator fast)) {
      return false;
    }
    RecordValidator reference = ReferenceValidator.protobuf(plan, type, Limits.DEFAULT);
    RecordValidator json = new ReferenceValidator(plan, Limits.DEFAULT);
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
      Map<?, ?> value = (Map<?, ?>) generator.object(root, Focus.NOWHERE, fullness);
      byte[] good = ProtobufVariation.write(type, value, style, random);
      boolean damaged = random.nextInt(3) == 0;
      byte[] bytes = damaged ? ProtobufVariation.damage(good, random) : good;
      byte[] key = random.nextInt(20) == 0 ? null : "k".getBytes(UTF_8);
      Supplier<String> about =
          () -> "surety.seed=" + seed + "\n" + yaml + "\n" + HexFormat.of().formatHex(bytes);
      boolean accepted = fast.accepts(new Bytes(key, bytes));
      Verdict verdict = reference.validate(new Bytes(key, bytes));
      compare(accepted, verdict, style, damaged, about);
      beside(json, type, key, bytes, verdict, about);
    }
    return true;
  }

  private void compare(
      boolean accepted, Verdict verdict, Style style, boolean damaged, Supplier<String> about) {
    boolean good = verdict.equals(Verdict.Accepted.CLEAN);
    if (accepted && !good) {
      throw new AssertionError(about.get() + "\n" + verdict);
    }
    counts.merge(good ? "accepted" : "rejected", 1, Integer::sum);
    if (good && !damaged) {
      counts.merge("good " + style, 1, Integer::sum);
      if (!accepted) {
        counts.merge("left " + style, 1, Integer::sum);
        if (Boolean.getBoolean("surety.parity.show") && style == Style.PLAIN) {
          System.out.println(about.get());
        }
      }
    }
  }

  /** Protobuf's own reader and JSON printer, then the judge of JSON. */
  private void beside(
      RecordValidator json,
      Descriptor type,
      byte @Nullable [] key,
      byte[] bytes,
      Verdict verdict,
      Supplier<String> about) {
    String text;
    try {
      text = new String(ProtobufJson.write(type, bytes), UTF_8);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      if (isAccepted(verdict)) {
        throw new AssertionError(about.get() + "\naccepted, and Protobuf says: " + e);
      }
      counts.merge("unreadable to Protobuf", 1, Integer::sum);
      return;
    }
    Verdict beside = json.validate(new Bytes(key, text.getBytes(UTF_8)));
    if (isAccepted(verdict) != isAccepted(beside) && !isException(verdict)) {
      throw new AssertionError(about.get() + "\n" + text + "\n" + verdict + "\n" + beside);
    }
    if (!isException(verdict) && !verdict.equals(beside)) {
      counts.merge("other words", 1, Integer::sum);
      if (Boolean.getBoolean("surety.parity.show")) {
        System.out.println(text + "\n" + verdict + "\n" + beside);
      }
    }
  }

  private static boolean isAccepted(Verdict verdict) {
    return verdict instanceof Verdict.Accepted;
  }

  private static boolean isException(Verdict verdict) {
    return verdict instanceof Verdict.Rejected rejected
        && rejected.violations().stream()
            .anyMatch(
                violation ->
                    violation.message().contains("has wire type")
                        || violation.message().contains("has more than 10 bytes")
                        || violation.code().equals("not_finite"));
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
