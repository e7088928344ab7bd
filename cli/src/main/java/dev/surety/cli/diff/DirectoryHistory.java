package dev.surety.cli.diff;

import dev.surety.contract.diff.ContractVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Earlier versions as files of a directory: every contract there with the same id. */
public final class DirectoryHistory {
  private DirectoryHistory() {}

  /** The earlier versions of a contract, the newest first. */
  public static List<Edition> of(Path directory, Path file, String id) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(directory)) {
      paths = all.filter(Files::isRegularFile).filter(DirectoryHistory::isYaml).sorted().toList();
    }
    List<Numbered> editions = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isSameFile(path, file)) {
        continue;
      }
      Edition edition = Edition.of(path);
      if (hasId(edition.text(), id)) {
        editions.add(new Numbered(edition, number(edition)));
      }
    }
    editions.sort(Comparator.comparing(Numbered::version).reversed());
    return editions.stream().map(Numbered::edition).toList();
  }

  private record Numbered(Edition edition, String version) {}

  /** Versions in an order in which 1.10 follows 1.9; one that cannot be read counts as oldest. */
  private static String number(Edition edition) {
    ContractVersion version = edition.read().version();
    if (version == null) {
      return "";
    }
    StringBuilder padded = new StringBuilder();
    for (String part : version.contract().version().split("[^0-9A-Za-z]+")) {
      padded.append(
          part.matches("[0-9]{1,9}") ? String.format("%09d", Integer.valueOf(part)) : part);
      padded.append('.');
    }
    return padded.toString();
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Read from the text, so that a version with a problem is not taken for another contract. */
  private static boolean hasId(String text, String id) {
    return text.lines()
        .map(String::strip)
        .anyMatch(
            line ->
                line.startsWith("id:")
                    && line.substring(3)
                        .replaceAll("\\s#.*$", "")
                        .strip()
                        .replaceAll("^[\"']|[\"']$", "")
                        .equals(id));
  }
}
