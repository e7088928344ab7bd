package dev.surety.validation.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.convert.ContractWriter;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.SharedData;
import dev.surety.validation.Verdict;
import dev.surety.validation.infer.Inference.Inferred;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InferenceTest {
  private static final String TOPIC = "orders";

  /** A record with one header at most. */
  private record Sample(byte[] bytes, @Nullable String type) implements RecordInput {
    @Override
    public byte @Nullable [] key() {
      return null;
    }

    @Override
    public byte[] value() {
      return bytes;
    }

    @Override
    public int headerCount() {
      return type == null ? 0 : 1;
    }

    @Override
    public String headerName(int index) {
      return "X-GitHub-Event";
    }

    @Override
    public byte[] headerValue(int index) {
      return String.valueOf(type).getBytes(UTF_8);
    }
  }

  private static RecordInput record(String json) {
    return new Sample(json.getBytes(UTF_8), null);
  }

  private static List<RecordInput> records(int count, IntFunction<String> json) {
    return IntStream.range(0, count).mapToObj(i -> record(json.apply(i))).toList();
  }

  /** The contract as a file, which accepts every record. */
  private static String infer(List<RecordInput> records) {
    Inferred inferred = Inference.from(records, new Inference.Settings("orders", TOPIC, null));
    assertThat(inferred.skipped()).isZero();
    String text = ContractWriter.write(inferred.contract(), inferred::evidence);
    ContractReader.Result read = ContractReader.read("inferred", text);
    Contract contract = read.contract();
    assertThat(contract).as(read.problems().toString()).isNotNull();
    RecordValidator.Compiled compiled =
        RecordValidator.compile(java.util.Objects.requireNonNull(contract), TOPIC, Limits.DEFAULT);
    RecordValidator validator = compiled.validator();
    assertThat(validator).as(compiled.problems().toString()).isNotNull();
    for (RecordInput record : records) {
      Verdict verdict = java.util.Objects.requireNonNull(validator).validate(record);
      assertThat(verdict)
          .as(
              () ->
                  new String(java.util.Objects.requireNonNull(record.value()), UTF_8) + "\n" + text)
          .isInstanceOf(Verdict.Accepted.class);
    }
    // Comments are wrapped, and the writer has its own style of lists.
    return text.replaceAll("\\s+(# |- )?", " ");
  }

  @Test
  void identifiersHaveAPatternAndCodesAnEnumeration() {
    String text =
        infer(
            records(
                400,
                i ->
                    "{\"account\":\"ACC-%09d\",\"currency\":\"%s\",\"sha\":\"%s\",\"kind\":\"order\"}"
                        .formatted(
                            i * 7919,
                            List.of("EUR", "USD", "CHF").get(i % 3),
                            Integer.toHexString(i + 4096).repeat(10))));
    assertThat(text)
        .contains("pattern: ^ACC-[0-9]{9}$")
        .contains("enum: value: CHF value: EUR value: USD")
        .contains("pattern: ^[0-9a-f]{40}$")
        .contains("enum: value: order");
  }

  @Test
  void formatsAreFoundAndDoNotFitWhereOneValueDoesNot() {
    String text =
        infer(
            records(
                10,
                i ->
                    """
                    {"id":"123e4567-e89b-12d3-a456-42661417400%d","at":"2026-01-0%dT10:00:00Z",
                     "day":"2026-01-0%d","from":"10.0.0.%d","link":"https://x.org/%d","who":"a%d@x.org",
                     "free":"%s"}
                    """
                        .formatted(
                            i % 10,
                            i % 9 + 1,
                            i % 9 + 1,
                            i,
                            i,
                            i,
                            i == 5 ? "no address" : "a@b.c")));
    assertThat(text)
        .contains("format: uuid")
        .contains("logicalType: timestamp")
        .contains("logicalType: date")
        .contains("format: ipv4")
        .contains("format: uri")
        .contains("format: email");
    assertThat(text.split("format: email", -1)).hasSize(2);
  }

  @Test
  void absentAndNullAreCountedApart() {
    String text =
        infer(
            records(
                100,
                i ->
                    "{\"always\":1,\"null_at_times\":%s%s}"
                        .formatted(i % 4 == 0 ? "null" : "2", i % 2 == 0 ? "" : ",\"some\":3")));
    assertThat(text)
        .contains(
            "In 100 of 100: required; confidence medium (95 % sure that less than 3 % differ).")
        .contains("In 100 of 100, null in 25: optional")
        .contains("In 50 of 100: optional")
        .contains("surety.required value: null_at_times");
  }

  @Test
  void boundsNeedEvidenceAndAreRoundedOutwards() {
    String many =
        infer(
            records(400, i -> "{\"amount\":%d.5,\"temp\":%d,\"id\":%d}".formatted(i, i - 200, i)));
    assertThat(many)
        .contains("minimum: 0 maximum: 1000")
        .contains("minimum: -1000 maximum: 1000")
        .contains("From 0 to 399.");
    String few = infer(records(40, i -> "{\"amount\":%d.5}".formatted(i)));
    assertThat(few).doesNotContain("minimum").contains("From 0.5 to 39.5.");
  }

  @Test
  void fewRecordsPromiseNothing() {
    assertThat(infer(records(2, i -> "{\"a\":\"x\"}")))
        .contains("too few to say whether required")
        .doesNotContain("required: true")
        .doesNotContain("enum");
  }

  @Test
  void anObjectWithEverNewMembersIsAMap() {
    String text =
        infer(
            records(
                60, i -> "{\"scores\":{\"user%d\":%d,\"user%d\":%d}}".formatted(i, i, i + 1, i)));
    assertThat(text).contains("logicalType: map").doesNotContain("user5");
  }

  @Test
  void severalTypesInOnePlaceAreLeftOpen() {
    String text = infer(records(30, i -> i % 2 == 0 ? "{\"a\":1}" : "{\"a\":\"x\"}"));
    assertThat(text)
        .contains("Of several types (15 strings, 15 numbers")
        .doesNotContain("logicalType: string");
  }

  @Test
  void valuesOfWhatLooksConfidentialAreWithheld() {
    String text =
        infer(
            records(
                100,
                i ->
                    "{\"cardNumber\":\"4111111111%06d\",\"contact\":{\"email\":\"someone@example.org\"},\"phone_no\":%d}"
                        .formatted(i, 5550000 + i)));
    assertThat(text)
        .doesNotContain("4111")
        .doesNotContain("someone@")
        .doesNotContain("555000")
        .contains("classification: confidential")
        .contains("values are withheld");
  }

  @Test
  void whatIsNoJsonObjectIsCounted() {
    Inferred inferred =
        Inference.from(
            List.of(
                record("[]"),
                record("{"),
                record("{} x"),
                record("{\"a\":1,\"a\":2}"),
                record("{}")),
            new Inference.Settings("orders", TOPIC, null));
    assertThat(inferred.records()).isEqualTo(1);
    assertThat(inferred.skipped()).isEqualTo(4);
  }

  @Test
  void memoryIsBounded() {
    List<RecordInput> wide =
        records(
            200,
            i ->
                IntStream.range(0, 100)
                    .mapToObj(j -> "\"m%d\":{\"n%d\":%d}".formatted(i * 100 + j, j, j))
                    .reduce((a, b) -> a + "," + b)
                    .map(members -> "{\"o\":{" + members + "}}")
                    .orElse("{}"));
    assertThat(infer(wide)).hasSizeLessThan(100_000);
    String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
    Inferred inferred =
        Inference.from(List.of(record(deep)), new Inference.Settings("orders", TOPIC, null));
    assertThat(inferred.notes()).hasSize(1);
    assertThat(infer(List.of(record(deep)))).contains("logicalType: object");
  }

  /** Whatever the records, the contract accepts them. */
  @Test
  void everyRecordIsAcceptedHoweverOdd() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int count = 1 + random.nextInt(80);
      infer(records(count, i -> "{\"x\":" + value(random, 3) + ",\"y\":" + value(random, 2) + "}"));
    }
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 10)) {
      case 0 -> "null";
      case 1 -> String.valueOf(random.nextBoolean());
      case 2 -> String.valueOf(random.nextInt());
      case 3 -> random.nextLong() + "" + random.nextInt(1000);
      case 4 -> random.nextGaussian() + "e" + random.nextInt(40);
      case 5 -> "1.0";
      case 6 -> "\"" + List.of("a", "ab/$^", "\\\\.é😀 #:", "- x").get(random.nextInt(4)) + "\"";
      case 7 -> "\"ID" + random.nextInt(10) + "." + random.nextInt(10) + "\"";
      case 8 -> "\"2026-0" + (1 + random.nextInt(9)) + "-11\"";
      case 9 -> "\"\"";
      case 10 -> "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
      default -> "{\"m" + random.nextInt(40) + "\":" + value(random, depth - 1) + "}";
    };
  }

  /** GitHub's own payloads, a type for each event. */
  @Test
  void everyPublishedPayloadIsAccepted() throws IOException {
    Path examples = SharedData.at("github-webhooks/examples");
    List<RecordInput> payloads = new ArrayList<>();
    try (Stream<Path> files = Files.walk(examples)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String event = String.valueOf(examples.relativize(file).getName(0));
        payloads.add(new Sample(Files.readAllBytes(file), event));
      }
    }
    Collections.shuffle(payloads, new Random(1));
    String text = infer(payloads);
    assertThat(text)
        .contains("headers['X-GitHub-Event'] == 'pull_request'")
        .contains("headers['X-GitHub-Event'] == 'push'");
  }
}
