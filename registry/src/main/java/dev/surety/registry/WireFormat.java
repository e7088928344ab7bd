package dev.surety.registry;

import dev.surety.registry.MessageIndexes.MalformedFrame;
import dev.surety.registry.SchemaNumber.ApicurioId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How records name the schema that they were written with: Confluent's prefixes and headers, and
 * Apicurio's. Pure functions over bytes.
 *
 * <pre>
 * prefix, version 0    00  id, 4 bytes     [message indexes]  data
 * prefix, version 1    01  GUID, 16 bytes  [message indexes]  data
 * header               __value_schema_id or __key_schema_id: either prefix, with the indexes
 * Apicurio, old        00  id, 8 bytes                        data
 * Apicurio, headers    apicurio.value.globalId, apicurio.value.contentId: 8 bytes
 * </pre>
 *
 * Numbers are big-endian. That a value begins with 00 does not prove that it is framed: plain Avro
 * may. Whoever reads asks the registry whether the id exists.
 */
public final class WireFormat {
  private static final byte ID = 0;
  private static final byte GUID = 1;
  private static final int ID_BYTES = 1 + Integer.BYTES;
  private static final int GUID_BYTES = 1 + 2 * Long.BYTES;

  private WireFormat() {}

  /** Which part of a record. */
  public enum Part {
    KEY("__key_schema_id", "apicurio.key."),
    VALUE("__value_schema_id", "apicurio.value.");

    private final String header;
    private final String apicurio;

    Part(String header, String apicurio) {
      this.header = header;
      this.apicurio = apicurio;
    }

    /** The name of Confluent's header. */
    public String header() {
      return header;
    }
  }

  /** What stands behind the number. */
  public enum Indexes {
    /** Avro, JSON. */
    NONE,
    /** Protobuf: the path to the message. */
    PROTOBUF
  }

  /** How long the number of a prefix is that begins with 00; nothing in the bytes tells. */
  public enum IdLength {
    FOUR_BYTES,
    /** Apicurio 2's own serializers. */
    EIGHT_BYTES
  }

  /**
   * What a record says of the schema of its key or value: the last header of Confluent's name, then
   * Apicurio's headers, then the prefix. A null key or value (a tombstone) is plain.
   *
   * @param lastHeader the value of the last header of a name, null for none
   */
  public static Framing read(
      byte @Nullable [] bytes,
      Function<String, byte @Nullable []> lastHeader,
      Part part,
      Indexes indexes,
      IdLength length) {
    byte[] header = lastHeader.apply(part.header);
    if (header != null) {
      return header(header, indexes);
    }
    for (ApicurioId.Kind kind : ApicurioId.Kind.values()) {
      String name = part.apicurio + (kind == ApicurioId.Kind.GLOBAL ? "globalId" : "contentId");
      byte[] number = lastHeader.apply(name);
      if (number != null) {
        return number.length == Long.BYTES
            ? framed(new ApicurioId(kind, ByteBuffer.wrap(number).getLong()))
            : new Framing.Malformed(
                "the header " + name + " has " + number.length + " bytes instead of 8");
      }
    }
    return bytes == null ? new Framing.Plain() : prefix(bytes, indexes, length);
  }

  private static Framing framed(SchemaNumber number) {
    return new Framing.Framed(number, List.of(), 0);
  }

  /** What a value of Confluent's header says; the payload has no prefix then. */
  static Framing header(byte[] header, Indexes indexes) {
    Framing framing = prefix(header, indexes, IdLength.FOUR_BYTES);
    return framing.match(
        framed ->
            framed.payloadOffset() == header.length
                ? new Framing.Framed(framed.schema(), framed.messageIndexes(), 0)
                : new Framing.Malformed("the schema header is longer than a schema's number"),
        plain -> new Framing.Malformed("the schema header holds no schema's number"),
        malformed -> malformed);
  }

  /** What the beginning of the bytes says. */
  static Framing prefix(byte[] bytes, Indexes indexes, IdLength length) {
    if (bytes.length == 0 || (bytes[0] != ID && bytes[0] != GUID)) {
      return new Framing.Plain();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    int needed = version == GUID ? 2 * Long.BYTES : idBytes(length);
    if (in.remaining() < needed) {
      return new Framing.Malformed(
          "a schema's number takes " + (1 + needed) + " bytes, but there are " + bytes.length);
    }
    SchemaNumber number = number(version, length, in);
    try {
      List<Integer> path =
          indexes == Indexes.PROTOBUF ? MessageIndexes.decode(in) : List.<Integer>of();
      return new Framing.Framed(number, path, in.position());
    } catch (MalformedFrame e) {
      return new Framing.Malformed(e.reason());
    }
  }

  private static int idBytes(IdLength length) {
    return length == IdLength.EIGHT_BYTES ? Long.BYTES : Integer.BYTES;
  }

  private static SchemaNumber number(byte version, IdLength length, ByteBuffer in) {
    if (version == GUID) {
      return new SchemaNumber.Guid(new UUID(in.getLong(), in.getLong()));
    }
    return length == IdLength.EIGHT_BYTES
        ? new ApicurioId(ApicurioId.Kind.GLOBAL, in.getLong())
        : new SchemaNumber.Id(in.getInt());
  }

  /** A framed Avro or JSON value. */
  public static byte[] frame(int id, byte[] data) {
    return ByteBuffer.allocate(ID_BYTES + data.length).put(ID).putInt(id).put(data).array();
  }

  /** A framed Protobuf value. */
  public static byte[] frame(int id, List<Integer> messageIndexes, byte[] data) {
    byte[] path = MessageIndexes.encode(messageIndexes);
    return ByteBuffer.allocate(ID_BYTES + path.length + data.length)
        .put(ID)
        .putInt(id)
        .put(path)
        .put(data)
        .array();
  }

  /** The value of Confluent's header for Avro and JSON. */
  public static byte[] header(UUID guid) {
    return ByteBuffer.allocate(GUID_BYTES)
        .put(GUID)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  /** The value of Confluent's header for Protobuf. */
  public static byte[] header(UUID guid, List<Integer> messageIndexes) {
    byte[] path = MessageIndexes.encode(messageIndexes);
    return ByteBuffer.allocate(GUID_BYTES + path.length).put(header(guid)).put(path).array();
  }
}
