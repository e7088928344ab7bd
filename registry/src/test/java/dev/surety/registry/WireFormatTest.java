package dev.surety.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.registry.WireFormat.IdLength;
import dev.surety.registry.WireFormat.Indexes;
import dev.surety.registry.WireFormat.Part;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
  private static final UUID GUID = UUID.fromString("89791762-2336-186f-9674-299b90a802e2");
  private static final String GUID_HEX = "897917622336186f9674299b90a802e2";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Framing read(
      @Nullable String value, Map<String, String> headers, Indexes indexes) {
    return WireFormat.read(
        value == null ? null : bytes(value),
        name -> headers.containsKey(name) ? bytes(String.valueOf(headers.get(name))) : null,
        Part.VALUE,
        indexes,
        IdLength.FOUR_BYTES);
  }

  /** What Confluent's and Kafka's own code writes. */
  @ParameterizedTest
  @CsvSource({"0,00", "1,0202", "'1,0',040200", "'0,0',040000", "64,028001", "'2,300',0404d804"})
  void messageIndexesAreZigzagVarints(String indexes, String expected) {
    List<Integer> path = List.of(indexes.split(",")).stream().map(Integer::valueOf).toList();
    byte[] framed = WireFormat.frame(7, path, new byte[] {9});
    assertThat(hex(framed)).isEqualTo("0000000007" + expected + "09");
    assertThat(WireFormat.prefix(framed, Indexes.PROTOBUF, IdLength.FOUR_BYTES))
        .isEqualTo(new Framing.Framed(new SchemaNumber.Id(7), path, framed.length - 1));
  }

  @Test
  void anAvroValueHasItsIdInFront() {
    byte[] framed = WireFormat.frame(1, bytes("0a0b"));
    assertThat(hex(framed)).isEqualTo("00000000010a0b");
    assertThat(WireFormat.prefix(framed, Indexes.NONE, IdLength.FOUR_BYTES))
        .isEqualTo(new Framing.Framed(new SchemaNumber.Id(1), List.of(), 5));
  }

  @Test
  void theSecondPrefixHoldsAGuid() {
    assertThat(read("01" + GUID_HEX + "0a", Map.of(), Indexes.NONE))
        .isEqualTo(new Framing.Framed(new SchemaNumber.Guid(GUID), List.of(), 17));
  }

  @Test
  void aHeaderComesBeforeThePrefixAndLeavesTheValueBare() {
    assertThat(hex(WireFormat.header(GUID))).isEqualTo("01" + GUID_HEX);
    assertThat(hex(WireFormat.header(GUID, List.of(1, 0)))).isEqualTo("01" + GUID_HEX + "040200");
    Map<String, String> headers = Map.of("__value_schema_id", "01" + GUID_HEX);
    assertThat(read("00000000017b7d", headers, Indexes.NONE))
        .isEqualTo(new Framing.Framed(new SchemaNumber.Guid(GUID), List.of(), 0));
    assertThat(
            read("0a", Map.of("__value_schema_id", "01" + GUID_HEX + "040200"), Indexes.PROTOBUF))
        .isEqualTo(new Framing.Framed(new SchemaNumber.Guid(GUID), List.of(1, 0), 0));
    // A reader takes the older prefix in a header too.
    assertThat(read("0a", Map.of("__value_schema_id", "0000000003"), Indexes.NONE))
        .isEqualTo(new Framing.Framed(new SchemaNumber.Id(3), List.of(), 0));
  }

  @Test
  void theHeaderOfTheKeyIsNotThatOfTheValue() {
    Map<String, String> headers = Map.of("__key_schema_id", "01" + GUID_HEX);
    assertThat(read("7b7d", headers, Indexes.NONE)).isEqualTo(new Framing.Plain());
  }

  @Test
  void apicurioHasItsOwnHeadersAndALongerPrefix() {
    assertThat(read("7b", Map.of("apicurio.value.globalId", "0000000000000102"), Indexes.NONE))
        .isEqualTo(
            new Framing.Framed(
                new SchemaNumber.ApicurioId(SchemaNumber.ApicurioId.Kind.GLOBAL, 258),
                List.of(),
                0));
    assertThat(read("7b", Map.of("apicurio.value.contentId", "0000000000000005"), Indexes.NONE))
        .isEqualTo(
            new Framing.Framed(
                new SchemaNumber.ApicurioId(SchemaNumber.ApicurioId.Kind.CONTENT, 5),
                List.of(),
                0));
    assertThat(
            WireFormat.prefix(bytes("00 0000000000000102 0a"), Indexes.NONE, IdLength.EIGHT_BYTES))
        .isEqualTo(
            new Framing.Framed(
                new SchemaNumber.ApicurioId(SchemaNumber.ApicurioId.Kind.GLOBAL, 258),
                List.of(),
                9));
  }

  @Test
  void aTombstoneAndUnframedBytesArePlain() {
    assertThat(read(null, Map.of(), Indexes.NONE)).isEqualTo(new Framing.Plain());
    assertThat(read("", Map.of(), Indexes.NONE)).isEqualTo(new Framing.Plain());
    assertThat(read("7b7d", Map.of(), Indexes.NONE)).isEqualTo(new Framing.Plain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00", // no id
        "00000001", // half an id
        "01" + "897917622336186f", // half a GUID
        "0000000001", // no message index
        "000000000102", // one announced, none there
        "000000000101", // minus one of them
        "0000000001ffffffffff7f", // longer than any int
        "000000000182020000", // 129 of them
        "00000000010201" // a negative index
      })
  void whatIsCutOffOrImpossibleIsMalformed(String value) {
    assertThat(read(value, Map.of(), Indexes.PROTOBUF)).isInstanceOf(Framing.Malformed.class);
  }

  @Test
  void aHeaderThatHoldsSomethingElseIsMalformed() {
    for (String header : List.of("", "7b7d", "0000000003ff", "01" + GUID_HEX + "00")) {
      assertThat(read("7b7d", Map.of("__value_schema_id", header), Indexes.NONE))
          .isInstanceOf(Framing.Malformed.class);
    }
    assertThat(read("7b", Map.of("apicurio.value.globalId", "0102"), Indexes.NONE))
        .isInstanceOf(Framing.Malformed.class);
  }

  @Test
  void noBytesMakeItFail() {
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] value = new byte[random.nextInt(24)];
      random.nextBytes(value);
      if (value.length > 0) {
        value[0] = (byte) random.nextInt(3);
      }
      Framing framing = WireFormat.prefix(value, Indexes.PROTOBUF, IdLength.FOUR_BYTES);
      int offset = framing.match(Framing.Framed::payloadOffset, plain -> 0, malformed -> 0);
      assertThat(offset).isBetween(0, value.length);
    }
  }

  @Test
  void whatCannotBeWrittenIsRefused() {
    assertThatThrownBy(() -> WireFormat.frame(1, List.of(), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WireFormat.frame(1, List.of(-1), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
