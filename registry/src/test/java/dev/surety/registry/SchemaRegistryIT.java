package dev.surety.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.registry.SchemaRegistry.Normalize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that errs, dawdles and talks nonsense. */
class SchemaRegistryIT {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Schema AVRO = Schema.of(SchemaType.AVRO, "\"string\"");

  private final FakeServer server = new FakeServer();
  private final List<Duration> pauses = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private SchemaRegistry registry(Duration timeout) {
    return registry(RegistrySettings.of(server.url()).withPatience(timeout, 3, SHORT));
  }

  private SchemaRegistry registry(RegistrySettings settings) {
    return new SchemaRegistry(settings, pauses::add);
  }

  @Test
  void aSchemaWithoutATypeIsAvro() {
    server.says(200, "{\"schema\":\"\\\"string\\\"\"}");
    assertThat(registry(LONG).schema(1)).isEqualTo(new Answer.Found<>(AVRO));
    assertThat(server.seen.get(0).path()).isEqualTo("/api/schemas/ids/1");
  }

  @Test
  void aVersionHasItsReferencesAndItsGuid() {
    server.says(
        200,
        """
        {"subject":"a/b","id":7,"version":3,"guid":"89791762-2336-186f-9674-299b90a802e2",
         "schemaType":"PROTOBUF","schema":"x",
         "references":[{"name":"y.proto","subject":"y","version":2}]}
        """);
    assertThat(registry(LONG).latest("a/b"))
        .isEqualTo(
            new Answer.Found<>(
                new SubjectVersion(
                    "a/b",
                    3,
                    7,
                    UUID.fromString("89791762-2336-186f-9674-299b90a802e2"),
                    new Schema(
                        SchemaType.PROTOBUF,
                        "x",
                        List.of(new SchemaReference("y.proto", "y", 2))))));
    assertThat(server.seen.get(0).path()).isEqualTo("/api/subjects/a%2Fb/versions/latest");
  }

  @Test
  void whatIsRegisteredIsSaidInTheWordsOfTheApi() {
    server.says(200, "{\"id\":5}");
    SchemaRegistry registry = registry(LONG);
    registry.register("s", AVRO, Normalize.NO);
    Schema json = new Schema(SchemaType.JSON, "{}", List.of(new SchemaReference("r.json", "r", 1)));
    assertThat(registry.register("s", json, Normalize.YES)).isEqualTo(new Answer.Found<>(5));
    assertThat(server.seen.get(0).body()).isEqualTo("{\"schema\":\"\\\"string\\\"\"}");
    assertThat(server.seen.get(1))
        .isEqualTo(
            new FakeServer.Seen(
                "POST",
                "/api/subjects/s/versions?normalize=true",
                "{\"schema\":\"{}\",\"schemaType\":\"JSON\",\"references\":"
                    + "[{\"name\":\"r.json\",\"subject\":\"r\",\"version\":1}]}",
                null,
                RegistryHttp.MEDIA_TYPE));
  }

  @Test
  void theLevelIsWrittenUnderAnotherNameThanItIsRead() {
    server.says(200, "{\"compatibilityLevel\":\"FULL\"}");
    assertThat(registry(LONG).level("s")).isEqualTo(new Answer.Found<>(CompatibilityLevel.FULL));
    server.says(200, "{\"compatibility\":\"NONE\"}");
    registry(LONG).setLevel("s", CompatibilityLevel.NONE);
    assertThat(server.seen.get(1).method()).isEqualTo("PUT");
    assertThat(server.seen.get(1).body()).isEqualTo("{\"compatibility\":\"NONE\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {40401, 40402, 40403, 40408})
  void whatTheRegistryDoesNotHaveIsAFact(int code) {
    server.says(404, "{\"error_code\":" + code + ",\"message\":\"not found\"}");
    assertThat(registry(LONG).latest("s"))
        .isEqualTo(new Answer.Absent<SubjectVersion>(code, "not found"));
    assertThat(pauses).isEmpty();
  }

  /** A proxy, another server, a wrong path: nobody has said that the schema does not exist. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>404</html>", "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}"})
  void notEvery404SaysThatSomethingDoesNotExist(String body) {
    server.says(404, body);
    assertThat(registry(LONG).schema(1)).isInstanceOf(Answer.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "409,40901,true,false",
    "422,42201,false,false",
    "401,40101,false,true",
    "403,40301,false,true"
  })
  void aRefusalIsNotTriedAgain(int status, int code, boolean incompatible, boolean access) {
    server.says(status, "{\"error_code\":" + code + ",\"message\":\"no\"}");
    Answer<Integer> answer = registry(LONG).register("s", AVRO, Normalize.NO);
    Answer.Refused<Integer> refused = (Answer.Refused<Integer>) answer;
    assertThat(refused.errorCode()).isEqualTo(code);
    assertThat(refused.isIncompatible()).isEqualTo(incompatible);
    assertThat(refused.isAccess()).isEqualTo(access);
    assertThat(server.seen).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 429})
  void whatMayPassIsTriedAgainWithGrowingPauses(int status) {
    server
        .says(status, "{\"error_code\":50001,\"message\":\"store\"}")
        .says(status, "")
        .says(200, "[]");
    assertThat(registry(LONG).subjects()).isEqualTo(new Answer.Found<>(List.of()));
    assertThat(pauses).containsExactly(SHORT, SHORT.multipliedBy(2));
  }

  @Test
  void anOutageIsUnavailableAndSaysWhy() {
    server.says(503, "down for maintenance");
    Answer<List<String>> answer = registry(LONG).subjects();
    assertThat(answer).isInstanceOf(Answer.Unavailable.class);
    assertThat(answer.toString())
        .contains("HTTP 503 down for maintenance (tried 3 times)")
        .contains(server.url().toString());
    assertThat(server.seen).hasSize(3);
  }

  @Test
  void nobodyThereIsUnavailable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    SchemaRegistry registry =
        registry(
            RegistrySettings.of(URI.create("http://127.0.0.1:" + port))
                .withPatience(LONG, 2, SHORT));
    assertThat(registry.schema(1)).isInstanceOf(Answer.Unavailable.class);
    assertThat(pauses).hasSize(1);
  }

  /** The HTTP client's own timeout is over when the headers are there. */
  @Test
  void anAnswerThatStopsInTheMiddleIsUnavailableInTime() {
    server.stopsInTheMiddle();
    long before = System.nanoTime();
    Answer<List<String>> answer = registry(SHORT).subjects();
    assertThat(answer.toString()).contains("no answer within 300 ms (tried 3 times)");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONG);
  }

  @Test
  void anAnswerWithoutEndIsNotTaken() {
    server.neverStops();
    assertThat(registry(LONG).subjects().toString()).contains("longer than 16777216 bytes");
    assertThat(server.seen).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html/>",
        "null",
        "{}",
        "[1]",
        "{\"schema\":1}",
        "{\"schema\":\"x\",\"id\":1}",
        "{\"schema\":\"x\",\"id\":99999999999,\"version\":1}",
        "{\"schema\":\"x\",\"id\":1,\"version\":1,\"references\":[{\"name\":\"a\"}]}"
      })
  void nonsenseIsNeitherAFactNorAFailure(String body) {
    server.says(200, body);
    assertThat(registry(LONG).latest("s")).isInstanceOf(Answer.Unavailable.class);
    assertThat(registry(LONG).subjects()).isInstanceOf(Answer.Unavailable.class);
    assertThat(registry(LONG).level("s")).isInstanceOf(Answer.Unavailable.class);
    assertThat(registry(LONG).test("s", AVRO)).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void aSchemaLanguageOfTheFutureIsRefused() {
    server.says(200, "{\"schema\":\"x\",\"schemaType\":\"XML\"}");
    assertThat(registry(LONG).schema(1).toString()).contains("'XML'");
  }

  @Test
  void theLoginIsSentAndNeverShownNorCarriedElsewhere() {
    try (FakeServer other = new FakeServer()) {
      other.says(200, "[]");
      server.redirects(other.url() + "/subjects");
      RegistrySettings settings =
          RegistrySettings.of(server.url()).withLogin(new Login.Basic("me", "s3cret"));
      Answer<List<String>> answer = registry(settings).subjects();
      assertThat(server.seen.get(0).login()).isEqualTo("Basic bWU6czNjcmV0");
      assertThat(other.seen).isEmpty();
      assertThat(answer).isInstanceOf(Answer.Refused.class);
      assertThat(answer + settings.toString()).doesNotContain("s3cret").doesNotContain("bWU6");
    }
    server.says(200, "[]");
    registry(RegistrySettings.of(server.url()).withLogin(new Login.Bearer("tok.en"))).subjects();
    assertThat(server.seen.get(1).login()).isEqualTo("Bearer tok.en");
    assertThat(new Login.Bearer("tok.en").toString()).doesNotContain("tok.en");
  }

  @Test
  void anAddressWithAPasswordInItIsRefused() {
    assertThatThrownBy(() -> RegistrySettings.of(URI.create("http://a:b@host/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a:b");
    assertThatThrownBy(() -> RegistrySettings.of(URI.create("file:///etc/passwd")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"404,''", "404,'{\"error_code\":40450,\"message\":\"none\"}'", "501,''"})
  void aServerWithoutAssociationsHasNone(int status, String body) {
    server.says(status, body);
    assertThat(registry(LONG).associatedSubjects("orders"))
        .isEqualTo(new Answer.Found<>(List.of()));
    assertThat(server.seen).hasSize(1);
  }

  @Test
  void referencesAreFetchedAllTheWayDownAndOnce() {
    server
        .says(
            200,
            """
            {"schema":"B","id":2,"version":1,"references":[{"name":"c","subject":"c","version":1},
             {"name":"b","subject":"b","version":1}]}
            """)
        .says(200, "{\"schema\":\"C\",\"id\":3,\"version\":1}");
    Schema schema = new Schema(SchemaType.AVRO, "A", List.of(new SchemaReference("b", "b", 1)));
    assertThat(References.of(schema, registry(LONG)))
        .isEqualTo(new Answer.Found<>(Map.of("b", "B", "c", "C")));
    assertThat(server.seen).hasSize(2);
  }

  @Test
  void aReferenceThatIsNotThereIsAFactAboutTheSchema() {
    server.says(404, "{\"error_code\":40401,\"message\":\"no subject b\"}");
    Schema schema = new Schema(SchemaType.AVRO, "A", List.of(new SchemaReference("b", "b", 1)));
    assertThat(References.of(schema, registry(LONG)))
        .isEqualTo(new Answer.Absent<Map<String, String>>(40401, "no subject b"));
  }

  @Test
  void aSchemaThatWasHadOnceIsHadThroughAnOutage() {
    AtomicLong now = new AtomicLong();
    SchemaCache cache = new SchemaCache(registry(LONG), 2, now::get);
    server.says(200, "{\"schema\":\"\\\"string\\\"\"}").says(503, "");
    assertThat(cache.schema(1)).isEqualTo(new Answer.Found<>(AVRO));
    assertThat(cache.schema(2)).isInstanceOf(Answer.Unavailable.class);
    assertThat(server.seen).hasSize(4);
    // Known: no question. Unknown: the registry is left alone for a while.
    assertThat(cache.schema(1)).isEqualTo(new Answer.Found<>(AVRO));
    assertThat(cache.schema(3)).isInstanceOf(Answer.Unavailable.class);
    assertThat(server.seen).hasSize(4);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(cache.schema(3)).isInstanceOf(Answer.Unavailable.class);
    assertThat(server.seen).hasSize(7);
  }

  @Test
  void whatDoesNotExistIsAskedForAgainLater() {
    AtomicLong now = new AtomicLong();
    SchemaCache cache = new SchemaCache(registry(LONG), 2, now::get);
    server
        .says(404, "{\"error_code\":40403,\"message\":\"no\"}")
        .says(200, "{\"schema\":\"\\\"string\\\"\"}");
    assertThat(cache.schema(1)).isInstanceOf(Answer.Absent.class);
    assertThat(cache.schema(1)).isInstanceOf(Answer.Absent.class);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(cache.schema(1)).isEqualTo(new Answer.Found<>(AVRO));
    assertThat(server.seen).hasSize(2);
  }

  @Test
  void theCacheForgetsWhatWasNotAskedForLongest() {
    SchemaCache cache = new SchemaCache(registry(LONG), 2, () -> 0);
    server.says(200, "{\"schema\":\"\\\"string\\\"\"}");
    for (int id : List.of(1, 2, 1, 3, 1, 2)) {
      cache.schema(id);
    }
    assertThat(server.seen.stream().map(seen -> seen.path().replaceAll(".*/", "")))
        .containsExactly("1", "2", "3", "2");
  }

  @Test
  void aContractIsKeptInASchemaWhereTheServerTakesNothingElse() {
    ContractStore store = ContractStore.of(RegistrySettings.of(server.url()));
    String text = "id: \"ä\"\r\nversion: 1.0.0 \n";
    server
        .says(404, "{\"error_code\":40401,\"message\":\"no\"}")
        .says(200, "{\"id\":1}")
        .says(200, "{\"compatibility\":\"NONE\"}");
    assertThat(store.put("ä", "1.0.0", text))
        .isEqualTo(new Answer.Found<>(ContractStore.Stored.ADDED));
    FakeServer.Seen sent = server.seen.get(1);
    assertThat(sent.path()).isEqualTo("/api/subjects/contract.%C3%A4/versions");

    try (FakeServer later = new FakeServer()) {
      // What was sent is what comes back.
      later.says(200, "[1]").says(200, sent.body().replaceFirst("\\{", "{\"id\":1,\"version\":1,"));
      later.says(200, "[1]").says(200, sent.body().replaceFirst("\\{", "{\"id\":1,\"version\":1,"));
      ContractStore again = ContractStore.of(RegistrySettings.of(later.url()));
      assertThat(again.versions("ä"))
          .isEqualTo(new Answer.Found<>(List.of(new ContractStore.StoredVersion("1.0.0", text))));
      assertThat(again.put("ä", "1.0.0", text + "#").toString()).contains("with other content");
    }
  }
}
