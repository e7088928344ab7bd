package dev.surety.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** {@code JacksonTokensVariant SCHEMA RECORDS}: Jackson 2 reads all tokens, and does nothing. */
final class JacksonTokensVariant {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JacksonTokensVariant() {}

  public static void main(String[] arguments) throws IOException {
    Rounds.run(Rounds.records(Path.of(arguments[1])), JacksonTokensVariant::read);
  }

  private static int read(byte[] bytes) {
    int tokens = 0;
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return tokens > 0 ? 1 : 0;
  }
}
