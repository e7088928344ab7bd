package dev.surety.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.contract.Contract;
import dev.surety.contract.convert.ContractWriter;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.JsonSchemaExport;
import dev.surety.contract.convert.JsonSchemaImport;
import dev.surety.contract.convert.NewContract;
import dev.surety.oracle.Generated;
import dev.surety.oracle.TransactionGenerator;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records to judge, with their contract and the same as JSON Schema.
 *
 * @param name in the printed lines
 * @param contract file of the contract
 * @param schema file of the JSON Schema
 * @param records files of records by {@link Style}
 */
record ValidationSet(String name, Path contract, Path schema, Map<Style, Path> records) {
  private static final int RECORDS = 400;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** How the records are written. */
  enum Style {
    /** As they came. */
    COMPACT,
    /** The members of every object in an order of its own. */
    SHUFFLED,
    /** With line breaks and indentation. */
    PRETTY
  }

  ValidationSet {
    records = Map.copyOf(records);
  }

  /** Whether its records can be written in Avro by the exported schema: payloads of hooks not. */
  boolean hasAvro() {
    return !name.equals("github-push");
  }

  /** The card payments of the demo. */
  static ValidationSet payments(Path contract, Path directory) throws IOException {
    TransactionGenerator generator =
        new TransactionGenerator(
            TransactionGenerator.Settings.of(1, 2L * RECORDS).withDefectShare(0));
    List<byte[]> values = new ArrayList<>();
    while (generator.hasNext() && values.size() < RECORDS) {
      Generated generated = generator.next();
      byte[] value = generated.value();
      // Amounts above 5000 pass with a warning, which is not the path that is measured.
      if (value != null && amount(value) <= 5000) {
        values.add(value);
      }
    }
    return write("card-payment", contract, exported(contract), values, directory);
  }

  private static double amount(byte[] value) throws IOException {
    return MAPPER.readTree(value).path("amount").asDouble();
  }

  /** The orders in a directory of data; null when it has none. */
  static @Nullable ValidationSet orders(Path data, Path directory) throws IOException {
    Path schema = data.resolve("synthetic-order/schema.json");
    if (!Files.exists(schema)) {
      return null;
    }
    List<byte[]> values = new ArrayList<>();
    try (Stream<String> lines = Files.lines(data.resolve("synthetic-order/instances.jsonl"))) {
      lines.limit(RECORDS).forEach(line -> values.add(line.getBytes(UTF_8)));
    }
    Path contract = imported(schema, schema, "order", directory);
    return write("order", contract, Files.readString(schema), values, directory);
  }

  /** GitHub's push payloads in a directory of data; null when it has none. */
  static @Nullable ValidationSet pushes(Path data, Path directory) throws IOException {
    Path root = data.resolve("github-webhooks/schemas");
    Path schema = root.resolve("push/event.schema.json");
    if (!Files.exists(schema)) {
      return null;
    }
    List<byte[]> values = new ArrayList<>();
    try (Stream<Path> files = Files.list(data.resolve("github-webhooks/examples/push"))) {
      for (Path file : files.sorted().toList()) {
        values.add(MAPPER.writeValueAsBytes(MAPPER.readTree(Files.readAllBytes(file))));
      }
    }
    Path contract = imported(schema, root, "push", directory);
    // Only payloads that the imported contract accepts: the accept path is what is measured.
    values.removeIf(OurVariant.judge(contract).negate());
    return write("github-push", contract, exported(contract), values, directory);
  }

  private static Path imported(Path schema, Path root, String name, Path directory)
      throws IOException {
    Imported imported = JsonSchemaImport.read(schema, root, NewContract.named(name, "1.0.0"));
    Contract contract = imported.contract();
    if (contract == null) {
      throw new IllegalStateException("the schema " + schema + ": " + imported.problems());
    }
    Path file = directory.resolve(name + ".odcs.yaml");
    Files.writeString(file, ContractWriter.write(contract));
    return file;
  }

  private static String exported(Path contract) {
    ExportSource.Result read = ExportSource.read(contract);
    ExportSource source = read.source();
    if (source == null) {
      throw new IllegalStateException("the contract " + contract + ": " + read.problems());
    }
    return JsonSchemaExport.write(source, source.objects().get(0)).text();
  }

  private static ValidationSet write(
      String name, Path contract, String schema, List<byte[]> values, Path directory)
      throws IOException {
    Path schemaFile = directory.resolve(name + ".schema.json");
    Files.writeString(schemaFile, schema);
    Map<Style, Path> records = new EnumMap<>(Style.class);
    for (Style style : Style.values()) {
      Path file = directory.resolve(name + "." + style.name().toLowerCase(Locale.ROOT));
      Random random = new Random(7);
      try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
        out.writeInt(values.size());
        for (byte[] value : values) {
          byte[] styled = styled(value, style, random);
          out.writeInt(styled.length);
          out.write(styled);
        }
      }
      records.put(style, file);
    }
    return new ValidationSet(name, contract, schemaFile, records);
  }

  private static byte[] styled(byte[] value, Style style, Random random) throws IOException {
    return switch (style) {
      case COMPACT -> value;
      case SHUFFLED -> MAPPER.writeValueAsBytes(shuffled(MAPPER.readTree(value), random));
      case PRETTY ->
          MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(MAPPER.readTree(value));
    };
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ArrayNode array) {
      ArrayNode items = MAPPER.createArrayNode();
      array.forEach(item -> items.add(shuffled(item, random)));
      return items;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode members = MAPPER.createObjectNode();
    names.forEach(name -> members.set(name, shuffled(object.get(name), random)));
    return members;
  }
}
