package dev.surety.cli;

import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.Exported;
import dev.surety.contract.convert.JsonSchemaExport;
import java.util.List;
import java.util.function.BiFunction;

/** Languages that {@code contract export} writes. */
enum ExportFormat {
  JSON_SCHEMA("json-schema", Holds.ONE, each(JsonSchemaExport::write));

  static final String NAMES = "json-schema";

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
