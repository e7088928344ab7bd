package dev.surety.cli.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A directory that files are rendered into, time and again. A list of what was written, with
 * digests, lies beside them ({@value #LIST}): a file that is not in it, or was changed since, is
 * somebody else's work.
 */
public final class RenderedDirectory {
  static final String LIST = ".surety-rendered";
  private static final String SEPARATOR = "  ";

  private final Path dir;

  private RenderedDirectory(Path dir) {
    this.dir = dir;
  }

  /** The directory, which need not be there yet. */
  public static RenderedDirectory at(Path dir) {
    return new RenderedDirectory(dir);
  }

  /**
   * Files that are there and are not what was rendered here last, so that writing would lose them.
   */
  public List<String> foreign(Map<String, String> files) throws IOException {
    Map<String, String> written = readList();
    List<String> foreign = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = dir.resolve(file.getKey());
      if (!Files.exists(path)) {
        continue;
      }
      String digest = digest(Files.readAllBytes(path));
      boolean ours = digest.equals(written.get(file.getKey()));
      boolean same = digest.equals(digest(file.getValue().getBytes(UTF_8)));
      if (!ours && !same) {
        foreign.add(file.getKey());
      }
    }
    return foreign;
  }

  /** Writes all files, over whatever is there, and the list of them. */
  public void write(Map<String, String> files) throws IOException {
    SortedMap<String, String> written = readList();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = dir.resolve(file.getKey());
      byte[] content = file.getValue().getBytes(UTF_8);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      written.put(file.getKey(), digest(content));
    }
    StringBuilder list = new StringBuilder();
    written.forEach(
        (name, digest) -> list.append(digest).append(SEPARATOR).append(name).append('\n'));
    Files.writeString(dir.resolve(LIST), list);
  }

  /** Name → digest, in the form of {@code sha256sum}. */
  private SortedMap<String, String> readList() throws IOException {
    SortedMap<String, String> written = new TreeMap<>();
    Path list = dir.resolve(LIST);
    if (Files.exists(list)) {
      for (String line : Files.readAllLines(list, UTF_8)) {
        int at = line.indexOf(SEPARATOR);
        if (at > 0) {
          written.put(line.substring(at + SEPARATOR.length()), line.substring(0, at));
        }
      }
    }
    return written;
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
