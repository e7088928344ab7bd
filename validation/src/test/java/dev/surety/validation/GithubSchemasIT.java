package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.contract.convert.ContractWriter;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.JsonSchemaImport;
import dev.surety.contract.convert.NewContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * GitHub's schemas of its webhooks, with references between files, and its payloads: the contract
 * imported for an event accepts what its schema accepts; where it accepts more, a loss is listed at
 * the place. An independent validator judges by the schema.
 */
class GithubSchemasIT {
  private static final long SEED = Long.getLong("surety.seed", 20_261_125L);
  private static final int MUTATIONS = Integer.getInteger("surety.mutations", 1_000);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Their app has times such as "2018-04-25 20:42:10" where the schema asks for RFC 3339. */
  private static final List<String> REJECTED_BY_THEIR_SCHEMA =
      List.of(
          "check_run/rerequested.payload.json",
          "check_run/rerequested.with-organization.payload.json");

  /** The peer lets white space stand around a time, and RFC 3339 does not. */
  private static boolean isByFormatAlone(Verdict verdict) {
    return verdict instanceof Verdict.Rejected rejected
        && rejected.violations().stream()
            .allMatch(
                violation ->
                    violation.code().equals(ViolationCode.INVALID_TIMESTAMP.code())
                        || violation.code().equals(ViolationCode.INVALID_FORMAT.code()));
  }

  /** A payload with the schema of its event. */
  private record Payload(String name, JsonNode json, ImportedSchema schema, RecordValidator ours) {
    boolean isAccepted(JsonNode record) {
      return ours.validate(TestRecord.json(record.toString())) instanceof Verdict.Accepted;
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void everySchemaImportsAndIsAContractThatCanBeWrittenAndRun() throws IOException {
    Path root = SharedData.at("github-webhooks/schemas");
    List<Path> files = files(root);
    for (Path file : files) {
      Imported imported = JsonSchemaImport.read(file, root, NewContract.named("event", "1.0.0"));
      assertThat(imported.problems()).as(file.toString()).isEmpty();
      Contract contract = requireNonNull(imported.contract());
      assertThat(RecordValidator.lint(contract).stream().filter(Problem::isError))
          .as(file.toString())
          .isEmpty();
      assertThat(imported.losses())
          .as(file.toString())
          .noneMatch(loss -> loss.what().equals("$ref"));
      ContractReader.Result read =
          ContractReader.read("event.odcs.yaml", ContractWriter.write(contract));
      assertThat(read.problems().stream().filter(Problem::isError)).as(file.toString()).isEmpty();
    }
    System.out.println(files.size() + " schemas imported");
    assertThat(files).hasSizeGreaterThan(270);
  }

  private static List<Payload> payloads() throws IOException {
    Path root = SharedData.at("github-webhooks/schemas");
    Path examples = SharedData.at("github-webhooks/examples");
    Map<Path, ImportedSchema> schemas = new HashMap<>();
    Map<Path, RecordValidator> validators = new HashMap<>();
    List<Payload> payloads = new ArrayList<>();
    for (Path file : files(examples)) {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      Path event = root.resolve(examples.relativize(file).getName(0));
      Path ofAction = event.resolve(json.path("action").asText("event") + ".schema.json");
      Path schema = Files.exists(ofAction) ? ofAction : event.resolve("event.schema.json");
      assertThat(schema).as(file.toString()).exists();
      ImportedSchema imported =
          schemas.computeIfAbsent(schema, path -> new ImportedSchema(root, path));
      RecordValidator ours = validators.computeIfAbsent(schema, path -> validator(imported));
      payloads.add(new Payload(examples.relativize(file).toString(), json, imported, ours));
    }
    return payloads;
  }

  private static RecordValidator validator(ImportedSchema schema) {
    RecordValidator.Compiled compiled =
        RecordValidator.compile(
            requireNonNull(schema.imported().contract()), "record", Limits.DEFAULT);
    return requireNonNull(compiled.validator());
  }

  @Test
  void everyPayloadThatItsSchemaAcceptsIsAccepted() throws IOException {
    List<String> rejected = new ArrayList<>();
    List<Payload> payloads = payloads();
    for (Payload payload : payloads) {
      boolean theirs = payload.schema().errors(payload.json()).isEmpty();
      boolean ours = payload.isAccepted(payload.json());
      if (!theirs) {
        rejected.add(payload.name());
        continue;
      }
      assertThat(ours)
          .as(
              "%s %s %s",
              payload.name(),
              payload.schema().errors(payload.json()),
              payload.ours().validate(TestRecord.json(payload.json().toString())))
          .isTrue();
    }
    System.out.println(payloads.size() + " payloads; rejected by their schema: " + rejected);
    assertThat(rejected).isEqualTo(REJECTED_BY_THEIR_SCHEMA);
    assertThat(payloads).hasSizeGreaterThan(250);
  }

  @Test
  void mutatedPayloadsAreJudgedAlikeButWhereALossIsListed() throws IOException {
    List<Payload> payloads = payloads();
    Random random = new Random(SEED);
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < MUTATIONS; i++) {
      Payload payload = payloads.get(random.nextInt(payloads.size()));
      JsonNode mutated = payload.json().deepCopy();
      for (int n = random.nextInt(2); n >= 0; n--) {
        JsonMutations.mutate(mutated, random);
      }
      List<Error> errors = payload.schema().errors(mutated);
      Verdict verdict = payload.ours().validate(TestRecord.json(mutated.toString()));
      boolean ours = verdict instanceof Verdict.Accepted;
      String about = "surety.seed=" + SEED + " " + i + " " + payload.name() + " ";
      if (errors.isEmpty() && isByFormatAlone(verdict)) {
        counts.merge("only the contract rejects, by a format", 1, Integer::sum);
      } else if (errors.isEmpty()) {
        assertThat(ours).as("%s%s", about, verdict).isTrue();
        counts.merge("both accept", 1, Integer::sum);
      } else if (ours) {
        assertThat(payload.schema().unexplained(errors)).as(about).isEmpty();
        counts.merge("only the contract accepts, by a listed loss", 1, Integer::sum);
      } else {
        counts.merge("both reject", 1, Integer::sum);
      }
    }
    System.out.println(MUTATIONS + " mutations: " + counts);
    assertThat(counts.getOrDefault("only the contract rejects, by a format", 0))
        .isLessThan(1 + MUTATIONS / 200);
    assertThat(counts.getOrDefault("both accept", 0)).isGreaterThan(MUTATIONS / 20);
    assertThat(counts.getOrDefault("both reject", 0)).isGreaterThan(MUTATIONS / 4);
  }
}
