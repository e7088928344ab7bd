package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufImportTest {
  private static final NewContract AS = NewContract.named("orders", "1.0.0");

  private static Imported read(String text) {
    return ProtobufImport.read("order.proto", text, AS);
  }

  private static Property field(Imported imported) {
    assertThat(imported.problems()).isEmpty();
    return Facts.root(imported).properties().get(0);
  }

  private static String losses(Imported imported) {
    return imported.losses().stream()
        .map(loss -> loss.at().line() + ":" + loss.at().column() + " " + loss.what())
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "double f = 1; | number![format=f64]",
        "float f = 1; | number![format=f32]",
        "int32 f = 1; | integer![format=i32]",
        "int64 f = 1; | integer!",
        "uint32 f = 1; | integer![format=u32]",
        "uint64 f = 1; | integer![format=u64]",
        "sint32 f = 1; | integer![format=i32, physicalType=sint32]",
        "sint64 f = 1; | integer![physicalType=sint64]",
        "fixed32 f = 1; | integer![format=u32, physicalType=fixed32]",
        "fixed64 f = 1; | integer![format=u64, physicalType=fixed64]",
        "sfixed32 f = 1; | integer![format=i32, physicalType=sfixed32]",
        "sfixed64 f = 1; | integer![physicalType=sfixed64]",
        "bool f = 1; | boolean!",
        "string f = 1; | string!",
        "bytes f = 1; | string![format=base64]",
        "optional string f = 1; | string",
        "repeated int32 f = 1 [packed = true]; | array! of integer![format=i32]",
        "map<string, int64> f = 1; | map! to integer!",
        "google.protobuf.Timestamp f = 1; | timestamp[timezone=true, physicalType=google.protobuf.Timestamp]",
        "google.protobuf.Int32Value f = 1; | integer[format=i32, physicalType=google.protobuf.Int32Value]",
        "google.protobuf.StringValue f = 1; | string[physicalType=google.protobuf.StringValue]",
        "google.protobuf.Struct f = 1; | object[physicalType=google.protobuf.Struct]",
        "google.protobuf.Value f = 1; | any[physicalType=google.protobuf.Value]",
        "N f = 1; message N { string a = 1; } | object[physicalType=shop.Order.N]{a: string!}",
        ".shop.Order.N f = 1; message N { string a = 1; } | object[physicalType=shop.Order.N]{a: string!}",
      })
  void everyTypeHasItsPlace(String field, String expected) {
    Imported imported =
        read("syntax = \"proto3\";\npackage shop;\nmessage Order {\n  %s\n}\n".formatted(field));

    assertThat(Facts.line(field(imported))).isEqualTo(expected);
    assertThat(imported.losses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oneof o { string f = 1; } | string | 3:3 oneof o",
        "google.protobuf.Duration f = 1; | string[physicalType=google.protobuf.Duration] | 3:3 google.protobuf.Duration",
        "google.protobuf.Any f = 1; | object[physicalType=google.protobuf.Any] | 3:3 google.protobuf.Any",
        "string f = 1 [deprecated = true]; | string! | 3:3 deprecated",
        "string f = 1 [json_name = \"g\"]; | string! | 3:3 json_name",
        "string f = 1; reserved 7; | string! | 3:17 reserved",
        "Order f = 1; | any | 3:3 Order",
        "E f = 1; enum E { A = 0; B = 1; } | string![enum=[A, B], physicalType=enum Order.E] | 3:12 enum Order.E, 3:12 open enum",
      })
  void whatAContractCannotSayIsListedWithItsPlace(String field, String expected, String losses) {
    Imported imported = read("syntax = \"proto3\";\nmessage Order {\n  %s\n}\n".formatted(field));

    assertThat(Facts.line(field(imported))).isEqualTo(expected);
    assertThat(losses(imported)).isEqualTo(losses);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "required int32 f = 1; | integer![format=i32] | ''",
        "optional int32 f = 1; | integer[format=i32] | ''",
        "optional int32 f = 1 [default = 5]; | integer[format=i32] | 2:3 default",
        "optional group F = 1 { required string a = 1; } | object[physicalType=group]{a: string!} | ''",
        "repeated group F = 1 { required string a = 1; } | array! of object![physicalType=group]{a: string!} | ''",
        "required int32 f = 1; extensions 100 to 199; | integer![format=i32] | 2:25 extensions",
      })
  void proto2SaysWhatIsRequired(String field, String expected, String losses) {
    Imported imported = read("message Order {\n  %s\n}\n".formatted(field));

    assertThat(Facts.line(field(imported))).isEqualTo(expected);
    assertThat(losses(imported)).isEqualTo(losses);
  }

  @Test
  void everyMessageAtTheTopIsARecordTypeAndCommentsAreDescriptions() {
    Imported imported =
        read(
            """
            syntax = "proto3";
            // An order.
            message Order {
              string id = 1; // Its number.
            }
            /* What was sent. */
            message Parcel { Order order = 1; }
            """);

    assertThat(imported.problems()).isEmpty();
    assertThat(Objects.requireNonNull(imported.contract()).objects())
        .extracting(object -> object.topic() + " " + Facts.line(object.root()))
        .containsExactly(
            "Order object![physicalType=Order, 'An order.']{id: string!['Its number.']}",
            "Parcel object![physicalType=Parcel, 'What was sent.']{order: object[physicalType=Order,"
                + " 'An order.']{id: string!['Its number.']}}");
  }

  @Test
  void importsAreReadBelowTheRoot(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("shop/types"));
    Files.writeString(
        root.resolve("shop/types/money.proto"),
        "syntax = \"proto3\";\npackage shop.types;\nmessage Money { sint64 units = 1; }\n");
    Path file =
        Files.writeString(
            root.resolve("shop/order.proto"),
            "syntax = \"proto3\";\npackage shop;\nimport \"shop/types/money.proto\";\n"
                + "message Order { types.Money total = 1; }\n");

    assertThat(Facts.line(field(ProtobufImport.read(file, root, AS))))
        .isEqualTo("object[physicalType=shop.types.Money]{units: integer![physicalType=sint64]}");
    assertThat(ProtobufImport.read(file, root.resolve("shop"), AS).problems())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("file-not-found");
              assertThat(problem.at().line() + ":" + problem.at().column()).isEqualTo("3:8");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "message Order { optional int32 f = ; } | 1:36 syntax",
        "message Order { optional Monney f = 1; } message Money {} | 1:17 unknown-type",
        "message Order {} message Order {} | 1:18 syntax",
        "message Order { message A {} message A {} } | 1:30 duplicate-name",
        "import \"../secret.proto\"; message Order {} | 1:8 outside",
        "import \"none.proto\"; message Order {} | 1:8 file-not-found",
        "enum E { A = 0; } | 1:1 no-message",
        "'' | 1:1 no-message",
      })
  void aMistakeIsShownAtItsPlace(String text, String expected) {
    Imported imported = read(text);

    assertThat(imported.contract()).isNull();
    var problem = imported.problems().get(0);
    assertThat(problem.at().line() + ":" + problem.at().column() + " " + problem.code())
        .isEqualTo(expected);
  }

  @Test
  void whatGrowsWithoutBoundIsRefused() {
    assertThat(read("message A {".repeat(10_000)).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("too-deep"));
    StringBuilder text = new StringBuilder("syntax = \"proto3\"; message L0 { string a = 1; }");
    for (int i = 1; i <= 20; i++) {
      text.append("message L%d { L%d a = 1; L%d b = 2; }".formatted(i, i - 1, i - 1));
    }
    assertThat(read(text.toString()).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("too-large"));
  }
}
