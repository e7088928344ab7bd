package dev.surety.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.management.ThreadMXBean;
import dev.surety.contract.Contract;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.validation.CheckedContract;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.rule.compiled.SlotFiller;
import dev.surety.validation.rule.compiled.Slots;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Five rules over several fields of a card payment: compiled over filled slots against CEL for Java
 * over decoded records. Decoding is in neither. Time is the thread's CPU time, the least of all
 * rounds.
 */
public final class RulesBenchmark {
  private static final Instant NOW = Instant.EPOCH;
  private static final int RECORDS = 64;
  private static final int ROUNDS = 25;
  private static final int WARM_UP_ROUNDS = 10;
  private static final double TARGET = 25;

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private RulesBenchmark() {}

  /**
   * What was measured, each for all five rules and one record.
   *
   * @param ours nanoseconds, compiled
   * @param peer nanoseconds of CEL for Java
   * @param allocated bytes that the compiled rules allocate
   */
  public record Result(double ours, double peer, double allocated) {
    /** The line that the command prints. */
    public String line() {
      double ratio = peer / ours;
      boolean good = ratio >= TARGET && allocated < 1;
      return String.format(
          Locale.ROOT,
          "validate rules ours=%.0f peer=cel-java:%.0f ratio=%.1f floor=%.0f alloc=%.0f %s",
          ours,
          peer,
          ratio,
          TARGET,
          allocated,
          good ? "OK" : "MISSED");
    }
  }

  /** {@code java … RulesBenchmark} prints the line. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    System.out.println(run().line());
  }

  /** Measures on the calling thread, for some seconds. */
  public static Result run() throws IOException {
    ObjectPlan plan = plan();
    RuleProgram program = RuleProgram.compile(plan.root(), plan.rules());
    if (!program.isComplete()) {
      throw new IllegalStateException("the benchmark's rules are outside the compiled subset");
    }
    List<Slots> slots = new ArrayList<>();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(payment(i));
      slots.add(new SlotFiller(program.slots(), plan.root()).fill(records.get(i)));
    }
    IntSupplier compiled = () -> compiled(program, slots);
    IntSupplier reference = () -> reference(plan, records);
    if (compiled.getAsInt() != RECORDS || reference.getAsInt() != RECORDS) {
      throw new IllegalStateException("every record of the benchmark keeps every rule");
    }
    double peer = leastNanos(reference, 200);
    double ours = leastNanos(compiled, 5_000);
    long before = THREAD.getCurrentThreadAllocatedBytes();
    int kept = 0;
    for (int i = 0; i < 1_000; i++) {
      kept += compiled.getAsInt();
    }
    if (kept != 1_000 * RECORDS) {
      throw new IllegalStateException("a record of the benchmark was judged in two ways");
    }
    long bytes = THREAD.getCurrentThreadAllocatedBytes() - before;
    return new Result(ours, peer, (double) bytes / (1_000L * RECORDS));
  }

  private static int compiled(RuleProgram program, List<Slots> slots) {
    int kept = 0;
    for (int i = 0; i < RECORDS; i++) {
      kept += program.allHold(slots.get(i)) ? 1 : 0;
    }
    return kept;
  }

  private static int reference(ObjectPlan plan, List<Map<String, Object>> records) {
    int kept = 0;
    for (int i = 0; i < RECORDS; i++) {
      boolean all = true;
      for (Rule rule : plan.rules()) {
        all &= rule.evaluate(plan.root(), records.get(i), NOW).value();
      }
      kept += all ? 1 : 0;
    }
    return kept;
  }

  private static double leastNanos(IntSupplier work, int repeats) {
    double least = Double.MAX_VALUE;
    int kept = 0;
    for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      long start = THREAD.getCurrentThreadCpuTime();
      for (int i = 0; i < repeats; i++) {
        kept += work.getAsInt();
      }
      double nanos = (double) (THREAD.getCurrentThreadCpuTime() - start) / repeats / RECORDS;
      least = round < WARM_UP_ROUNDS ? least : Math.min(least, nanos);
    }
    if (kept == 0) {
      throw new IllegalStateException("nothing was kept");
    }
    return least;
  }

  private static ObjectPlan plan() throws IOException {
    String text;
    try (InputStream in = RulesBenchmark.class.getResourceAsStream("rules.odcs.yaml")) {
      text = new String(requireNonNull(in, "rules.odcs.yaml").readAllBytes(), UTF_8);
    }
    ContractVersion.Result read = CheckedContract.version("rules.odcs.yaml", text);
    ContractVersion version = read.version();
    if (version == null) {
      throw new IllegalStateException("the benchmark's contract: " + read.problems());
    }
    Contract contract = version.contract();
    String topic = contract.objects().get(0).topic();
    return requireNonNull(ContractCompiler.compile(contract, topic).plan()).objects().get(0);
  }

  private static Map<String, Object> payment(int i) {
    boolean online = i % 3 == 0;
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("amount", new BigDecimal(i + ".25"));
    record.put("tip", new BigDecimal("0.50"));
    record.put("installments", (long) (1 + i % 4));
    record.put("currency", i % 2 == 0 ? "EUR" : "USD");
    record.put("channel", online ? "ONLINE" : "POS");
    record.put("country", i % 2 == 0 ? "DE" : "US");
    if (online) {
      record.put("device", Map.of("id", "dev_0123456789abcdef"));
    }
    record.put("occurred_at", "2024-05-01T10:0" + i % 10 + ":00.125Z");
    record.put("settled_at", "2024-05-02T10:00:00Z");
    return record;
  }
}
