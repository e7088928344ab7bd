package dev.surety.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The official JSON Schemas of the standard, judged by an independent validator. */
enum OfficialSchema {
  V3_0("v3.0.2", "odcs-json-schema-v3.0.2.json"),
  V3_1("v3.1.0", "odcs-json-schema-v3.1.0.json"),
  V3_2("v3.2.0", "odcs-json-schema-v3.2.0-reconstructed.json");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String apiVersion;
  private final String file;

  OfficialSchema(String apiVersion, String file) {
    this.apiVersion = apiVersion;
    this.file = file;
  }

  /** The schema of the version that a document says it is of; the newest when it says none. */
  static OfficialSchema of(JsonNode document) {
    String version = document.path("apiVersion").asText();
    if (version.startsWith("v3.0")) {
      return V3_0;
    }
    return version.equals("v3.1.0") ? V3_1 : V3_2;
  }

  String apiVersion() {
    return apiVersion;
  }

  JsonNode json() throws IOException {
    Path folder = SharedData.folder("schema");
    return MAPPER.readTree(folder.resolve(file).toFile());
  }

  /** What the schema finds wrong with a document. */
  List<Error> errors(JsonNode document) {
    return Judge.of(this).validate(document);
  }

  /** Loaded once, on first use. */
  private static final class Judge {
    private static final List<Schema> SCHEMAS =
        java.util.Arrays.stream(values()).map(Judge::load).toList();

    static Schema of(OfficialSchema schema) {
      return SCHEMAS.get(schema.ordinal());
    }

    private static Schema load(OfficialSchema schema) {
      try {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
            .getSchema(schema.json());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
