package dev.surety.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.registry.ContractStore.Stored;
import dev.surety.registry.ContractStore.StoredVersion;
import dev.surety.registry.SchemaRegistry.Normalize;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against the registry of the sandbox. */
class ApicurioIT {
  private static final Schema ONE =
      Schema.of(
          SchemaType.AVRO,
          "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}");
  private static final Schema TWO =
      Schema.of(
          SchemaType.AVRO,
          "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"},"
              + "{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}]}");
  private static final Schema BROKEN =
      Schema.of(
          SchemaType.AVRO,
          "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}");

  /** Without it Apicurio cannot tell what the text is. */
  private static final String JSON_SCHEMA =
      "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",";

  @TempDir private static Path dir;
  private static Sandbox sandbox;
  private static RegistrySettings settings;
  private static SchemaRegistry registry;

  @BeforeAll
  static void up() {
    Path home = Path.of(String.valueOf(System.getProperty("surety.home")));
    sandbox = Sandbox.up(SandboxOptions.of(home).withDir(dir).withRegistry(0), System.out::println);
    settings = RegistrySettings.of(URI.create(sandbox.registryUrl().orElseThrow()));
    registry = new SchemaRegistry(settings);
  }

  @AfterAll
  static void down() {
    sandbox.down(Sandbox.Data.DELETE, line -> {});
  }

  @Test
  void versionsOfASubject() {
    String subject = "orders/eu-value";
    assertThat(registry.latest(subject)).isInstanceOf(Answer.Absent.class);
    assertThat(registry.versions(subject)).isInstanceOf(Answer.Absent.class);

    int id = registry.register(subject, ONE, Normalize.NO).found().orElseThrow();
    assertThat(registry.register(subject, ONE, Normalize.NO)).isEqualTo(new Answer.Found<>(id));
    assertThat(registry.register(subject, TWO, Normalize.NO).found()).isPresent();

    assertThat(registry.versions(subject)).isEqualTo(new Answer.Found<>(List.of(1, 2)));
    assertThat(registry.subjects().found().orElseThrow()).contains(subject);
    assertThat(registry.schema(id)).isEqualTo(new Answer.Found<>(ONE));
    assertThat(registry.version(subject, 1).found().orElseThrow().schema()).isEqualTo(ONE);
    assertThat(registry.latest(subject).found().orElseThrow().version()).isEqualTo(2);
    assertThat(registry.lookup(subject, TWO, Normalize.NO).found().orElseThrow().version())
        .isEqualTo(2);
    assertThat(registry.lookup(subject, BROKEN, Normalize.NO)).isInstanceOf(Answer.Absent.class);
    assertThat(registry.version(subject, 9)).isInstanceOf(Answer.Absent.class);
    assertThat(registry.schema(999_999)).isInstanceOf(Answer.Absent.class);
  }

  @Test
  void theLevelDecidesWhatIsTaken() {
    String subject = "levels-value";
    assertThat(registry.register(subject, ONE, Normalize.NO).found()).isPresent();
    assertThat(registry.level()).isEqualTo(new Answer.Found<>(CompatibilityLevel.NONE));
    assertThat(registry.level("nobody")).isInstanceOf(Answer.Absent.class);
    assertThat(registry.setLevel(subject, CompatibilityLevel.BACKWARD).found()).isPresent();
    assertThat(registry.level(subject)).isEqualTo(new Answer.Found<>(CompatibilityLevel.BACKWARD));

    assertThat(registry.test(subject, TWO).found().orElseThrow().isCompatible()).isTrue();
    assertThat(registry.test(subject, BROKEN).found().orElseThrow().isCompatible()).isFalse();
    Answer<Integer> refused = registry.register(subject, BROKEN, Normalize.NO);
    assertThat(refused).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused<Integer>) refused).isIncompatible()).isTrue();
    assertThat(registry.register(subject, Schema.of(SchemaType.AVRO, "{"), Normalize.NO))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void referencesAndOtherLanguages() {
    Schema money = Schema.of(SchemaType.JSON, JSON_SCHEMA + "\"type\":\"number\"}");
    assertThat(registry.register("money", money, Normalize.NO).found()).isPresent();
    Schema order =
        new Schema(
            SchemaType.JSON,
            JSON_SCHEMA
                + "\"type\":\"object\",\"properties\":{\"amount\":{\"$ref\":\"money.json\"}}}",
            List.of(new SchemaReference("money.json", "money", 1)));
    assertThat(registry.register("shop-value", order, Normalize.NO).found()).isPresent();
    SubjectVersion read = registry.latest("shop-value").found().orElseThrow();
    assertThat(read.schema()).isEqualTo(order);
    assertThat(References.of(read.schema(), registry))
        .isEqualTo(new Answer.Found<>(Map.of("money.json", money.text())));
    Schema proto =
        Schema.of(SchemaType.PROTOBUF, "syntax = \"proto3\";\nmessage A { string id = 1; }\n");
    int id = registry.register("proto-value", proto, Normalize.NO).found().orElseThrow();
    assertThat(registry.schema(id).found().orElseThrow().type()).isEqualTo(SchemaType.PROTOBUF);
  }

  @Test
  void thereAreNoAssociationsHere() {
    assertThat(registry.associatedSubjects("orders")).isEqualTo(new Answer.Found<>(List.of()));
  }

  @Test
  void contractsAreKeptByteForByte() {
    ContractStore store = ContractStore.of(settings);
    String text = "# Überweisungen\r\nid: 'pay ments'\r\nversion: \"1.2.0\"  \r\n\t\n";
    assertThat(store.versions("pay ments")).isInstanceOf(Answer.Absent.class);
    assertThat(store.put("pay ments", "1.2.0", text)).isEqualTo(new Answer.Found<>(Stored.ADDED));
    assertThat(store.put("pay ments", "1.2.0", text))
        .isEqualTo(new Answer.Found<>(Stored.UNCHANGED));
    Answer<Stored> other = store.put("pay ments", "1.2.0", "id: x\n");
    assertThat(other.toString()).contains("with other content");
    assertThat(store.put("pay ments", "1.10.0", "id: y\n"))
        .isEqualTo(new Answer.Found<>(Stored.ADDED));
    // A contract that went back to an earlier text is a version too.
    assertThat(store.put("pay ments", "1.11.0", text)).isEqualTo(new Answer.Found<>(Stored.ADDED));
    assertThat(store.versions("pay ments"))
        .isEqualTo(
            new Answer.Found<>(
                List.of(
                    new StoredVersion("1.2.0", text),
                    new StoredVersion("1.10.0", "id: y\n"),
                    new StoredVersion("1.11.0", text))));
  }
}
