package dev.surety.cli;

import dev.surety.contract.convert.AvroImport;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.JsonSchemaImport;
import dev.surety.contract.convert.NewContract;
import dev.surety.contract.convert.ProtobufImport;
import java.nio.file.Path;

/** Languages that {@code contract import} reads. */
enum ImportFormat {
  JSON_SCHEMA("json-schema", JsonSchemaImport::read),
  AVRO("avro", AvroImport::read),
  PROTOBUF("protobuf", ProtobufImport::read);

  static final String NAMES = "json-schema|avro|protobuf";

  private final String name;

  // Pure functions.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Reader reader;

  /** Reads a schema; files that it refers to lie below the root. */
  private interface Reader {
    Imported read(Path file, Path root, NewContract as);
  }

  ImportFormat(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  Imported read(Path file, Path root, NewContract as) {
    return reader.read(file, root, as);
  }

  /** The name that the command line uses. */
  @Override
  public String toString() {
    return name;
  }
}
