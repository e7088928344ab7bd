package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.systemtests.PayloadMutations.Mutation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadMutationsTest {
  private static final long SEED = 20_260_925L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCHEMA =
      """
      {
        "type": "object",
        "required": ["action", "issue", "sender"],
        "properties": {
          "action": {"type": "string", "enum": ["opened"]},
          "issue": {
            "allOf": [
              {"$ref": "common/issue.schema.json"},
              {"type": "object", "required": ["state"],
               "properties": {"state": {"type": "string", "enum": ["open"]}}}
            ]
          },
          "sender": {"oneOf": [{"type": "string"}, {"type": "null"}]},
          "note": {"type": "string"}
        }
      }
      """;

  private static final String ISSUE_SCHEMA =
      """
      {
        "type": "object",
        "required": ["url", "labels", "+1", "closed_at", "since"],
        "properties": {
          "url": {"type": "string", "format": "uri"},
          "labels": {"type": "array", "items": {"$ref": "label.schema.json"}},
          "+1": {"type": "integer"},
          "closed_at": {"type": ["string", "null"], "format": "date-time"},
          "since": {"oneOf": [{"type": "integer"}, {"type": "string", "format": "date-time"}]},
          "state": {"type": "string", "enum": ["open", "closed"]},
          "draft": {"type": "boolean"}
        }
      }
      """;

  private static final String LABEL_SCHEMA =
      """
      {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
      """;

  private static final String PAYLOAD =
      """
      {
        "action": "opened",
        "issue": {
          "url": "https://example.com/1",
          "labels": [{"name": "bug"}, {"name": "käse"}],
          "+1": 3,
          "closed_at": null,
          "since": 1557933565,
          "state": "open",
          "draft": false
        },
        "sender": "octocat",
        "note": "ünïcode"
      }
      """;

  @TempDir private Path data;

  @BeforeEach
  void writeSchemasAndPayload() throws IOException {
    write("schemas/issues/opened.schema.json", SCHEMA);
    write("schemas/common/issue.schema.json", ISSUE_SCHEMA);
    write("schemas/common/label.schema.json", LABEL_SCHEMA);
    write("examples/issues/opened.payload.json", PAYLOAD);
  }

  private void write(String name, String text) throws IOException {
    Path file = data.resolve("github-webhooks").resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  @Test
  void sameSeedGivesSameMutations() {
    List<Mutation> first = PayloadMutations.mutations(data, SEED, 60);
    List<Mutation> second = PayloadMutations.mutations(data, SEED, 60);

    assertThat(first).hasSize(60);
    assertThat(texts(first)).isEqualTo(texts(second));
    assertThat(texts(PayloadMutations.mutations(data, SEED + 1, 60))).isNotEqualTo(texts(first));
  }

  @Test
  void dropsEachRequiredMemberAndNoOther() {
    assertThat(paths(PayloadMutations.REQUIRED_DROPPED))
        .containsExactlyInAnyOrder(
            "issue",
            "sender",
            "issue.url",
            "issue.labels",
            "issue.closed_at",
            "issue.since",
            "issue.state",
            "issue.labels[0].name",
            "issue.labels[1].name");
  }

  @Test
  void changesTypesOnlyWhereThereIsNoChoiceOfTypes() {
    assertThat(paths(PayloadMutations.TYPE_CHANGED))
        .containsExactlyInAnyOrder(
            "issue",
            "issue.url",
            "issue.labels",
            "issue.labels[0]",
            "issue.labels[0].name",
            "issue.labels[1]",
            "issue.labels[1].name",
            "issue.state",
            "issue.draft",
            "sender",
            "note");
  }

  @Test
  void givesAChangedTypeAnotherTypeThatIsNotNull() throws IOException {
    for (Mutation mutation : mutations()) {
      if (mutation.kind().equals(PayloadMutations.TYPE_CHANGED)) {
        JsonNode before = JSON.readTree(PAYLOAD).at(pointer(mutation.path()));
        JsonNode after = JSON.readTree(mutation.payload()).at(pointer(mutation.path()));

        assertThat(after.getNodeType())
            .as(mutation.path())
            .isNotIn(before.getNodeType(), JsonNodeType.NULL, JsonNodeType.MISSING);
      }
    }
  }

  @Test
  void breaksFormatsAndEnumsOfValuesThatAreThere() {
    assertThat(paths(PayloadMutations.OUT_OF_FORMAT)).containsExactly("issue.url");
    assertThat(paths(PayloadMutations.OUT_OF_ENUM)).containsExactly("issue.state");
  }

  @Test
  void changesNothingButTheNamedPlace() throws IOException {
    for (Mutation mutation : mutations()) {
      if (mutation.path().isEmpty()) {
        continue;
      }
      JsonNode original = JSON.readTree(PAYLOAD);
      JsonNode mutated = JSON.readTree(mutation.payload());

      assertThat(mutated).as(mutation.path()).isNotEqualTo(original);
      assertThat(without(mutated, mutation.path()))
          .as(mutation.path())
          .isEqualTo(without(original, mutation.path()));
    }
  }

  @Test
  void truncatesInsideOfTheDocumentBetweenCharacters() {
    byte[] original = PAYLOAD.getBytes(StandardCharsets.UTF_8);
    for (Mutation mutation : mutations()) {
      if (mutation.kind().equals(PayloadMutations.TRUNCATED)) {
        byte[] payload = mutation.payload();
        assertThat(payload).isEqualTo(Arrays.copyOf(original, payload.length));
        assertThat(new String(payload, StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
        assertThatThrownBy(() -> JSON.readTree(payload)).isInstanceOf(JacksonException.class);
      }
    }
  }

  @Test
  void anUnknownEventKeepsTheBytes() {
    List<Mutation> unknown =
        mutations().stream()
            .filter(mutation -> mutation.kind().equals(PayloadMutations.UNKNOWN_EVENT))
            .toList();

    assertThat(unknown).isNotEmpty();
    assertThat(unknown)
        .allSatisfy(
            mutation -> {
              assertThat(mutation.event()).isNotIn("push", "issues", "pull_request", "release");
              assertThat(mutation.payload()).asString(StandardCharsets.UTF_8).isEqualTo(PAYLOAD);
            });
  }

  @Test
  void refusesToGoOnForeverWhenThereIsNothingLeftToBreak() {
    assertThatThrownBy(() -> PayloadMutations.mutations(data, SEED, 100_000))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("no more than ");
  }

  @Test
  void refusesASchemaWithAKeywordThatItDoesNotKnow() throws IOException {
    write("schemas/common/label.schema.json", "{\"not\": {\"type\": \"null\"}}");

    assertThatThrownBy(this::mutations)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unknown keyword not");
  }

  @Test
  void makesTwoHundredMutationsOfEveryKindFromThePublishedPayloads() {
    Path published = sharedData();
    boolean there = Files.isDirectory(published.resolve("github-webhooks"));
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("no published payloads under " + published);
    }
    assumeTrue(there, "no published payloads under " + published);

    List<Mutation> mutations = PayloadMutations.mutations(published, SEED, 200);

    assertThat(mutations).hasSize(200);
    assertThat(kinds(mutations))
        .containsExactlyInAnyOrder(
            PayloadMutations.REQUIRED_DROPPED,
            PayloadMutations.TYPE_CHANGED,
            PayloadMutations.OUT_OF_FORMAT,
            PayloadMutations.OUT_OF_ENUM,
            PayloadMutations.UNKNOWN_EVENT,
            PayloadMutations.TRUNCATED);
    assertThat(mutations.stream().map(mutation -> mutation.source().replaceFirst("/.*", "")))
        .contains("push", "issues", "pull_request", "release");
  }

  private static Path sharedData() {
    String shared = System.getenv("SURETY_SHARED");
    if (shared != null) {
      return Path.of(shared, "data");
    }
    return Path.of(System.getProperty("surety.checkout", "..")).resolve("../shared/data");
  }

  /** Enough to meet everything that can be broken in the small payload. */
  private List<Mutation> mutations() {
    return PayloadMutations.mutations(data, SEED, 200);
  }

  private Set<String> paths(String kind) {
    return mutations().stream()
        .filter(mutation -> mutation.kind().equals(kind))
        .map(Mutation::path)
        .collect(Collectors.toSet());
  }

  private static Set<String> kinds(List<Mutation> mutations) {
    return mutations.stream().map(Mutation::kind).collect(Collectors.toSet());
  }

  private static List<String> texts(List<Mutation> mutations) {
    return mutations.stream()
        .map(
            mutation ->
                String.join(
                    "|",
                    mutation.event(),
                    mutation.kind(),
                    mutation.path(),
                    mutation.source(),
                    new String(mutation.payload(), StandardCharsets.UTF_8)))
        .toList();
  }

  /** The document with a marker at the place, so that only the rest is compared. */
  private static JsonNode without(JsonNode document, String path) {
    String pointer = pointer(path);
    int last = pointer.lastIndexOf('/');
    JsonNode parent = document.at(pointer.substring(0, last));
    String name = pointer.substring(last + 1);
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), "marker");
    } else {
      ((ObjectNode) parent).put(name, "marker");
    }
    return document;
  }

  private static String pointer(String path) {
    return "/" + path.replace(".", "/").replace("[", "/").replace("]", "");
  }
}
