package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufDescriptorsTest {
  private static final String ORDER =
      """
      syntax = "proto3";
      package shop;
      import "google/protobuf/timestamp.proto";
      message Order {
        string id = 1;
        optional int32 rank = 2;
        repeated sint64 parts = 3 [packed = false];
        map<string, Line> lines_by_id = 4;
        oneof payment { string card = 5; bool cash = 6; }
        google.protobuf.Timestamp at = 7;
        Kind kind = 8;
        enum Kind { NONE = 0; BIG = 1; }
        message Line { uint32 count = 1; }
        message Last {}
      }
      message Parcel { Order.Line line = 1; }
      """;

  private static ProtobufDescriptors read(String text) {
    ProtobufDescriptors.Result result = ProtobufDescriptors.read("order.proto", text);
    assertThat(result.problems()).isEmpty();
    return Objects.requireNonNull(result.descriptors());
  }

  private static Descriptor message(ProtobufDescriptors from, String name) {
    return Objects.requireNonNull(from.message(name).descriptor());
  }

  private static String facts(Descriptor message) {
    return message.getFields().stream()
        .map(
            field ->
                field.getNumber()
                    + " "
                    + field.getName()
                    + " "
                    + field.getType().name().toLowerCase(java.util.Locale.ROOT)
                    + (field.isMapField() ? " map" : field.isRepeated() ? " many" : "")
                    + (field.isPacked() ? " packed" : "")
                    + (field.hasPresence() ? " presence" : "")
                    + (field.isRequired() ? " required" : ""))
        .collect(Collectors.joining(", "));
  }

  @Test
  void aMessageOfProto3HasItsFieldsWithTheirPresence() {
    assertThat(facts(message(read(ORDER), "shop.Order")))
        .isEqualTo(
            "1 id string, 3 parts sint64 many, 4 lines_by_id message map, 7 at message presence,"
                + " 8 kind enum, 5 card string presence, 6 cash bool presence, 2 rank int32"
                + " presence");
  }

  @Test
  void aMessageOfProto2HasWhatIsRequiredAndGroups() {
    ProtobufDescriptors read =
        read(
            """
            message Old {
              required string id = 1;
              optional int32 rank = 2 [default = 4];
              repeated group Item = 3 { required bytes raw = 1; }
              repeated int32 parts = 4 [packed = true];
              extensions 100 to 200;
            }
            """);

    assertThat(facts(message(read, "Old")))
        .isEqualTo(
            "1 id string presence required, 2 rank int32 presence, 4 parts int32 many packed,"
                + " 3 item group many");
  }

  @ParameterizedTest
  @CsvSource({
    "'', shop.Order",
    "0, shop.Order",
    "1, shop.Parcel",
    "0 0, shop.Order.LinesByIdEntry",
    "0 1, shop.Order.Line",
    "0 2, shop.Order.Last",
    "2, ",
    "0 3, ",
    "-1, ",
  })
  void messageIndexesCountAsProtocDoes(String indexes, String name) {
    List<Integer> numbers =
        indexes.isEmpty()
            ? List.of()
            : List.of(indexes.split(" ")).stream().map(Integer::valueOf).toList();

    assertThat(read(ORDER).message(numbers).map(Descriptor::getFullName))
        .isEqualTo(java.util.Optional.ofNullable(name));
  }

  @Test
  void aShortNameIsEnoughWhenItIsTheOnlyOne() {
    assertThat(message(read(ORDER), "Line").getFullName()).isEqualTo("shop.Order.Line");
    assertThat(read(ORDER).message("Ordr").problems().toString())
        .contains("there is no message 'Ordr'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "message A { B b = 1; } | order.proto:2:13 | \"B\" is not defined",
        "message A { int32 b = 1; string c = 1; } | order.proto:2:26 | Field number 1 has already",
        "import 'gone.proto'; message A {} | order.proto:2:8 | 'gone.proto'",
        "message A { int32 0b = 1; } | order.proto:2:18 |",
      })
  void mistakesHaveTheirPlace(String text, String place, String says) {
    ProtobufDescriptors.Result result =
        ProtobufDescriptors.read(
            "order.proto", "syntax = \"proto3\";\n" + text.replace('\'', '"') + "\n");

    assertThat(result.descriptors()).isNull();
    assertThat(result.problems().get(0).at().toString()).isEqualTo(place);
    assertThat(result.problems().get(0).message()).contains(says == null ? "" : says);
  }

  @Test
  void importsAreLinked(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("types"));
    Files.writeString(
        root.resolve("types/money.proto"),
        "syntax = \"proto3\";\npackage shop.types;\nmessage Money { sint64 units = 1; }\n");
    Path file =
        Files.writeString(
            root.resolve("order.proto"),
            "syntax = \"proto3\";\npackage shop;\nimport \"types/money.proto\";\n"
                + "message Order { types.Money total = 1; }\n");

    ProtobufDescriptors read =
        Objects.requireNonNull(ProtobufDescriptors.read(file, root).descriptors());

    FieldDescriptor total = message(read, "shop.Order").findFieldByName("total");
    assertThat(total.getMessageType().getFullName()).isEqualTo("shop.types.Money");
    assertThat(read.message(List.of(0))).map(Descriptor::getName).hasValue("Order");
  }

  @Test
  void aDescriptorSetIsReadWithItsImportsInAnyOrder() {
    Descriptor order = message(read(ORDER), "shop.Order");
    FileDescriptorSet set =
        FileDescriptorSet.newBuilder().addFile(order.getFile().toProto()).build();

    ProtobufDescriptors again =
        Objects.requireNonNull(
            ProtobufDescriptors.readSet("order.desc", set.toByteArray()).descriptors());

    assertThat(facts(message(again, "shop.Order"))).isEqualTo(facts(order));
    assertThat(ProtobufDescriptors.readSet("x.desc", new byte[] {1, 2, 3}).problems().toString())
        .contains("this is no FileDescriptorSet");
  }
}
