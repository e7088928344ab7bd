package dev.surety.job.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.surety.quarantine.format.AddedHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link RawRecord} between operators that are not chained. Records are immutable, so
 * copying returns the record itself.
 */
public final class RawRecordSerializer extends TypeSerializerSingleton<RawRecord> {
  /** The only instance that is needed. */
  public static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int NONE = -1;
  private static final RawRecord EMPTY =
      new RawRecord("", 0, 0, -1, null, null, new RecordHeaders(), null);

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public RawRecord createInstance() {
    return EMPTY;
  }

  @Override
  public RawRecord copy(RawRecord from) {
    return from;
  }

  @Override
  public RawRecord copy(RawRecord from, RawRecord reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(RawRecord record, DataOutputView out) throws IOException {
    out.writeUTF(record.topic());
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeLong(record.timestamp());
    writeBytes(record.key(), out);
    writeBytes(record.value(), out);
    Header[] headers = record.headers().toArray();
    out.writeInt(headers.length);
    for (Header header : headers) {
      writeName(header.key(), out);
      writeBytes(header.value(), out);
    }
    List<AddedHeader> added = record.quarantineHeaders();
    out.writeInt(added == null ? NONE : added.size());
    if (added != null) {
      for (AddedHeader header : added) {
        writeName(header.name(), out);
        writeBytes(header.value(), out);
      }
    }
  }

  @Override
  public RawRecord deserialize(DataInputView in) throws IOException {
    String topic = in.readUTF();
    int partition = in.readInt();
    long offset = in.readLong();
    long timestamp = in.readLong();
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    RecordHeaders headers = new RecordHeaders();
    for (int remaining = in.readInt(); remaining > 0; remaining--) {
      headers.add(readName(in), readBytes(in));
    }
    return new RawRecord(
        topic, partition, offset, timestamp, key, value, headers, readAddedHeaders(in));
  }

  @Override
  public RawRecord deserialize(RawRecord reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  private static @Nullable List<AddedHeader> readAddedHeaders(DataInputView in) throws IOException {
    int count = in.readInt();
    if (count == NONE) {
      return null;
    }
    List<AddedHeader> added = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = readName(in);
      byte[] value = readBytes(in);
      added.add(new AddedHeader(name, requireNonNull(value, "an added header has a value")));
    }
    return added;
  }

  /** Kafka sets no bound on the length of a header's name; writeUTF() would. */
  private static void writeName(String name, DataOutputView out) throws IOException {
    writeBytes(name.getBytes(UTF_8), out);
  }

  private static String readName(DataInputView in) throws IOException {
    return new String(requireNonNull(readBytes(in), "a header has a name"), UTF_8);
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(NONE);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == NONE) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Flink reads this class back from savepoints by its name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawRecord> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
