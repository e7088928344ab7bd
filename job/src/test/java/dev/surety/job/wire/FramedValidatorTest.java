package dev.surety.job.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.surety.contract.ContractReader;
import dev.surety.job.source.RawRecord;
import dev.surety.job.wire.FramedValidator.Unframed;
import dev.surety.registry.RegistrySettings;
import dev.surety.registry.SchemaRegistry;
import dev.surety.registry.WireFormat;
import dev.surety.registry.WireFormat.IdLength;
import dev.surety.validation.CompiledContract;
import dev.surety.validation.Limits;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that gives out schemas, loses its power and gets it back. */
class FramedValidatorTest {
  private static final UUID GUID = new UUID(3, 4);
  private static final String AVRO =
      "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}";
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: orders
      version: 1.0.0
      status: active
      schema:
        - name: order
          physicalName: orders
          properties:
            - {name: id, logicalType: string, required: true, logicalTypeOptions: {maxLength: 3}}
      """;

  private final Map<String, String> schemas = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean powered = true;
  private HttpServer server;
  private FramedValidator validator;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          String schema = schemas.get(exchange.getRequestURI().getPath());
          String body =
              schema == null ? "{\"error_code\":40403,\"message\":\"no schema\"}" : schema;
          int status = !powered ? 503 : schema == null ? 404 : 200;
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String avro = "{\"schema\":\"" + AVRO.replace("\"", "\\\"") + "\"}";
    schemas.put("/schemas/ids/7", avro);
    schemas.put("/schemas/guids/" + GUID, avro);
    schemas.put("/schemas/ids/8", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    validator = validator(Unframed.JSON);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private FramedValidator validator(Unframed unframed) {
    CompiledContract contract =
        requireNonNull(
            CompiledContract.compile(
                    requireNonNull(ContractReader.read("c.yaml", CONTRACT).contract()),
                    "orders",
                    Limits.DEFAULT)
                .contract());
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    RegistrySettings settings =
        RegistrySettings.of(url).withPatience(Duration.ofSeconds(5), 1, Duration.ZERO);
    return new FramedValidator(
        contract, new SchemaRegistry(settings), unframed, IdLength.FOUR_BYTES);
  }

  private static byte[] avro(String id) throws IOException {
    Schema schema = new Schema.Parser().parse(AVRO);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    GenericRecord order = new GenericRecordBuilder(schema).set("id", id).build();
    new GenericDatumWriter<GenericRecord>(schema).write(order, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] json(String id) {
    return ("{\"id\":\"" + id + "\"}").getBytes(UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> consumed(byte[] value) {
    return new ConsumerRecord<>("orders", 0, 0, new byte[] {1}, value);
  }

  private String verdict(byte[] value) {
    return text(validator.validate(RawRecord.of(consumed(value))));
  }

  private String withHeader(byte[] value, String name, byte[] header) {
    ConsumerRecord<byte[], byte[]> consumed = consumed(value);
    consumed.headers().add(name, header);
    return text(validator.validate(RawRecord.of(consumed)));
  }

  private static String text(Verdict verdict) {
    return verdict.match(
        accepted -> "accepted",
        rejected -> rejected.violations().stream().map(Violation::code).toList().toString(),
        undecided -> "undecided: " + undecided.reason());
  }

  @Test
  void theSchemaThatIsNamedSaysHowTheValueIsRead() throws IOException {
    assertThat(verdict(WireFormat.frame(7, avro("abc")))).isEqualTo("accepted");
    assertThat(verdict(WireFormat.frame(7, avro("abcd")))).isEqualTo("[too_long]");
    assertThat(verdict(WireFormat.frame(8, json("abc")))).isEqualTo("accepted");
    assertThat(verdict(WireFormat.frame(8, json("abcd")))).isEqualTo("[too_long]");
    assertThat(verdict(json("abc"))).isEqualTo("accepted");
    assertThat(asked).hasValue(2);
  }

  @Test
  void headersNameTheSchemaOfABareValue() throws IOException {
    byte[] contentId = ByteBuffer.allocate(8).putLong(7).array();

    assertThat(withHeader(avro("abcd"), "__value_schema_id", WireFormat.header(GUID)))
        .isEqualTo("[too_long]");
    assertThat(withHeader(avro("abc"), "apicurio.value.contentId", contentId))
        .isEqualTo("accepted");
    assertThat(withHeader(avro("abc"), "apicurio.value.contentId", new byte[] {7}))
        .isEqualTo("[frame_malformed]");
  }

  @Test
  void aNumberThatWasNeverGivenOutIsAViolation() {
    assertThat(verdict(WireFormat.frame(9, json("abc")))).isEqualTo("[schema_unknown]");
    assertThat(verdict(new byte[] {0, 0, 7})).isEqualTo("[frame_malformed]");
  }

  @Test
  void whereASchemaIsAskedForAValueWithoutOneIsAViolation() {
    validator = validator(Unframed.REFUSED);

    assertThat(verdict(json("abc"))).isEqualTo("[schema_not_named]");
    assertThat(verdict(WireFormat.frame(8, json("abc")))).isEqualTo("accepted");
  }

  @Test
  void anOutageNeverMakesARecordInvalid() throws IOException {
    assertThat(verdict(WireFormat.frame(7, avro("abc")))).isEqualTo("accepted");

    powered = false;

    assertThat(verdict(WireFormat.frame(7, avro("abcd")))).isEqualTo("[too_long]");
    assertThat(verdict(WireFormat.frame(8, json("abc"))))
        .startsWith("undecided: schema 8 cannot be had now: ");
    assertThat(verdict(WireFormat.frame(9, json("abc")))).startsWith("undecided: schema 9 ");

    powered = true;

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(verdict(WireFormat.frame(8, json("abc")))).isEqualTo("accepted"));
  }
}
