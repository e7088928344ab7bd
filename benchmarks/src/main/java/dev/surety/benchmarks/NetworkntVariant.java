package dev.surety.benchmarks;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code NetworkntVariant SCHEMA RECORDS}: networknt 3 from bytes, with the mapper it uses itself.
 */
final class NetworkntVariant {
  private NetworkntVariant() {}

  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(Path.of(arguments[0]));
    SpecificationVersion version =
        text.contains("draft-07")
            ? SpecificationVersion.DRAFT_7
            : SpecificationVersion.DRAFT_2020_12;
    Schema schema = SchemaRegistry.withDefaultDialect(version).getSchema(text, InputFormat.JSON);
    JsonMapper mapper = new JsonMapper();
    Rounds.run(
        Rounds.records(Path.of(arguments[1])),
        bytes -> schema.validate(mapper.readTree(bytes)).isEmpty() ? 1 : 0);
  }
}
