package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a YAML file strictly and safely: one document of YAML 1.2, UTF-8, without duplicate keys,
 * tags and merge keys, and within the bounds below. What is wrong is reported, never thrown.
 */
public final class YamlReader {
  /** Greatest size of a file, in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  /** Greatest nesting of mappings and lists. */
  public static final int MAX_DEPTH = 64;

  /** Greatest number of values, where an alias counts as all the values that it stands for. */
  public static final int MAX_NODES = 200_000;

  private YamlReader() {}

  /** Reads a file; empty exactly when that was not possible. */
  public static Optional<YamlNode> read(Path path, Problems problems) {
    return readText(path, problems).flatMap(text -> read(path.toString(), text, problems));
  }

  /** The text of a file; empty exactly when it cannot be had. */
  public static Optional<String> readText(Path path, Problems problems) {
    String file = path.toString();
    byte[] bytes = readBytes(path, file, problems);
    return bytes == null ? Optional.empty() : Optional.ofNullable(decode(file, bytes, problems));
  }

  /** Reads a text; {@code file} names it in positions. Empty exactly when that was not possible. */
  public static Optional<YamlNode> read(String file, String text, Problems problems) {
    return source(file, text, problems)
        .flatMap(source -> new YamlTree(source, null, problems).read());
  }

  /** A tree, and how it is written. */
  record Written(YamlNode root, Source source, Layout layout) {}

  static Optional<Written> readWritten(String file, String text, Problems problems) {
    Layout layout = new Layout();
    return source(file, text, problems)
        .flatMap(
            source ->
                new YamlTree(source, layout, problems)
                    .read()
                    .map(root -> new Written(root, source, layout)));
  }

  /** The text by lines; empty when it cannot be YAML. */
  private static Optional<Source> source(String file, String text, Problems problems) {
    if (text.length() > MAX_BYTES) {
      tooLarge(file, problems);
      return Optional.empty();
    }
    Source source = new Source(file, text);
    problems.register(source);
    return hasForbiddenCharacter(source, problems) ? Optional.empty() : Optional.of(source);
  }

  private static byte @Nullable [] readBytes(Path path, String file, Problems problems) {
    Position start = new Position(file, 1, 1);
    try {
      if (Files.isDirectory(path)) {
        problems.error("file-unreadable", start, "this is a directory, not a file");
        return null;
      }
      if (Files.size(path) > MAX_BYTES) {
        tooLarge(file, problems);
        return null;
      }
      // The size of a pipe is not known before it has been read.
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length <= MAX_BYTES) {
          return bytes;
        }
        tooLarge(file, problems);
      }
    } catch (NoSuchFileException e) {
      problems.error("file-not-found", start, "there is no such file");
    } catch (AccessDeniedException e) {
      problems.error("file-unreadable", start, "permission to read the file is denied");
    } catch (IOException e) {
      problems.error("file-unreadable", start, "the file cannot be read: " + e.getMessage());
    }
    return null;
  }

  private static void tooLarge(String file, Problems problems) {
    problems.error(
        "file-too-large",
        new Position(file, 1, 1),
        "the file is larger than " + (MAX_BYTES >> 20) + " MiB");
  }

  private static @Nullable String decode(String file, byte[] bytes, Problems problems) {
    Position start = new Position(file, 1, 1);
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      String help = "save it as UTF-8 without a byte order mark";
      problems.error("encoding", start, "the file is UTF-16, not UTF-8", help);
      return null;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (!result.isError()) {
      return text;
    }
    Source source = new Source(file, text);
    problems.register(source);
    String found = String.format("0x%02X", bytes[in.position()]);
    problems.error(
        "encoding",
        source.position(text.length()),
        "the file is not UTF-8: byte " + found + " cannot stand here",
        "save it as UTF-8");
    return null;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static boolean hasForbiddenCharacter(Source source, Problems problems) {
    String text = source.text();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == 0xFEFF) {
        String help = "save the file as UTF-8 without a byte order mark";
        problems.error("encoding", source.position(i), "a byte order mark cannot stand here", help);
        return true;
      }
      if (!StreamReader.isPrintable(c)) {
        String name = String.format("U+%04X", c);
        problems.error(
            "control-character",
            source.position(i),
            "the character " + name + " cannot stand in a YAML file",
            "remove it, or write it as an escape in double quotes");
        return true;
      }
      i += Character.charCount(c);
    }
    return false;
  }
}
