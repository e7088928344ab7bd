package dev.surety.contract.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroImportTest {
  private static final NewContract AS = NewContract.named("orders", "1.0.0");

  private static Imported read(String text) {
    return AvroImport.read("order.avsc", text, AS);
  }

  private static Imported field(String type) {
    return read(
        """
        {"type": "record", "name": "Order", "namespace": "shop", "fields": [
          {"name": "f", "type": %s}
        ]}
        """
            .formatted(type));
  }

  private static String line(Imported imported) {
    assertThat(imported.problems()).isEmpty();
    return Facts.line(Facts.root(imported).properties().get(0));
  }

  private static String losses(Imported imported) {
    return imported.losses().stream()
        .map(loss -> loss.at().line() + ":" + loss.at().column() + " " + loss.what())
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"boolean\" | boolean!",
        "\"int\" | integer![format=i32]",
        "\"long\" | integer!",
        "\"float\" | number![format=f32]",
        "\"double\" | number![format=f64]",
        "\"string\" | string!",
        "\"bytes\" | string![physicalType=bytes]",
        "{\"type\": \"fixed\", \"name\": \"Hash\", \"size\": 16} | string![minLength=16, maxLength=16, physicalType=fixed(16)]",
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\", \"B\"]} | string![enum=[A, B], physicalType=shop.E]",
        "{\"type\": \"array\", \"items\": \"int\"} | array! of integer![format=i32]",
        "{\"type\": \"array\", \"items\": [\"null\", \"int\"]} | array! of integer[format=i32]",
        "{\"type\": \"map\", \"values\": \"long\"} | map! to integer!",
        "[\"null\", \"string\"] | string",
        "[\"string\", \"null\"] | string",
        "[\"string\"] | string!",
        "{\"type\": \"string\", \"logicalType\": \"uuid\"} | string![format=uuid]",
        "{\"type\": \"fixed\", \"name\": \"U\", \"size\": 16, \"logicalType\": \"uuid\"} | string![format=uuid, physicalType=fixed(16)]",
        "{\"type\": \"int\", \"logicalType\": \"date\"} | date!",
        "{\"type\": \"int\", \"logicalType\": \"time-millis\"} | time![timezone=false, physicalType=time-millis]",
        "{\"type\": \"long\", \"logicalType\": \"time-micros\"} | time![timezone=false, physicalType=time-micros]",
        "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"} | timestamp![timezone=true, physicalType=timestamp-millis]",
        "{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"} | timestamp![timezone=true, physicalType=timestamp-micros]",
        "{\"type\": \"long\", \"logicalType\": \"timestamp-nanos\"} | timestamp![timezone=true, physicalType=timestamp-nanos]",
        "{\"type\": \"long\", \"logicalType\": \"local-timestamp-millis\"} | timestamp![timezone=false, physicalType=local-timestamp-millis]",
        "{\"type\": \"bytes\", \"logicalType\": \"decimal\", \"precision\": 5, \"scale\": 2} | number![minimum=-999.99, maximum=999.99, multipleOf=0.01, physicalType='decimal(5,2)']",
        "{\"type\": \"record\", \"name\": \"R\", \"doc\": \"d\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}]} | object![physicalType=shop.R, 'd']{a: integer![format=i32]}",
      })
  void everyTypeHasItsPlace(String type, String expected) {
    Imported imported = field(type);

    assertThat(line(imported).replace("'", "")).isEqualTo(expected.replace("'", ""));
    assertThat(imported.losses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"int\", \"string\"] | any! | 2:25 union",
        "[\"null\", \"int\", \"string\"] | any | 2:25 union",
        "\"null\" | any | 2:25 null",
        "{\"type\": \"fixed\", \"name\": \"D\", \"size\": 12, \"logicalType\": \"duration\"} | string![physicalType=duration] | 2:25 logicalType duration",
        "{\"type\": \"long\", \"logicalType\": \"date\"} | integer! | 2:57 logicalType date",
        "{\"type\": \"string\", \"avro.java.string\": \"String\"} | string! | 2:64 avro.java.string",
        "\"int\", \"default\": 0 | integer![format=i32] | 2:43 default",
        "\"int\", \"aliases\": [\"g\"] | integer![format=i32] | 2:43 aliases",
        "\"int\", \"order\": \"ignore\" | integer![format=i32] | 2:41 order",
        "[\"null\", \"shop.Order\"] | any | 2:34 shop.Order",
      })
  void whatAContractCannotSayIsListedWithItsPlace(String type, String expected, String losses) {
    Imported imported = field(type);

    assertThat(line(imported)).isEqualTo(expected);
    assertThat(losses(imported)).isEqualTo(losses);
  }

  @Test
  void aTypeIsUsedAgainByItsName() {
    Imported imported =
        read(
            """
            {"type": "record", "name": "Order", "namespace": "shop", "doc": "An order.", "fields": [
              {"name": "home", "doc": "Where.", "type":
                {"type": "record", "name": "Address", "fields": [{"name": "city", "type": "string"}]}},
              {"name": "work", "type": ["null", "Address"], "default": null},
              {"name": "other", "type": {"type": "array", "items": "shop.Address"}}
            ]}
            """);

    String address = "[physicalType=shop.Address]{city: string!}";
    assertThat(imported.losses()).isEmpty();
    assertThat(Facts.line(Facts.root(imported)))
        .isEqualTo(
            "object![physicalType=shop.Order, 'An order.']{home: object![physicalType=shop.Address,"
                + " 'Where.']{city: string!}, work: object"
                + address
                + ", other: array! of object!"
                + address
                + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"strin\" | 2:25 unknown-type | write 'string'",
        "\"record\" | 2:25 unknown-type | …} here",
        "{\"items\": \"int\"} | 2:25 missing-key | ",
        "{\"type\": \"array\"} | 2:25 missing-key | ",
        "{\"type\": \"map\"} | 2:25 missing-key | ",
        "{\"type\": \"fixed\", \"name\": \"F\"} | 2:25 missing-key | ",
        "{\"type\": \"enum\", \"name\": \"E\"} | 2:25 missing-key | ",
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"a\", \"a\"]} | 2:72 duplicate-value | ",
        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"a-b\"]} | 2:67 invalid-name | ",
        "{\"type\": \"record\", \"fields\": []} | 2:25 missing-key | ",
        "{\"type\": \"record\", \"name\": \"Order\", \"fields\": []} | 2:25 duplicate-name | ",
        "{\"type\": \"record\", \"name\": \"A b\", \"fields\": []} | 2:52 invalid-name | ",
        "[\"int\", [\"null\"]] | 2:33 nested-union | ",
        "[\"int\", \"int\"] | 2:33 duplicate-type | ",
        "7 | 2:25 wrong-type | ",
        "{\"type\": {\"type\": \"string\"}} | 2:34 wrong-type | ",
      })
  void aMistakeIsShownAtItsPlace(String type, String expected, String help) {
    Imported imported = field(type);

    assertThat(imported.contract()).isNull();
    var problem = imported.problems().get(0);
    assertThat(problem.at().line() + ":" + problem.at().column() + " " + problem.code())
        .isEqualTo(expected);
    assertThat(problem.help()).contains(help == null ? "" : help.replace("write ", ""));
  }

  @Test
  void aDefaultThatDoesNotFitIsRefusedAsAvroRefusesIt() {
    assertThat(field("\"int\", \"default\": \"x\"").problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).contains("Invalid default for field f"));
  }

  @Test
  void whatIsNoRecordIsNoRecordOfAContract() {
    assertThat(read("\"string\"").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("not-a-record"));
    assertThat(read("{\"type\": ").problems()).isNotEmpty();
    assertThat(read("").problems()).isNotEmpty();
  }

  @Test
  void typesThatGrowWithoutBoundAreRefused() {
    StringBuilder text = new StringBuilder("{\"type\": \"record\", \"name\": \"R\", \"fields\": [");
    text.append(
        "{\"name\": \"l0\", \"type\": {\"type\": \"record\", \"name\": \"L0\", \"fields\": []}}");
    for (int i = 1; i <= 20; i++) {
      text.append(
          ",{\"name\": \"l%d\", \"type\": {\"type\": \"record\", \"name\": \"L%d\", \"fields\": ["
              .formatted(i, i));
      text.append(
          "{\"name\": \"a\", \"type\": \"L%d\"}, {\"name\": \"b\", \"type\": \"L%d\"}]}}"
              .formatted(i - 1, i - 1));
    }
    assertThat(read(text.append("]}").toString()).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("too-large"));
  }
}
