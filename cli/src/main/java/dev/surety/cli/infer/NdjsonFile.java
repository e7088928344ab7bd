package dev.surety.cli.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.RecordInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file with one JSON record a line. */
public final class NdjsonFile {
  private NdjsonFile() {}

  /** The first records of a file; empty lines are none. Stops at either bound. */
  public static List<RecordInput> read(Path file, int mostRecords, long mostBytes)
      throws IOException {
    List<RecordInput> records = new ArrayList<>();
    long bytes = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int next = in.read(); records.size() < mostRecords; next = in.read()) {
        if (next >= 0 && next != '\n') {
          line.write(next);
          bytes++;
        } else if (!line.toString(UTF_8).isBlank()) {
          records.add(new Line(line.toByteArray()));
          line.reset();
        }
        if (next < 0 || bytes >= mostBytes) {
          break;
        }
      }
    }
    return records;
  }

  /** A record without key and headers. */
  private static final class Line implements RecordInput {
    private final byte[] value;

    Line(byte[] value) {
      this.value = value;
    }

    @Override
    public byte @Nullable [] key() {
      return null;
    }

    @Override
    public byte[] value() {
      return value;
    }

    @Override
    public int headerCount() {
      return 0;
    }

    @Override
    public String headerName(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public byte @Nullable [] headerValue(int index) {
      throw new IndexOutOfBoundsException(index);
    }
  }
}
