package dev.surety.validation.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Position;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import dev.surety.validation.CheckedContract;
import dev.surety.validation.Limits;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.YamlJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a file of tests, strictly. */
final class TestFileReader {
  private static final int MAX_CASES = 10_000;
  private static final List<String> CODES =
      Arrays.stream(ViolationCode.values()).map(ViolationCode::code).toList();

  /** A record's value that was written in YAML. */
  private record Tree(@Nullable Object value) {}

  /** What a case can be like: its record and what came with it. */
  private record Sample(
      @Nullable Tree record, @Nullable String key, Map<String, String> headers, String topic) {}

  private final Path path;
  private final Problems problems;
  private final Map<String, Sample> samples = new LinkedHashMap<>();
  private final Map<String, Position> names = new LinkedHashMap<>();
  private List<String> topics = List.of();
  private String defaultTopic = "";

  private TestFileReader(Path path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  /** The file with its contract; empty exactly when one of the problems is an error. */
  static Optional<TestFile> read(Path path, Problems problems) {
    Optional<TestFile> file =
        YamlReader.read(path, problems)
            .flatMap(root -> MappingReader.of(root, "a test file", problems))
            .flatMap(fields -> new TestFileReader(path, problems).file(fields));
    return problems.hasErrors() ? Optional.empty() : file;
  }

  private Optional<TestFile> file(MappingReader fields) {
    Optional<Text> contractName = fields.string("contract");
    Optional<Text> topic = fields.string("topic");
    Optional<YamlSequence> list =
        fields.require("cases").flatMap(cases -> fields.sequence("cases"));
    fields.finish();
    Path contractFile =
        contractName
            .map(name -> path.resolveSibling(name.value()))
            .orElseGet(() -> ContractTest.contractOf(path));
    ContractReader.Result read = CheckedContract.read(contractFile);
    problems.addAll(read.problems().stream().filter(problem -> problem.isError()).toList());
    Contract contract = read.contract();
    if (contract == null || list.isEmpty()) {
      return Optional.empty();
    }
    topics = contract.objects().stream().map(SchemaObject::topic).distinct().toList();
    defaultTopic = topic.map(this::topic).orElse(topics.size() == 1 ? topics.get(0) : "");
    if (list.get().items().size() > MAX_CASES) {
      problems.error(
          "out-of-range", list.get().at(), "a file of tests has at most " + MAX_CASES + " cases");
      return Optional.empty();
    }
    List<TestCase> cases = new ArrayList<>();
    for (YamlNode item : list.get().items()) {
      MappingReader.of(item, "a case", problems).flatMap(this::testCase).ifPresent(cases::add);
    }
    return Optional.of(new TestFile(path, contractFile, contract, cases));
  }

  private String topic(Text topic) {
    if (!topics.contains(topic.value())) {
      problems.error(
          "unknown-value",
          topic.at(),
          "the contract has no records on the topic '" + topic.value() + "'",
          DidYouMean.help(topic.value(), topics));
    }
    return topic.value();
  }

  private Optional<TestCase> testCase(MappingReader fields) {
    Optional<Text> name = fields.requireString("name");
    Optional<Sample> like = fields.string("like").flatMap(this::like);
    String key = fields.string("key").map(Text::value).or(() -> like.map(Sample::key)).orElse(null);
    Map<String, String> headers = new LinkedHashMap<>();
    like.ifPresent(sample -> headers.putAll(sample.headers()));
    headers.putAll(headers(fields));
    String topic =
        fields
            .string("topic")
            .map(this::topic)
            .or(() -> like.map(Sample::topic))
            .orElse(defaultTopic);
    if (topic.isEmpty()) {
      problems.error(
          "missing-key",
          fields.at(),
          "the contract has several topics, so a case needs the key 'topic'",
          "topics of the contract: " + String.join(", ", topics));
    }
    Value value = value(fields, like.orElse(null));
    Expectation expected = expectation(fields);
    fields.finish();
    name.ifPresent(
        text -> {
          Position first = names.putIfAbsent(text.value(), text.at());
          if (first != null) {
            problems.error(
                "duplicate-name",
                text.at(),
                "there is a case of this name already, in line " + first.line());
          }
          samples.putIfAbsent(text.value(), new Sample(value.tree(), key, headers, topic));
        });
    return name.map(
        text ->
            new TestCase(
                text.value(),
                new SampleRecord(key, value.bytes(), headers),
                topic,
                expected.violations(),
                expected.warnings(),
                fields.at()));
  }

  private Optional<Sample> like(Text name) {
    Sample sample = samples.get(name.value());
    if (sample == null || sample.record() == null) {
      problems.error(
          "unknown-value",
          name.at(),
          sample == null
              ? "no case before this one is named '" + name.value() + "'"
              : "the case '" + name.value() + "' has no 'record' to begin with",
          sample == null ? DidYouMean.help(name.value(), samples.keySet()) : "");
      return Optional.empty();
    }
    return Optional.of(sample);
  }

  private Map<String, String> headers(MappingReader fields) {
    Map<String, String> headers = new LinkedHashMap<>();
    fields
        .mapping("headers")
        .ifPresent(
            mapping -> {
              MappingReader values = new MappingReader(mapping, "headers", problems);
              for (String header : mapping.keys()) {
                values.string(header).ifPresent(text -> headers.put(header, text.value()));
              }
            });
    return headers;
  }

  /** The bytes of a record, and the value that they were made of, if they were. */
  private record Value(@Nullable Tree tree, byte @Nullable [] bytes) {
    static Value of(@Nullable Object value) {
      return new Value(new Tree(value), YamlJson.bytes(value));
    }
  }

  private Value value(MappingReader fields, @Nullable Sample like) {
    List<String> given =
        Stream.of("record", "json", "file", "tombstone", "like").filter(fields::has).toList();
    if (given.size() != 1) {
      problems.error(
          given.isEmpty() ? "missing-key" : "contradiction",
          fields.at(),
          given.isEmpty()
              ? "a case needs a record"
              : "a case has one record, but here are " + String.join(" and ", given),
          "write one of record, json, file, like (with set and remove), or tombstone: true");
    }
    fields.accept("set", "remove");
    if (!fields.has("like") && (fields.has("set") || fields.has("remove"))) {
      problems.error(
          "missing-key", fields.at(), "'set' and 'remove' change the record of 'like'", "");
    }
    Optional<YamlNode> record = fields.node("record");
    Optional<Text> json = fields.string("json");
    Optional<Text> file = fields.string("file");
    fields.bool("tombstone");
    if (record.isPresent()) {
      return Value.of(YamlJson.tree(record.get()));
    }
    if (json.isPresent()) {
      return new Value(null, json.get().value().getBytes(UTF_8));
    }
    if (file.isPresent()) {
      return new Value(null, bytes(file.get()));
    }
    Tree begin = like == null ? null : like.record();
    return begin == null
        ? new Value(null, null)
        : Value.of(edited(YamlJson.copy(begin.value()), fields));
  }

  private @Nullable Object edited(@Nullable Object record, MappingReader fields) {
    for (YamlMapping.Entry entry :
        fields.mapping("set").map(YamlMapping::entries).orElse(List.of())) {
      YamlScalar place = entry.key();
      edit(place.at(), () -> RecordEdit.set(record, place.value(), YamlJson.tree(entry.value())));
    }
    for (Text place : fields.strings("remove")) {
      edit(place.at(), () -> RecordEdit.remove(record, place.value()));
    }
    return record;
  }

  @FunctionalInterface
  private interface Edit {
    void apply() throws RecordEdit.NoSuchPlace;
  }

  private void edit(Position at, Edit edit) {
    try {
      edit.apply();
    } catch (RecordEdit.NoSuchPlace e) {
      problems.error("unknown-property", at, String.valueOf(e.getMessage()));
    }
  }

  private byte @Nullable [] bytes(Text name) {
    try {
      Path file = path.resolveSibling(name.value());
      if (!Files.isRegularFile(file)) {
        problems.error("file-not-found", name.at(), "there is no file " + file);
        return null;
      }
      // One more than a record may have is enough to test that it is refused.
      if (Files.size(file) > Limits.DEFAULT.maxBytes() + 1L) {
        problems.error(
            "file-too-large",
            name.at(),
            "the file has more bytes than a record may have (" + Limits.DEFAULT.maxBytes() + ")");
        return null;
      }
      return Files.readAllBytes(file);
    } catch (IOException | InvalidPathException e) {
      problems.error("file-unreadable", name.at(), "the file cannot be read: " + e.getMessage());
      return null;
    }
  }

  private record Expectation(List<ExpectedViolation> violations, List<ExpectedViolation> warnings) {
    static final Expectation ACCEPTED = new Expectation(List.of(), List.of());
  }

  private Expectation expectation(MappingReader fields) {
    Optional<YamlNode> node = fields.require("expect");
    if (node.isEmpty()) {
      return Expectation.ACCEPTED;
    }
    if (node.get() instanceof YamlScalar word) {
      if (!word.value().equals("accepted")) {
        problems.error(
            "unknown-value",
            word.at(),
            "'" + word.value() + "' is nothing that can be expected",
            word.value().equals("rejected")
                ? "say why: expect: {rejected: [{rule: …, path: …}]}"
                : "write accepted, or {rejected: [{rule: …, path: …}]}");
      }
      return Expectation.ACCEPTED;
    }
    return MappingReader.of(node.get(), "what is expected", problems)
        .map(this::whatIsExpected)
        .orElse(Expectation.ACCEPTED);
  }

  private Expectation whatIsExpected(MappingReader fields) {
    List<ExpectedViolation> violations = violations(fields, "rejected");
    List<ExpectedViolation> warnings = violations(fields, "warnings");
    fields.finish();
    if (!fields.has("rejected") && !fields.has("warnings")) {
      problems.error("missing-key", fields.at(), "what is expected needs 'rejected' or 'warnings'");
    }
    return new Expectation(violations, warnings);
  }

  private List<ExpectedViolation> violations(MappingReader fields, String key) {
    Optional<YamlSequence> list = fields.sequence(key);
    if (list.isPresent() && list.get().items().isEmpty()) {
      problems.error("empty-value", list.get().at(), "'" + key + "' names no violation");
    }
    List<ExpectedViolation> violations = new ArrayList<>();
    for (YamlNode item : list.map(YamlSequence::items).orElse(List.of())) {
      MappingReader.of(item, "a violation", problems)
          .map(this::violation)
          .ifPresent(violations::add);
    }
    return violations;
  }

  private ExpectedViolation violation(MappingReader fields) {
    String rule = fields.string("rule").map(Text::value).orElse(null);
    String path = fields.string("path").map(Text::value).orElse(null);
    String code = fields.oneOf("code", CODES).orElse(null);
    fields.finish();
    if (fields.mapping().entries().isEmpty()) {
      problems.error(
          "missing-key", fields.at(), "a violation needs one of 'rule', 'path' and 'code'");
    }
    return new ExpectedViolation(rule, path, code, fields.at());
  }
}
