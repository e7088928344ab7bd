package dev.surety.contract.convert;

import dev.surety.contract.SchemaObject;
import dev.surety.contract.Text;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.document.DocumentServer;
import java.util.Locale;
import java.util.Optional;

/** What a document says beside the shape of records, for those who export it. */
final class Settings {
  private Settings() {}

  /** The record type as it stands in the document. */
  static Optional<DocumentObject> of(ExportSource source, SchemaObject object) {
    return source.document().schema().stream()
        .filter(schema -> schema.node().at().equals(object.at()))
        .findFirst();
  }

  /** A setting of a record type, such as {@code surety.event_time}. */
  static Optional<Text> setting(ExportSource source, SchemaObject object, String name) {
    return of(source, object).stream()
        .flatMap(schema -> schema.customProperties().stream())
        .filter(custom -> custom.property().map(Text::value).filter(name::equals).isPresent())
        .findFirst()
        .flatMap(custom -> custom.text("value"));
  }

  /** The first Kafka server. */
  static Optional<DocumentServer> kafka(ExportSource source) {
    return source.document().servers().stream()
        .filter(server -> server.type().map(Text::value).filter("kafka"::equals).isPresent())
        .findFirst();
  }

  /** How records are encoded: {@code json} where nothing else is said. */
  static String format(ExportSource source) {
    return kafka(source)
        .flatMap(DocumentServer::format)
        .map(format -> format.value().toLowerCase(Locale.ROOT))
        .orElse("json");
  }
}
