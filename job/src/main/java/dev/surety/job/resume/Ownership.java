package dev.surety.job.resume;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Which cluster and topics a pipeline's state belongs to. Offsets of one topic mean nothing in
 * another, also when it has the same name: a topic that was deleted and made again has another id.
 */
public final class Ownership {
  private final Map<String, String> facts;

  /** Facts by name, such as the cluster's id and each topic's. */
  public Ownership(Map<String, String> facts) {
    this.facts = new TreeMap<>(facts);
  }

  /**
   * Claims a directory's state for these facts.
   *
   * @throws OperationException when the directory's state belongs to others
   */
  public void claim(RunDirectory directory) {
    Path file = directory.belongsTo();
    try {
      if (Files.exists(file)) {
        refuseOthers(directory, read(file));
      } else {
        write(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write " + file, e);
    }
  }

  private void refuseOthers(RunDirectory directory, Map<String, String> recorded) {
    StringJoiner differences = new StringJoiner("; ");
    facts.forEach(
        (name, now) -> {
          String then = recorded.getOrDefault(name, "(none)");
          if (!then.equals(now)) {
            differences.add(name + " was " + then + " and is " + now);
          }
        });
    if (differences.length() > 0) {
      throw new OperationException(
          ErrorCode.REFUSED,
          "the checkpoints in "
              + directory.root()
              + " belong to other topics: "
              + differences
              + ". Going on from them would skip or repeat records. Use --new-state to set them aside"
              + " and begin anew.");
    }
  }

  private void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, text, StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int separator = line.indexOf(" = ");
      if (separator > 0) {
        facts.put(line.substring(0, separator), line.substring(separator + 3));
      }
    }
    return facts;
  }
}
