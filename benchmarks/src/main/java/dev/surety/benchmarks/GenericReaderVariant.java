package dev.surety.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@code GenericReaderVariant SCHEMA RECORDS}: Avro's own reader fills a record, which is used
 * again for the next, and nobody looks at it.
 */
final class GenericReaderVariant {
  private final GenericDatumReader<GenericRecord> reader;
  private @Nullable GenericRecord record;
  private @Nullable BinaryDecoder decoder;

  private GenericReaderVariant(Schema schema) {
    reader = new GenericDatumReader<>(schema);
  }

  public static void main(String[] arguments) throws IOException {
    Schema schema = new Schema.Parser().parse(Path.of(arguments[0]).toFile());
    GenericReaderVariant variant = new GenericReaderVariant(schema);
    Rounds.run(Rounds.records(Path.of(arguments[1])), variant::read);
  }

  private int read(byte[] bytes) {
    try {
      decoder = DecoderFactory.get().binaryDecoder(bytes, decoder);
      record = reader.read(record, decoder);
      return 1;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
