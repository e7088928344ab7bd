package dev.surety.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.contract.read.Structure;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Surety and the official JSON Schemas agree on what is a contract. */
class StructureDifferentialIT {
  private static final int MUTATIONS = 20_000;
  private static final List<String> VERSIONS =
      List.of("v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0", "v3.2.0");

  private static List<Problem> problems(String text) {
    Problems problems = new Problems();
    YamlReader.read("mutated.odcs.yaml", text, problems)
        .ifPresent(root -> Structure.check(root, problems));
    return problems.list();
  }

  /** What came with a later version of the standard is a warning, and wrong by its schema. */
  private static boolean isValid(List<Problem> problems) {
    return problems.stream()
        .noneMatch(problem -> problem.isError() || problem.code().equals("newer-version"));
  }

  /** The words of all schemas, so that mutations try keys at places where they do not belong. */
  private static Set<String> keysOfSchemas() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (OfficialSchema schema : OfficialSchema.values()) {
      for (JsonNode properties : schema.json().findValues("properties")) {
        properties.fieldNames().forEachRemaining(keys::add);
      }
    }
    return keys;
  }

  private static List<JsonNode> documents() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (Path file : SharedData.documents("valid")) {
      JsonNode document = JsonTree.read(file);
      documents.add(document);
      for (String version : VERSIONS) {
        ObjectNode other = document.deepCopy();
        documents.add(other.put("apiVersion", version));
      }
    }
    return documents;
  }

  /** Where the two are meant to differ; the reason, or nothing. */
  private static String explanation(JsonNode document, List<Problem> ours) {
    List<Problem> errors = ours.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty() && errors.stream().allMatch(p -> p.code().equals("unequal-references"))) {
      return "the standard's text wants 'from' and 'to' of one length; a schema cannot say so";
    }
    if (document.path("apiVersion").asText().startsWith("v2")) {
      return "the schemas still list versions 2.2.x, whose documents look quite different";
    }
    return "";
  }

  @Test
  void mutatedDocumentsAreJudgedAlike() throws IOException {
    long seed = Long.getLong("surety.seed", 20261121L);
    Mutations mutations = new Mutations(documents(), keysOfSchemas(), seed);
    Map<String, Integer> explained = new TreeMap<>();
    List<String> disagreements = new ArrayList<>();
    int valid = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      ObjectNode document = mutations.next();
      List<com.networknt.schema.Error> theirs = OfficialSchema.of(document).errors(document);
      List<Problem> ours = problems(document.toString());
      valid += theirs.isEmpty() ? 1 : 0;
      if (theirs.isEmpty() == isValid(ours)) {
        continue;
      }
      String reason = explanation(document, ours);
      if (reason.isEmpty()) {
        disagreements.add(describe(i, document, theirs, ours));
      } else {
        explained.merge(reason, 1, Integer::sum);
      }
    }

    System.out.printf("%d mutations, %d valid, explained: %s%n", MUTATIONS, valid, explained);
    assertThat(
            disagreements.size()
                + " of seed "
                + seed
                + "\n"
                + String.join("\n", disagreements.subList(0, Math.min(40, disagreements.size()))))
        .isEqualTo("0 of seed " + seed + "\n");
    assertThat(valid)
        .as("both verdicts are frequent")
        .isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  private static String describe(
      int number, JsonNode document, List<com.networknt.schema.Error> theirs, List<Problem> ours) {
    return "#"
        + number
        + " "
        + document.path("apiVersion")
        + "\n  theirs: "
        + theirs.stream().limit(3).map(e -> e.getInstanceLocation() + " " + e).toList()
        + "\n  ours: "
        + ours.stream()
            .filter(p -> p.isError() || p.code().equals("newer-version"))
            .limit(3)
            .map(p -> p.code() + " " + p.message())
            .toList();
  }
}
