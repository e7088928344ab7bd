package dev.surety.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.surety.benchmarks.ValidationSet.Style;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What judging a good record costs, against others that read or judge the same bytes. Each variant
 * has a virtual machine of its own, so that none profits from or suffers by what another made of
 * shared code.
 */
public final class ValidateBenchmark {
  private static final int VARIANT_MINUTES = 5;

  /** How many times faster than Avro's own reader, which only reads. */
  private static final double AVRO_FLOOR = 2;

  /** How many times faster than protobuf-java's reader without generated code, which only reads. */
  private static final double PROTOBUF_FLOOR = 12;

  private final Path home;
  private final @Nullable Path data;
  private final Path directory;
  private final Consumer<String> progress;

  /**
   * @param home the installed image: its {@code lib}, and {@code peers} with what is only measured
   * @param data a directory with {@code synthetic-order} and {@code github-webhooks}; null for none
   * @param directory for files of the run
   */
  public ValidateBenchmark(
      Path home, @Nullable Path data, Path directory, Consumer<String> progress) {
    this.home = requireNonNull(home, "home");
    this.data = data;
    this.directory = requireNonNull(directory, "directory");
    this.progress = requireNonNull(progress, "progress");
  }

  private enum Peer {
    NETWORKNT("networknt", "NetworkntVariant"),
    TOKENS("jackson-tokens", "JacksonTokensVariant"),
    TREE("jackson-tree", "JacksonTreeVariant");

    private final String label;
    private final String mainClass;

    Peer(String label, String mainClass) {
      this.label = label;
      this.mainClass = mainClass;
    }

    /** The least ratio that is good. */
    double floor(Style style) {
      boolean compact = style == Style.COMPACT;
      return switch (this) {
        case NETWORKNT -> compact ? 20 : 8;
        case TOKENS -> compact ? 2.5 : 1;
        case TREE -> compact ? 4 : 1;
      };
    }
  }

  private record Measured(double nanos, double bytes) {}

  /**
   * What was measured.
   *
   * @param line as it is printed
   * @param good whether the ratio is the floor or more, and nothing was allocated
   */
  public record Line(String line, boolean good) {}

  /** Measures all sets; each line is handed on when it is there. */
  public List<Line> run(Consumer<Line> done) throws IOException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    for (ValidationSet set : sets()) {
      for (Style style : Style.values()) {
        measure(set, style)
            .forEach(
                line -> {
                  lines.add(line);
                  done.accept(line);
                });
      }
      if (set.hasAvro()) {
        for (Line line : List.of(measureAvro(set), measureProtobuf(set))) {
          lines.add(line);
          done.accept(line);
        }
      }
    }
    String rules = java("RulesBenchmark", List.of());
    Line line = new Line(rules, rules.endsWith("OK"));
    lines.add(line);
    done.accept(line);
    return lines;
  }

  private List<ValidationSet> sets() throws IOException {
    List<ValidationSet> sets = new ArrayList<>();
    Path contract = home.resolve("examples/payments/contracts/transactions.odcs.yaml");
    sets.add(ValidationSet.payments(contract, directory));
    for (ValidationSet set :
        data == null
            ? new ValidationSet[0]
            : new @Nullable ValidationSet[] {
              ValidationSet.orders(data, directory), ValidationSet.pushes(data, directory)
            }) {
      if (set != null) {
        sets.add(set);
      }
    }
    return sets;
  }

  private List<Line> measure(ValidationSet set, Style style)
      throws IOException, InterruptedException {
    String name = set.name() + "-" + style.name().toLowerCase(Locale.ROOT);
    progress.accept("measuring " + name);
    Path records = requireNonNull(set.records().get(style), name);
    Measured ours = variant("OurVariant", set.contract(), records);
    Map<Peer, Measured> peers = new LinkedHashMap<>();
    for (Peer peer : Peer.values()) {
      peers.put(peer, variant(peer.mainClass, set.schema(), records));
    }
    List<Line> lines = new ArrayList<>();
    peers.forEach(
        (peer, measured) -> lines.add(line(name, ours, peer.label, peer.floor(style), measured)));
    return lines;
  }

  private Line measureAvro(ValidationSet json) throws IOException, InterruptedException {
    AvroSet set = AvroSet.of(json, directory);
    progress.accept("measuring " + set.name());
    Measured ours = variant("OurAvroVariant", set.contract(), set.records());
    Measured peer = variant("GenericReaderVariant", set.schema(), set.records());
    return line(set.name(), ours, "avro-generic", AVRO_FLOOR, peer);
  }

  private Line measureProtobuf(ValidationSet json) throws IOException, InterruptedException {
    ProtobufSet set = ProtobufSet.of(json, directory);
    progress.accept("measuring " + set.name());
    Measured ours = variant("OurProtobufVariant", set.contract(), set.proto(), set.records());
    Measured peer = variant("DynamicMessageVariant", set.proto(), set.records());
    return line(set.name(), ours, "dynamic-message", PROTOBUF_FLOOR, peer);
  }

  private static Line line(
      String name, Measured ours, String label, double floor, Measured measured) {
    double ratio = measured.nanos() / ours.nanos();
    boolean good = ratio >= floor && ours.bytes() < 1;
    return new Line(
        String.format(
            Locale.ROOT,
            "validate %s ours=%.0f peer=%s:%.0f ratio=%.2f floor=%.1f alloc=%.0f %s",
            name,
            ours.nanos(),
            label,
            measured.nanos(),
            ratio,
            floor,
            ours.bytes(),
            good ? "OK" : "MISSED"),
        good);
  }

  private Measured variant(String mainClass, Path... files)
      throws IOException, InterruptedException {
    String[] parts = java(mainClass, Stream.of(files).map(Path::toString).toList()).split(" ", -1);
    return new Measured(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
  }

  /** Runs a main class and gives the last line that it prints. */
  private String java(String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                home.resolve("peers") + "/*" + File.pathSeparator + home.resolve("lib") + "/*",
                "dev.surety.benchmarks." + mainClass));
    command.addAll(arguments);
    Path output = directory.resolve(mainClass + ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(VARIANT_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output, UTF_8);
    if (!ended || process.exitValue() != 0 || lines.isEmpty()) {
      throw new IllegalStateException(mainClass + " failed:\n" + String.join("\n", lines));
    }
    return lines.get(lines.size() - 1);
  }
}
