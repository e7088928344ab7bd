package dev.surety.cli;

import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.AvroExport;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.Exported;
import dev.surety.contract.convert.FlinkSqlExport;
import dev.surety.contract.convert.HtmlExport;
import dev.surety.contract.convert.JsonSchemaExport;
import dev.surety.contract.convert.MarkdownExport;
import dev.surety.contract.convert.ProtobufExport;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Languages that {@code contract export} writes. */
enum ExportFormat {
  JSON_SCHEMA("json-schema", Holds.ONE, each(JsonSchemaExport::write)),
  AVRO("avro", Holds.ONE, each(AvroExport::write)),
  PROTOBUF("protobuf", Holds.SEVERAL, ProtobufExport::write),
  FLINK_SQL("flink-sql", Holds.SEVERAL, FlinkSqlExport::write),
  MARKDOWN("markdown", Holds.SEVERAL, whole(MarkdownExport::write)),
  HTML("html", Holds.SEVERAL, whole(HtmlExport::write));

  static final String NAMES = "json-schema|avro|protobuf|flink-sql|markdown|html";

  /** How many record types a document of the language holds. */
  private enum Holds {
    ONE,
    SEVERAL
  }

  private final String name;
  private final Holds holds;

  // Pure functions.
  @SuppressWarnings("ImmutableEnumChecker")
  private final BiFunction<ExportSource, List<SchemaObject>, Exported> writer;

  ExportFormat(
      String name, Holds holds, BiFunction<ExportSource, List<SchemaObject>, Exported> writer) {
    this.name = name;
    this.holds = holds;
    this.writer = writer;
  }

  private static BiFunction<ExportSource, List<SchemaObject>, Exported> each(
      BiFunction<ExportSource, SchemaObject, Exported> writer) {
    return (source, objects) -> writer.apply(source, objects.get(0));
  }

  /** A page is about the whole contract. */
  private static BiFunction<ExportSource, List<SchemaObject>, Exported> whole(
      Function<ExportSource, Exported> writer) {
    return (source, objects) -> writer.apply(source);
  }

  boolean holdsSeveral() {
    return holds == Holds.SEVERAL;
  }

  Exported write(ExportSource source, List<SchemaObject> objects) {
    return writer.apply(source, objects);
  }

  /** The name that the command line uses. */
  @Override
  public String toString() {
    return name;
  }
}
