package dev.surety.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.AvroBlock;
import dev.surety.validation.Limits;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * The records of an Avro container file as bytes, by the schema in its header. No more than one
 * block is held in memory, and none of more than {@link #MAX_BLOCK} bytes.
 *
 * <p>Avro's own reader takes a block's length from the file and allocates it. So the blocks are
 * taken apart here, and it sees a file of one block at a time, to decompress it.
 */
public final class AvroFile implements RecordSource {
  static final int MAX_BLOCK = 64 << 20;
  private static final int MAX_HEADER = 16 << 20;
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC = 16;

  /** Those whose libraries are here. */
  private static final Set<String> CODECS = Set.of("null", "deflate", "snappy", "zstandard");

  private final InputStream in;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private final Schema schema;
  private final AvroBlock records;
  private byte[] sync = {};
  private byte[] block = {};
  private int at;
  private long left;
  private long read;
  private String codec = "null";

  /** Whether a stream, which supports marks, begins as such a file does. */
  public static boolean isAt(BufferedInputStream in) throws IOException {
    in.mark(MAGIC.length);
    byte[] first = in.readNBytes(MAGIC.length);
    in.reset();
    return Arrays.equals(first, MAGIC);
  }

  /** Reads the header. */
  public static AvroFile open(InputStream in, Limits limits) throws IOException, Unreadable {
    try {
      return new AvroFile(in, limits);
    } catch (EOFException e) {
      throw new Unreadable("the header of the Avro file is truncated");
    }
  }

  private AvroFile(InputStream in, Limits limits) throws IOException, Unreadable {
    this.in = in;
    header.writeBytes(take(MAGIC.length));
    this.schema = metadata();
    this.sync = take(SYNC);
    header.writeBytes(sync);
    this.records = new AvroBlock(schema, limits);
  }

  /** The schema that the records were written with. */
  public Schema schema() {
    return schema;
  }

  private Schema metadata() throws IOException, Unreadable {
    @Nullable Schema found = null;
    for (long count = number(header); count != 0; count = number(header)) {
      if (count < 0) {
        number(header);
      }
      for (long i = Math.abs(count); i > 0; i--) {
        String key = new String(text(), UTF_8);
        byte[] value = text();
        if (key.equals("avro.schema")) {
          found = parse(new String(value, UTF_8));
        } else if (key.equals("avro.codec")) {
          codec = new String(value, UTF_8);
        }
      }
    }
    if (!CODECS.contains(codec)) {
      throw new Unreadable("the Avro file is compressed with a codec that is not known: " + codec);
    }
    if (found == null) {
      throw new Unreadable("the header of the Avro file has no schema");
    }
    return found;
  }

  private static Schema parse(String text) throws Unreadable {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw new Unreadable("the schema in the header of the Avro file is none: " + e.getMessage());
    }
  }

  private byte[] text() throws IOException, Unreadable {
    long length = number(header);
    if (length < 0 || length > MAX_HEADER - header.size()) {
      throw new Unreadable("the header of the Avro file is too long, or damaged");
    }
    byte[] text = take((int) length);
    header.writeBytes(text);
    return text;
  }

  private byte[] take(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    read += bytes.length;
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private long number(ByteArrayOutputStream copy) throws IOException, Unreadable {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = take(1)[0];
      copy.write(next);
      bits |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new Unreadable("the Avro file is damaged: a number has more than 64 bits");
  }

  @Override
  public byte @Nullable [] next() throws IOException, Unreadable {
    while (left == 0) {
      if (at < block.length) {
        throw new Unreadable("the Avro file is damaged: a block is longer than its records");
      }
      if (!nextBlock()) {
        return null;
      }
    }
    left--;
    int end = records.end(at);
    int from = at;
    if (end < 0) {
      // Where the next record begins nobody can tell: the rest of the block is one bad record.
      end = block.length;
      left = 0;
    }
    at = end;
    return Arrays.copyOfRange(block, from, end);
  }

  private boolean nextBlock() throws IOException, Unreadable {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      in.mark(1);
      if (in.read() < 0) {
        return false;
      }
      in.reset();
      header.writeTo(file);
      left = number(file);
      long size = number(file);
      if (left < 0 || size < 0 || size > MAX_BLOCK) {
        throw new Unreadable("the Avro file has a block of " + size + " bytes, or is damaged");
      }
      file.writeBytes(take((int) size));
      byte[] end = take(SYNC);
      if (!Arrays.equals(end, sync)) {
        throw new Unreadable("the Avro file is damaged: a block does not end with its marker");
      }
      file.writeBytes(end);
    } catch (EOFException e) {
      throw new Unreadable("the Avro file is truncated");
    }
    block = decompressed(file.toByteArray());
    at = 0;
    records.load(block);
    return true;
  }

  private byte[] decompressed(byte[] file) throws IOException, Unreadable {
    try (DataFileStream<Object> one =
        new DataFileStream<>(new ByteArrayInputStream(file), new GenericDatumReader<>(schema))) {
      ByteBuffer bytes = one.nextBlock();
      return Arrays.copyOfRange(
          bytes.array(),
          bytes.arrayOffset() + bytes.position(),
          bytes.arrayOffset() + bytes.limit());
    } catch (AvroRuntimeException e) {
      throw new Unreadable("a block of the Avro file cannot be decompressed: " + e.getMessage());
    }
  }

  @Override
  public boolean isTooLong() {
    return false;
  }

  @Override
  public boolean isBlank() {
    return false;
  }

  @Override
  public long bytesRead() {
    return read;
  }
}
