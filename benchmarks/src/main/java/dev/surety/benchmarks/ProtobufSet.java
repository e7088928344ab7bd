package dev.surety.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.ProtobufDescriptors;
import dev.surety.contract.convert.ProtobufExport;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of a set of JSON as messages of what their contract is exported to. Where that cannot
 * say the same (a number as text, an array of arrays), the field is left out; only records that
 * keep their contract as messages are used.
 *
 * @param proto file of the exported message
 * @param records file of messages
 */
record ProtobufSet(String name, Path contract, Path proto, Path records) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static ProtobufSet of(ValidationSet set, Path directory) throws IOException {
    ExportSource source = requireNonNull(ExportSource.read(set.contract()).source(), "source");
    Path proto = directory.resolve(set.name() + ".proto");
    Files.writeString(
        proto, ProtobufExport.write(source, List.of(source.objects().get(0))).text(), UTF_8);
    Descriptor type = message(proto);
    Predicate<byte[]> judge = OurProtobufVariant.judge(set.contract(), type);
    List<byte[]> messages = new ArrayList<>();
    for (byte[] json :
        Rounds.records(requireNonNull(set.records().get(ValidationSet.Style.COMPACT)))) {
      byte[] message = write(type, MAPPER.readTree(json)).toByteArray();
      if (judge.test(message)) {
        messages.add(message);
      }
    }
    if (messages.isEmpty()) {
      throw new IllegalStateException("no record of " + set.name() + " keeps its contract");
    }
    Path records = directory.resolve(set.name() + ".protobuf");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(records))) {
      out.writeInt(messages.size());
      for (byte[] message : messages) {
        out.writeInt(message.length);
        out.write(message);
      }
    }
    return new ProtobufSet(set.name() + "-protobuf", set.contract(), proto, records);
  }

  /** The first message of a file. */
  static Descriptor message(Path proto) {
    ProtobufDescriptors.Result read =
        ProtobufDescriptors.read(
            proto, requireNonNull(proto.toAbsolutePath().getParent(), "directory"));
    ProtobufDescriptors descriptors = read.descriptors();
    if (descriptors == null) {
      throw new IllegalStateException(proto + ": " + read.problems());
    }
    return descriptors.message(List.of()).orElseThrow();
  }

  private static DynamicMessage write(Descriptor type, JsonNode object) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      JsonNode value = object.get(field.getName());
      if (value == null || value.isNull()) {
        continue;
      }
      if (field.isMapField()) {
        value
            .properties()
            .forEach(
                entry ->
                    message.addRepeatedField(
                        field, entry(field, entry.getKey(), entry.getValue())));
      } else if (field.isRepeated()) {
        value.forEach(
            item -> {
              Object each = value(field, item);
              if (each != null) {
                message.addRepeatedField(field, each);
              }
            });
      } else {
        Object single = value(field, value);
        if (single != null) {
          message.setField(field, single);
        }
      }
    }
    return message.buildPartial();
  }

  private static DynamicMessage entry(FieldDescriptor field, String key, JsonNode value) {
    FieldDescriptor values = field.getMessageType().findFieldByNumber(2);
    DynamicMessage.Builder entry = DynamicMessage.newBuilder(field.getMessageType());
    entry.setField(field.getMessageType().findFieldByNumber(1), key);
    Object written = value(values, value);
    return written == null ? entry.build() : entry.setField(values, written).build();
  }

  private static @Nullable Object value(FieldDescriptor field, JsonNode value) {
    return switch (field.getJavaType()) {
      case STRING -> value.isTextual() ? value.textValue() : null;
      case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(value.textValue()));
      case BOOLEAN -> value.booleanValue();
      case INT -> value.intValue();
      case LONG -> value.longValue();
      case FLOAT -> value.floatValue();
      case DOUBLE -> value.doubleValue();
      case ENUM -> symbol(field, value.textValue());
      case MESSAGE -> message(field.getMessageType(), value);
    };
  }

  private static @Nullable EnumValueDescriptor symbol(FieldDescriptor field, String name) {
    return field.getEnumType().findValueByName(name);
  }

  private static @Nullable DynamicMessage message(Descriptor type, JsonNode value) {
    if (type.getFullName().equals("google.protobuf.Timestamp")) {
      var instant = OffsetDateTime.parse(value.textValue()).toInstant();
      return DynamicMessage.newBuilder(type)
          .setField(type.findFieldByNumber(1), instant.getEpochSecond())
          .setField(type.findFieldByNumber(2), instant.getNano())
          .build();
    }
    return value.isObject() ? write(type, value) : null;
  }
}
