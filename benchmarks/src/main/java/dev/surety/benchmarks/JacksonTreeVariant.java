package dev.surety.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** {@code JacksonTreeVariant SCHEMA RECORDS}: Jackson 2 makes a tree, and nobody looks at it. */
final class JacksonTreeVariant {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JacksonTreeVariant() {}

  public static void main(String[] arguments) throws IOException {
    Rounds.run(Rounds.records(Path.of(arguments[1])), JacksonTreeVariant::read);
  }

  private static int read(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes).isObject() ? 1 : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
