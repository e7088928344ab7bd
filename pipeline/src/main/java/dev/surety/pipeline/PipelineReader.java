package dev.surety.pipeline;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.pipeline.Pipeline.GoverningContract;
import dev.surety.pipeline.Pipeline.Runtime;
import dev.surety.pipeline.Pipeline.Sink;
import dev.surety.pipeline.Pipeline.Source;
import dev.surety.validation.CheckedContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pipeline file and the contracts that it names, strictly: a pipeline that can run as
 * written, or every problem.
 */
public final class PipelineReader {
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
  private static final Duration GREATEST_INTERVAL = Duration.ofMinutes(10);

  private final Path file;
  private final Problems problems = new Problems();

  private PipelineReader(Path file) {
    this.file = file;
  }

  /**
   * What reading gave.
   *
   * @param pipeline the pipeline; null exactly when a problem is an error
   * @param problems all problems of the file and of the contracts that it names
   */
  public record Result(@Nullable Pipeline pipeline, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a pipeline file; contracts are found beside it. */
  public static Result read(Path file) {
    PipelineReader reader = new PipelineReader(file);
    Optional<Pipeline> pipeline =
        YamlReader.read(file, reader.problems)
            .flatMap(node -> MappingReader.of(node, "a pipeline file", reader.problems))
            .flatMap(reader::pipeline);
    boolean usable = !reader.problems.hasErrors();
    return new Result(usable ? pipeline.orElse(null) : null, reader.problems.list());
  }

  private Optional<Pipeline> pipeline(MappingReader top) {
    Optional<Text> name =
        top.requireString("pipeline").flatMap(t -> Names.name(t, "a pipeline", problems));
    List<LoadedContract> contracts = contracts(top);
    Optional<SourceAt> source = source(top);
    Optional<Sink> sink = sink(top, source);
    Runtime runtime = runtime(top);
    notYet(top, "transforms");
    top.finish();
    Optional<GoverningContract> governing =
        source.flatMap(s -> governing(s, contracts, top.keyAt("contracts")));
    if (name.isEmpty() || source.isEmpty() || sink.isEmpty() || governing.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Pipeline(
            name.get().value(), file, source.get().source(), governing.get(), sink.get(), runtime));
  }

  private record LoadedContract(Path path, Contract contract) {}

  private List<LoadedContract> contracts(MappingReader top) {
    top.require("contracts");
    List<LoadedContract> loaded = new ArrayList<>();
    top.sequence("contracts")
        .filter(list -> list.items().isEmpty())
        .ifPresent(
            list -> problems.error("empty-value", list.at(), "'contracts' names no contract"));
    for (Text entry : top.strings("contracts")) {
      contract(entry).ifPresent(loaded::add);
    }
    return loaded;
  }

  private Optional<LoadedContract> contract(Text entry) {
    Optional<Path> path = resolve(entry.value());
    if (path.isEmpty() || !Files.exists(path.get())) {
      problems.error(
          "file-not-found",
          entry.at(),
          "there is no contract file '" + entry.value() + "'",
          "the path is relative to the pipeline file"
              + path.map(searched -> ": " + searched).orElse(""));
      return Optional.empty();
    }
    ContractReader.Result result = CheckedContract.read(path.get());
    problems.addAll(result.problems());
    return Optional.ofNullable(result.contract())
        .map(contract -> new LoadedContract(path.get(), contract));
  }

  /** Empty when no file can have this name. */
  private Optional<Path> resolve(String relative) {
    try {
      return Optional.of(file.resolveSibling(relative).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private record SourceAt(Source source, Position topicAt) {}

  private Optional<SourceAt> source(MappingReader top) {
    Optional<YamlMapping.Entry> entry = single(top, "sources", "source");
    return entry.flatMap(
        e ->
            MappingReader.of(e.value(), "a source", problems)
                .flatMap(reader -> source(e.key().text(), reader)));
  }

  private Optional<SourceAt> source(Text key, MappingReader reader) {
    Optional<Text> name = Names.name(key, "a source", problems);
    Optional<Text> topic =
        reader.requireString("topic").flatMap(text -> Names.sourceTopic(text, problems));
    Source.Start start =
        reader
            .oneOf("start", List.of("earliest", "latest"))
            .map(word -> Source.Start.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Source.Start.EARLIEST);
    notYet(reader, "as");
    reader.finish();
    if (name.isEmpty() || topic.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SourceAt(new Source(name.get().value(), topic.get().value(), start), topic.get().at()));
  }

  private Optional<Sink> sink(MappingReader top, Optional<SourceAt> source) {
    Optional<YamlMapping.Entry> entry = single(top, "sinks", "sink");
    return entry.flatMap(
        e ->
            MappingReader.of(e.value(), "a sink", problems)
                .flatMap(reader -> sink(e.key().text(), reader, source)));
  }

  private Optional<Sink> sink(Text key, MappingReader reader, Optional<SourceAt> source) {
    Optional<Text> name = Names.name(key, "a sink", problems);
    Optional<Text> input = reader.requireString("input");
    notYet(reader, "jdbc");
    Optional<Text> topic =
        (reader.has("jdbc") ? reader.string("topic") : reader.requireString("topic"))
            .flatMap(text -> Names.topic(text, problems));
    reader.finish();
    if (source.isPresent()) {
      String sourceName = source.get().source().name();
      String inputTopic = source.get().source().topic();
      input
          .filter(text -> !text.value().equals(sourceName))
          .ifPresent(
              text ->
                  problems.error(
                      "unknown-input",
                      text.at(),
                      "there is no source named '" + text.value() + "'",
                      DidYouMean.help(text.value(), List.of(sourceName))));
      topic
          .filter(
              text ->
                  text.value().equals(inputTopic)
                      || text.value().equals(inputTopic + Pipeline.QUARANTINE_SUFFIX))
          .ifPresent(
              text ->
                  problems.error(
                      "topic-in-use",
                      text.at(),
                      "clean records cannot go to '" + text.value() + "'",
                      "it is the pipeline's own input or quarantine topic; name another"));
    }
    if (name.isEmpty() || input.isEmpty() || topic.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Sink(name.get().value(), topic.get().value()));
  }

  /** The only entry of a mapping of named things. */
  private Optional<YamlMapping.Entry> single(MappingReader top, String key, String what) {
    Optional<YamlNode> node = top.require(key);
    Optional<YamlMapping> mapping = node.isEmpty() ? Optional.empty() : top.mapping(key);
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    List<YamlMapping.Entry> entries = List.copyOf(mapping.get().entries());
    if (entries.isEmpty()) {
      problems.error("empty-value", mapping.get().at(), "'" + key + "' names no " + what);
      return Optional.empty();
    }
    for (YamlMapping.Entry more : entries.subList(1, entries.size())) {
      problems.error(
          "not-supported-yet",
          more.key().at(),
          "a pipeline has one of '" + key + "' in this version; this is another",
          "put it into a pipeline file of its own");
    }
    return Optional.of(entries.get(0));
  }

  private void notYet(MappingReader reader, String key) {
    if (reader.has(key)) {
      problems.error(
          "not-supported-yet", reader.keyAt(key), "'" + key + "' is not supported in this version");
    }
  }

  private Runtime runtime(MappingReader top) {
    Optional<MappingReader> runtime = top.child("runtime", "runtime settings");
    if (runtime.isEmpty()) {
      return Runtime.DEFAULT;
    }
    MappingReader reader = runtime.get();
    Optional<Integer> parallelism = reader.integer("parallelism", 1, 1024);
    Duration interval =
        reader
            .child("checkpoints", "checkpoint settings")
            .map(this::interval)
            .orElse(Runtime.DEFAULT.checkpointInterval());
    notYet(reader, "state_backend");
    reader.finish();
    return new Runtime(parallelism.map(OptionalInt::of).orElse(OptionalInt.empty()), interval);
  }

  private Duration interval(MappingReader checkpoints) {
    // A bare number is a mistake of its own: it needs a unit and not quotes.
    Optional<Text> text =
        checkpoints.node("interval").orElse(null) instanceof YamlScalar scalar && !scalar.isNull()
            ? Optional.of(scalar.text())
            : checkpoints.string("interval");
    checkpoints.finish();
    if (text.isEmpty()) {
      return Runtime.DEFAULT.checkpointInterval();
    }
    Optional<Duration> interval = Durations.parse(text.get().value());
    if (interval.isPresent()
        && interval.get().compareTo(LEAST_INTERVAL) >= 0
        && interval.get().compareTo(GREATEST_INTERVAL) <= 0) {
      return interval.get();
    }
    problems.error(
        "bad-duration",
        text.get().at(),
        "'" + text.get().value() + "' is no interval between 100ms and 10m",
        Durations.HELP);
    return Runtime.DEFAULT.checkpointInterval();
  }

  /** The one contract that has a record type on the source's topic. */
  private Optional<GoverningContract> governing(
      SourceAt source, List<LoadedContract> contracts, Position contractsAt) {
    String topic = source.source().topic();
    List<LoadedContract> candidates =
        contracts.stream().filter(c -> !c.contract().objectsOn(topic).isEmpty()).toList();
    if (candidates.size() == 1) {
      LoadedContract found = candidates.get(0);
      return Optional.of(
          new GoverningContract(found.path().toString(), text(found.path()), found.contract()));
    }
    if (candidates.size() > 1) {
      problems.error(
          "ambiguous-contract",
          contractsAt,
          "several contracts have record types on the topic '" + topic + "': " + files(candidates),
          "one topic has one contract; it may have several schema objects");
    } else if (!problems.hasErrors()) {
      TreeSet<String> topics = new TreeSet<>();
      contracts.forEach(c -> c.contract().objects().forEach(o -> topics.add(o.topic())));
      problems.error(
          "no-contract",
          source.topicAt(),
          "no contract has a record type on the topic '" + topic + "'",
          DidYouMean.closest(topic, topics)
              .map(near -> "did you mean '" + near + "'?")
              .orElse("the contracts have record types on: " + String.join(", ", topics)));
    }
    return Optional.empty();
  }

  private static String files(List<LoadedContract> contracts) {
    return String.join(", ", contracts.stream().map(c -> c.path().toString()).toList());
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " a second time", e);
    }
  }
}
