package dev.surety.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How long {@code surety contract lint} takes: of a directory of contracts and of one, each time as
 * a process of its own, from its start to its end.
 */
public final class LintBenchmark {
  /** The contracts are the same in every run. */
  private static final long SEED = 4;

  private static final int TIMEOUT_SECONDS = 120;
  private static final int MAX_COUNT = 10_000;

  private final Path launcher;
  private final Path directory;
  private final int contracts;
  private final Consumer<String> progress;

  /**
   * What was measured; medians of all runs.
   *
   * @param contracts how many contracts there were
   * @param allSeconds a run over all of them
   * @param oneSeconds a run over one
   */
  public record Result(int contracts, double allSeconds, double oneSeconds) {
    /** The line that is printed. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "lint contracts=%d seconds=%.2f one_contract_start_to_end=%.2f",
          contracts,
          allSeconds,
          oneSeconds);
    }
  }

  /**
   * @param launcher the {@code surety} script
   * @param directory an empty directory, for the contracts
   * @param contracts how many to make, at most 10,000
   * @param progress is told each run
   */
  public LintBenchmark(Path launcher, Path directory, int contracts, Consumer<String> progress) {
    if (contracts < 1 || contracts > MAX_COUNT) {
      throw new IllegalArgumentException("there can be 1 to " + MAX_COUNT + " contracts");
    }
    this.launcher = launcher;
    this.directory = directory;
    this.contracts = contracts;
    this.progress = progress;
  }

  /** Runs both, one after the other, after one pair that warms up the machine's caches. */
  public Result run(int times) throws IOException, InterruptedException {
    Path all = Files.createDirectories(directory.resolve("contracts"));
    Random random = new Random(SEED);
    for (int i = 0; i < contracts; i++) {
      Files.writeString(all.resolve("contract-%05d.odcs.yaml".formatted(i)), contract(i, random));
    }
    Path one = all.resolve("contract-%05d.odcs.yaml".formatted(0));
    List<Double> ofAll = new ArrayList<>();
    List<Double> ofOne = new ArrayList<>();
    for (int i = 0; i <= times; i++) {
      double allSeconds = lint(all);
      double oneSeconds = lint(one);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: %d contracts %.2f s, one %.2f s",
              i == 0 ? "warm-up" : "run " + i,
              contracts,
              allSeconds,
              oneSeconds));
      if (i > 0) {
        ofAll.add(allSeconds);
        ofOne.add(oneSeconds);
      }
    }
    return new Result(contracts, median(ofAll), median(ofOne));
  }

  private double lint(Path path) throws IOException, InterruptedException {
    Path output = directory.resolve("lint.txt");
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(launcher.toString(), "contract", "lint", path.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("a lint takes longer than " + TIMEOUT_SECONDS + " s");
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException("the contracts have errors: " + Files.readString(output));
    }
    return seconds;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A contract as teams write them: identifiers, amounts, words, times, a nested object, rules. */
  private static String contract(int number, Random random) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: contract-%d
        version: "1.%d.0"
        status: active
        team: {name: team-%d, members: [{username: owner@example.org}]}
        servers:
          - {server: production, type: kafka, host: "kafka:9092", format: json}
        schema:
          - name: record_%d
            physicalName: topic.number-%d
            properties:
              - {name: id, logicalType: string, required: true, logicalTypeOptions: {format: uuid}}
              - {name: occurred_at, logicalType: timestamp, required: true}
              - {name: settled_at, logicalType: timestamp}
              - {name: amount, logicalType: number, required: true, logicalTypeOptions: {minimum: 0.01, maximum: 100000}}
        """
            .formatted(number, random.nextInt(20), number % 12, number, number));
    int properties = 12 + random.nextInt(20);
    for (int i = 0; i < properties; i++) {
      text.append("      - ").append(property(i, random)).append('\n');
    }
    text.append(
        """
              - name: party
                logicalType: object
                properties:
                  - {name: code, logicalType: string, required: true, logicalTypeOptions: {pattern: "^P-[0-9]{6}$"}}
                  - {name: country, logicalType: string, logicalTypeOptions: {pattern: "^[A-Z]{2}$"}}
                  - {name: mail, logicalType: string, logicalTypeOptions: {format: email}}
            quality:
              - {id: settled-later, type: custom, engine: cel, implementation: "!has(record.settled_at) || record.settled_at >= record.occurred_at"}
              - {id: large-has-a-party, type: custom, engine: cel, implementation: "record.amount < 10000.0 || has(record.party)"}
              - {id: unusual, type: custom, engine: cel, severity: warning, implementation: "record.amount <= %d.0"}
        slaProperties:
          - {property: latency, value: 30, unit: s}
        """
            .formatted(5000 + random.nextInt(1000)));
    return text.toString();
  }

  private static String property(int index, Random random) {
    String name = "field_" + index;
    return switch (random.nextInt(6)) {
      case 0 ->
          "{name: %s, logicalType: string, required: true, logicalTypeOptions: {pattern: \"^[A-Z]{3}-[0-9]{%d}$\"}}"
              .formatted(name, 4 + random.nextInt(8));
      case 1 ->
          "{name: %s, logicalType: string, logicalTypeOptions: {minLength: 1, maxLength: %d}}"
              .formatted(name, 20 + random.nextInt(80));
      case 2 ->
          "{name: %s, logicalType: string, examples: [OPEN], enum: [{value: OPEN}, {value: PAID}, {value: LATE}]}"
              .formatted(name);
      case 3 ->
          "{name: %s, logicalType: integer, logicalTypeOptions: {minimum: 0, maximum: %d}, examples: [7]}"
              .formatted(name, 100 + random.nextInt(900));
      case 4 ->
          "{name: %s, logicalType: array, logicalTypeOptions: {maxItems: 9}, items: {logicalType: string, logicalTypeOptions: {maxLength: 40}}}"
              .formatted(name);
      default -> "{name: %s, logicalType: boolean}".formatted(name);
    };
  }
}
