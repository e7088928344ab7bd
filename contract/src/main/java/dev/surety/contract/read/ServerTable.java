package dev.surety.contract.read;

import static dev.surety.contract.read.OdcsVersion.V3_1;
import static dev.surety.contract.read.OdcsVersion.V3_2;
import static dev.surety.contract.read.Shape.Field.optional;
import static dev.surety.contract.read.Shape.Field.required;
import static dev.surety.contract.read.Shape.Plain.INTEGER;
import static dev.surety.contract.read.Shape.Plain.STRING;
import static dev.surety.contract.read.Shape.Plain.STRING_OR_INTEGER;

import dev.surety.contract.read.Shape.Field;
import dev.surety.contract.read.Shape.Since;
import dev.surety.contract.read.Shape.Struct;
import dev.surety.contract.read.Shape.Words;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The servers of ODCS: what every server has, and what each type adds. */
final class ServerTable {
  private static final Shape PORT = new Since(V3_2, INTEGER, STRING_OR_INTEGER);
  private static final Shape FILE_FORMAT =
      new Since(V3_1, Words.of("parquet", "delta", "json", "csv"), STRING);
  private static final Shape DELIMITER = new Since(V3_1, Words.of("new_line", "array"), STRING);
  private static final Shape SFTP_LOCATION =
      new Shape.Matching(Pattern.compile("^sftp://.*"), "a URL that begins with sftp://");

  private static final Field HOST = required("host", STRING);
  private static final Field PORT_NEEDED = required("port", PORT);
  private static final Field DATABASE = required("database", STRING);
  private static final Field SCHEMA = required("schema", STRING);
  private static final Field LOCATION = required("location", STRING);
  private static final Field FORMAT = optional("format", STRING);
  private static final Field ENCODING = optional("encoding", STRING).since(V3_2);
  private static final Field ANY_HOST = optional("host", STRING);
  private static final Field ANY_PORT = optional("port", PORT);
  private static final Field ANY_SCHEMA = optional("schema", STRING);
  private static final Field CATALOG = optional("catalog", STRING);
  private static final Field WAREHOUSE = optional("warehouse", STRING);

  private static final List<Field> OBJECT_STORE =
      List.of(
          LOCATION,
          optional("endpointUrl", STRING),
          optional("format", FILE_FORMAT),
          optional("delimiter", DELIMITER),
          ENCODING);
  private static final List<Field> DATABASE_ON_HOST = List.of(HOST, ANY_PORT, DATABASE);
  private static final List<Field> DATABASE_ON_PORT = List.of(HOST, PORT_NEEDED, DATABASE);
  private static final List<Field> SCHEMA_ON_PORT = List.of(HOST, PORT_NEEDED, DATABASE, SCHEMA);
  private static final List<Field> OTHER_DATABASE =
      List.of(
          ANY_HOST,
          ANY_PORT,
          ANY_SCHEMA,
          CATALOG,
          WAREHOUSE,
          optional("database", STRING),
          optional("namespace", STRING),
          optional("catalogUrl", STRING));

  private static final Map<String, List<Field>> BY_TYPE = byType();

  private static final Words TYPES =
      Words.of(
              "api",
              "athena",
              "azure",
              "bigquery",
              "clickhouse",
              "cloudsql",
              "custom",
              "databricks",
              "db2",
              "denodo",
              "dremio",
              "duckdb",
              "glue",
              "informix",
              "kafka",
              "kinesis",
              "local",
              "mysql",
              "oracle",
              "postgres",
              "postgresql",
              "presto",
              "pubsub",
              "redshift",
              "s3",
              "sftp",
              "snowflake",
              "sqlserver",
              "synapse",
              "trino",
              "vertica")
          .and(V3_1, "hive", "impala", "zen")
          .and(
              V3_2,
              "btrieve",
              "exasol",
              "fastobjects",
              "hana",
              "iceberg",
              "ingres",
              "poet",
              "teradata",
              "vectorwise",
              "versant");

  private static final Set<String> COMMON =
      Set.of("server", "type", "id", "description", "environment", "roles", "customProperties");

  private ServerTable() {}

  private static Map<String, List<Field>> byType() {
    Map<String, List<Field>> types = new HashMap<>();
    types.put(
        "kafka",
        List.of(
            HOST,
            FORMAT.notYet().but("json is enforced"),
            ENCODING.notYet().but("utf-8 is enforced")));
    types.put("api", List.of(LOCATION));
    types.put(
        "athena",
        List.of(
            optional("stagingDir", STRING).requiredUntil(V3_1),
            SCHEMA,
            CATALOG,
            optional("regionName", STRING),
            optional("workgroup", STRING).since(V3_2)));
    types.put(
        "azure",
        List.of(
            LOCATION, required("format", FILE_FORMAT), optional("delimiter", DELIMITER), ENCODING));
    types.put("bigquery", List.of(required("project", STRING), required("dataset", STRING)));
    types.put("clickhouse", DATABASE_ON_PORT);
    types.put("databricks", List.of(ANY_HOST, required("catalog", STRING), SCHEMA));
    types.put("denodo", List.of(HOST, PORT_NEEDED, optional("database", STRING)));
    types.put("dremio", List.of(HOST, PORT_NEEDED, ANY_SCHEMA));
    types.put("duckdb", List.of(DATABASE, optional("schema", new Since(V3_1, INTEGER, STRING))));
    types.put(
        "glue",
        List.of(required("account", STRING), DATABASE, optional("location", STRING), FORMAT));
    types.put("cloudsql", SCHEMA_ON_PORT);
    types.put("db2", List.of(HOST, PORT_NEEDED, DATABASE, ANY_SCHEMA));
    types.put("hive", DATABASE_ON_HOST);
    types.put("impala", DATABASE_ON_HOST);
    types.put("informix", DATABASE_ON_HOST);
    types.put("zen", DATABASE_ON_HOST);
    types.put("custom", custom());
    types.put("kinesis", List.of(optional("region", STRING), FORMAT, ENCODING));
    types.put("local", List.of(required("path", STRING), required("format", STRING), ENCODING));
    types.put("mysql", DATABASE_ON_PORT);
    types.put("oracle", List.of(HOST, PORT_NEEDED, required("serviceName", STRING)));
    types.put("postgresql", SCHEMA_ON_PORT);
    types.put("postgres", SCHEMA_ON_PORT);
    types.put("presto", List.of(HOST, CATALOG, ANY_SCHEMA));
    types.put("pubsub", List.of(required("project", STRING)));
    types.put(
        "redshift",
        List.of(
            ANY_HOST, DATABASE, SCHEMA, optional("region", STRING), optional("account", STRING)));
    types.put("s3", OBJECT_STORE);
    types.put(
        "sftp",
        List.of(
            required("location", SFTP_LOCATION),
            optional("format", FILE_FORMAT),
            optional("delimiter", DELIMITER),
            ENCODING));
    types.put(
        "snowflake",
        List.of(ANY_HOST, ANY_PORT, required("account", STRING), DATABASE, SCHEMA, WAREHOUSE));
    types.put("sqlserver", List.of(HOST, ANY_PORT, DATABASE, SCHEMA));
    types.put("synapse", DATABASE_ON_PORT);
    types.put("trino", List.of(HOST, PORT_NEEDED, required("catalog", STRING), SCHEMA));
    types.put("vertica", SCHEMA_ON_PORT);
    for (String type :
        List.of(
            "btrieve",
            "exasol",
            "fastobjects",
            "hana",
            "iceberg",
            "ingres",
            "poet",
            "teradata",
            "vectorwise",
            "versant")) {
      types.put(type, OTHER_DATABASE);
    }
    return types;
  }

  private static List<Field> custom() {
    return List.of(
        optional("account", STRING),
        CATALOG,
        optional("database", STRING),
        optional("dataset", STRING),
        optional("delimiter", STRING),
        optional("endpointUrl", STRING),
        FORMAT,
        ANY_HOST,
        optional("location", STRING),
        optional("path", STRING),
        ANY_PORT,
        optional("project", STRING),
        optional("region", STRING),
        optional("regionName", STRING),
        ANY_SCHEMA,
        optional("serviceName", STRING),
        optional("stagingDir", STRING),
        WAREHOUSE,
        optional("stream", STRING).since(V3_1));
  }

  static Struct server(Shape id, Shape roles, Shape customProperties) {
    return Struct.of(
            "a server",
            required("server", STRING),
            required("type", TYPES),
            optional("id", id).since(V3_1),
            optional("description", STRING),
            optional("environment", STRING),
            optional("roles", roles),
            optional("customProperties", customProperties))
        .variant(ServerTable::fieldsOfType)
        .first("server", "id", "type", "description", "environment")
        .closedSince(V3_1)
        .hint("topic", "the topic is the schema object's physicalName")
        .hint("schemaRegistryUrl", "ODCS has no word for it; a registry is part of the profile");
  }

  private static List<Field> fieldsOfType(YamlMapping server) {
    if (!(server.get("type").orElse(null) instanceof YamlScalar type)
        || !BY_TYPE.containsKey(type.value())) {
      // The type is reported; which keys it has is not known.
      return server.keys().stream()
          .filter(key -> !COMMON.contains(key))
          .map(key -> optional(key, Shape.Plain.ANY))
          .toList();
    }
    return BY_TYPE.get(type.value());
  }
}
