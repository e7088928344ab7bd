package dev.surety.validation.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Set;

/**
 * Protobuf's own JSON form of a message, with whole numbers of 64 bits as numbers: Protobuf writes
 * them as texts, for JavaScript.
 */
final class ProtobufJson {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Set<FieldDescriptor.Type> WIDE =
      Set.of(
          FieldDescriptor.Type.INT64,
          FieldDescriptor.Type.UINT64,
          FieldDescriptor.Type.SINT64,
          FieldDescriptor.Type.FIXED64,
          FieldDescriptor.Type.SFIXED64);

  private ProtobufJson() {}

  static byte[] write(Descriptor type, byte[] bytes) throws InvalidProtocolBufferException {
    String text = PRINTER.print(DynamicMessage.parseFrom(type, bytes));
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        unquote(type, object);
      }
      return MAPPER.writeValueAsString(node).getBytes(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unquote(Descriptor type, ObjectNode object) {
    for (FieldDescriptor field : type.getFields()) {
      JsonNode value = object.get(field.getName());
      if (value == null) {
        continue;
      }
      if (field.isMapField() && value instanceof ObjectNode map) {
        FieldDescriptor inner = field.getMessageType().findFieldByNumber(2);
        map.properties().forEach(entry -> entry.setValue(unquoted(inner, entry.getValue())));
      } else if (value instanceof ArrayNode list && field.isRepeated()) {
        for (int i = 0; i < list.size(); i++) {
          list.set(i, unquoted(field, list.get(i)));
        }
      } else {
        object.set(field.getName(), unquoted(field, value));
      }
    }
  }

  private static JsonNode unquoted(FieldDescriptor field, JsonNode value) {
    if (WIDE.contains(field.getType()) && value.isTextual()) {
      return MAPPER.getNodeFactory().numberNode(new BigInteger(value.textValue()));
    }
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && value instanceof ObjectNode object
        && !field.getMessageType().getFullName().startsWith("google.protobuf.")) {
      unquote(field.getMessageType(), object);
    }
    return value;
  }
}
