package dev.surety.watch.scrape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A directory in which processes tell where they serve metrics, each in a file of its own in the
 * form of Prometheus' {@code file_sd_configs}: {@code [{"targets": ["127.0.0.1:4711"], "labels":
 * {"job": "surety-pipeline"}}]}. A file that its process did not take away is a target that is
 * down.
 */
public final class TargetDirectory {
  private static final int MOST_TARGETS = 64;
  private static final int MOST_FILES = 256;
  private static final long LARGEST_FILE = 64 * 1024;
  private static final String ENDING = ".json";

  /** Source: Prometheus, Configuration, relabel_config: removed after relabeling. */
  private static final String NOT_OF_SERIES = "__";

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]+:[0-9]{1,5}");

  private final ObjectMapper json = new ObjectMapper();
  private final Path directory;

  /** A directory, which need not be there yet. */
  public TargetDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * What its files say now.
   *
   * @param targets at most 64, in the order of their files, each address once
   * @param problems files that say nothing, and why; what was left out
   */
  public record Contents(List<Target> targets, List<String> problems) {
    public Contents {
      targets = List.copyOf(targets);
      problems = List.copyOf(problems);
    }
  }

  /** Reads all files anew. */
  public Contents read() {
    Map<String, Target> targets = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Path file : files(problems)) {
      try {
        for (Target target : targets(file)) {
          targets.putIfAbsent(target.address(), target);
        }
      } catch (IOException e) {
        // A file that has just gone is a process that has just ended.
        if (Files.exists(file)) {
          problems.add(file.getFileName() + " is not a list of targets");
        }
      }
    }
    List<Target> all = new ArrayList<>(targets.values());
    if (all.size() > MOST_TARGETS) {
      problems.add((all.size() - MOST_TARGETS) + " targets are left out: there are too many");
      all = all.subList(0, MOST_TARGETS);
    }
    return new Contents(all, problems);
  }

  private List<Path> files(List<String> problems) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException e) {
      problems.add(directory + " cannot be read: " + e.getMessage());
      return List.of();
    }
  }

  private List<Target> targets(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException("too large");
    }
    JsonNode groups = json.readTree(Files.readAllBytes(file));
    if (!groups.isArray()) {
      throw new IOException("no list");
    }
    String name = String.valueOf(file.getFileName());
    List<Target> targets = new ArrayList<>();
    for (JsonNode group : groups) {
      for (JsonNode address : group.path("targets")) {
        if (!ADDRESS.matcher(address.asText()).matches()) {
          throw new IOException("no address: " + address);
        }
        Map<String, String> labels = new TreeMap<>(Map.of("instance", address.asText()));
        group
            .path("labels")
            .fields()
            .forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
        labels.keySet().removeIf(label -> label.startsWith(NOT_OF_SERIES));
        targets.add(
            new Target(
                name.substring(0, name.length() - ENDING.length()), address.asText(), labels));
      }
    }
    return targets;
  }
}
