package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.Text;
import dev.surety.contract.document.DocumentServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record types of a contract as tables of Flink SQL (2.2) over their topics. Names of columns
 * are the names of properties, in back quotes; a property that is required is {@code NOT NULL}.
 * {@code surety.event_time} gives the watermark, {@link #DELAY_SECONDS} behind the latest record.
 */
public final class FlinkSqlExport {
  /** So much records may be late, as a contract does not say. */
  static final int DELAY_SECONDS = 5;

  private static final String LANGUAGE = "Flink SQL";
  private static final Set<String> CARRIED = Set.of("description", "physicalType");

  private final ExportSource source;
  private final List<Loss> losses = new ArrayList<>();
  private @Nullable Property eventTime;

  private FlinkSqlExport(ExportSource source) {
    this.source = source;
  }

  /** Writes one statement for each record type. */
  public static Exported write(ExportSource source, List<SchemaObject> objects) {
    FlinkSqlExport export = new FlinkSqlExport(source);
    Set<Loss> losses = new LinkedHashSet<>();
    List<String> tables = new ArrayList<>();
    for (SchemaObject object : objects) {
      tables.add(export.table(object));
      DocumentLosses.of(source, object, LANGUAGE, CARRIED).stream()
          .filter(loss -> !loss.what().equals("servers"))
          .forEach(losses::add);
    }
    losses.addAll(export.losses);
    return new Exported(String.join("\n", tables), List.copyOf(losses));
  }

  private void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  static String name(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private String table(SchemaObject object) {
    Optional<Text> path = Settings.setting(source, object, "surety.event_time");
    eventTime = path.flatMap(text -> find(object.root(), text.value())).orElse(null);
    List<String> columns = new ArrayList<>();
    for (Property member : object.root().properties()) {
      columns.add(column(member));
    }
    path.ifPresent(text -> watermark(object, text, columns));
    if (columns.isEmpty()) {
      lost(
          object.at(),
          "properties",
          "a table needs a column; this one takes the text of the record");
      columns.add("`record` STRING");
    }
    String description = object.root().information().description();
    return "CREATE TABLE "
        + name(object.name())
        + " (\n  "
        + String.join(",\n  ", columns)
        + "\n)"
        + (description.isEmpty() ? "" : " COMMENT " + literal(description))
        + " WITH (\n  "
        + String.join(",\n  ", options(object))
        + "\n);\n";
  }

  private static Optional<Property> find(Property object, String path) {
    Optional<Property> found = Optional.of(object);
    for (String step : path.split("\\.", -1)) {
      found =
          found.flatMap(
              at -> at.properties().stream().filter(p -> p.name().equals(step)).findFirst());
    }
    return found;
  }

  private String column(Property property) {
    String description = property.information().description();
    return name(property.name())
        + " "
        + nullable(property)
        + (description.isEmpty() ? "" : " COMMENT " + literal(description));
  }

  private void watermark(SchemaObject object, Text path, List<String> columns) {
    Property time = eventTime;
    if (time == null || time.type() != LogicalType.TIMESTAMP) {
      String why = "the event time of a table is a timestamp of the record, and this is none";
      lost(path.at(), "surety.event_time", why);
      return;
    }
    if (!time.required()) {
      lost(time.at(), "required", "Flink fails on a record without its event time");
    }
    String column = name(path.value());
    if (path.value().contains(".")) {
      // The watermark of a table is about one of its columns.
      column = name(path.value().replace('.', '_'));
      List<String> steps =
          Stream.of(path.value().split("\\.", -1)).map(FlinkSqlExport::name).toList();
      columns.add(column + " AS " + String.join(".", steps));
    }
    columns.add(
        "WATERMARK FOR " + column + " AS " + column + " - INTERVAL '" + DELAY_SECONDS + "' SECOND");
  }

  private String nullable(Property property) {
    Set<String> said = new HashSet<>();
    String type = property.type() == null ? any(property) : type(property.type(), property, said);
    OptionLosses.add(property, LANGUAGE, said, losses);
    return property.required() ? type + " NOT NULL" : type;
  }

  private String any(Property property) {
    lost(
        property.at(), "logicalType", "Flink has no type for any value; the column takes its text");
    return "STRING";
  }

  private String type(LogicalType type, Property property, Set<String> said) {
    return switch (type) {
      case STRING -> "STRING";
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> integer(property, said);
      case NUMBER -> number(property, said);
      case DATE -> "DATE";
      case TIME -> time(property);
      case TIMESTAMP -> timestamp(property, said);
      case OBJECT -> row(property);
      case ARRAY ->
          "ARRAY<" + (property.items() == null ? any(property) : nullable(property.items())) + ">";
      case MAP -> map(property);
      case VECTOR -> {
        lost(property.at(), "logicalType vector", "it is an array of floats of any length");
        yield "ARRAY<FLOAT NOT NULL>";
      }
    };
  }

  private String integer(Property property, Set<String> said) {
    String format =
        property.options().format() == null ? "i64" : property.options().format().value();
    if (Set.of("i8", "i16", "i32", "i64").contains(format)) {
      said.add("format");
    }
    return switch (format) {
      case "i8" -> "TINYINT";
      case "i16", "u8" -> "SMALLINT";
      case "i32", "u16" -> "INT";
      case "u64" -> "DECIMAL(20, 0)";
      case "i128", "u128" -> "DECIMAL(38, 0)";
      default -> "BIGINT";
    };
  }

  private String number(Property property, Set<String> said) {
    String format = property.options().format() == null ? "" : property.options().format().value();
    if (format.equals("f32") || format.equals("f64")) {
      said.add("format");
      return format.equals("f32") ? "FLOAT" : "DOUBLE";
    }
    Optional<Decimal> decimal = Decimal.of(property);
    if (decimal.isEmpty()) {
      lost(
          property.at(),
          "logicalType number",
          "a DOUBLE keeps 15 digits; with multipleOf and bounds, or physicalType decimal(p,s), it"
              + " would be a DECIMAL");
      return "DOUBLE";
    }
    said.add("multipleOf");
    return "DECIMAL(" + decimal.get().precision() + ", " + decimal.get().scale() + ")";
  }

  private String time(Property property) {
    if (!Boolean.FALSE.equals(property.options().timezone())) {
      lost(property.at(), "timezone", "Flink's times have no offset");
    }
    return "TIME";
  }

  /** An event time has milliseconds: Flink takes no finer one. */
  private String timestamp(Property property, Set<String> said) {
    String physical = property.information().physicalType();
    int digits =
        physical == null || property == eventTime
            ? 3
            : physical.endsWith("-micros") ? 6 : physical.endsWith("-nanos") ? 9 : 3;
    if (property.options().timezone() != null) {
      said.add("timezone");
    } else {
      lost(property.at(), "timezone", "the column takes instants, which end in Z");
    }
    boolean isLocal = Boolean.FALSE.equals(property.options().timezone());
    return (isLocal ? "TIMESTAMP(" : "TIMESTAMP_LTZ(") + digits + ")";
  }

  private String row(Property property) {
    if (property.properties().isEmpty()) {
      lost(property.at(), "properties", "a row needs a field; the column takes the object's text");
      return "STRING";
    }
    List<String> fields = new ArrayList<>();
    for (Property member : property.properties()) {
      String description = member.information().description();
      fields.add(
          name(member.name())
              + " "
              + nullable(member)
              + (description.isEmpty() ? "" : " " + literal(description)));
    }
    return "ROW<" + String.join(", ", fields) + ">";
  }

  private String map(Property property) {
    Property key = property.mapKey();
    if (key != null && key.type() != LogicalType.STRING) {
      lost(key.at(), "map.key", "keys are taken as texts");
    }
    if (key != null) {
      OptionLosses.add(key, LANGUAGE, Set.of(), losses);
    }
    Property value = property.mapValue();
    return "MAP<STRING NOT NULL, " + (value == null ? any(property) : nullable(value)) + ">";
  }

  private List<String> options(SchemaObject object) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "kafka");
    options.put("topic", object.topic());
    Settings.kafka(source)
        .flatMap(DocumentServer::host)
        .ifPresent(host -> options.put("properties.bootstrap.servers", host.value()));
    options.put("scan.startup.mode", "earliest-offset");
    String format = Settings.format(source);
    options.put("format", format);
    if (format.equals("json")) {
      options.put("json.timestamp-format.standard", "ISO-8601");
    } else if (format.equals("avro")) {
      options.put("avro.timestamp_mapping.legacy", "false");
    }
    return options.entrySet().stream()
        .map(option -> literal(option.getKey()) + " = " + literal(option.getValue()))
        .toList();
  }
}
