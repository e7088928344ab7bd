package dev.surety.sandbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code servers.json}: external servers by name, replaced as a whole. */
final class ExternalStateFile implements ProcessLedger {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path file;

  ExternalStateFile(Path dir) {
    this.file = dir.resolve("servers.json");
  }

  /**
   * An external server.
   *
   * @param port where it listens, or listened last
   * @param readyPath what tells that it is ready
   * @param process null when it was taken down
   */
  record Entry(int port, String readyPath, @Nullable ProcessRecord process) {}

  SortedMap<String, Entry> read() {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return JSON.readValue(
          Files.readAllBytes(file), new TypeReference<TreeMap<String, Entry>>() {});
    } catch (JacksonException e) {
      throw new SandboxException(
          SandboxException.Code.FILES,
          "%s is not a list of servers (%s); delete it to start anew"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.FILES, "cannot read %s: %s".formatted(file, e), e);
    }
  }

  Optional<Entry> read(String server) {
    return Optional.ofNullable(read().get(server));
  }

  /** Keeps where a server is going to be. */
  void planned(String server, int port, String readyPath) {
    change(entries -> with(entries, server, new Entry(port, readyPath, null)));
  }

  @Override
  public void launched(String server, ProcessRecord process) {
    setProcess(server, process);
  }

  @Override
  public void ended(String server) {
    setProcess(server, null);
  }

  private void setProcess(String server, @Nullable ProcessRecord process) {
    change(
        entries -> {
          Entry entry = entries.get(server);
          return entry == null
              ? entries
              : with(entries, server, new Entry(entry.port(), entry.readyPath(), process));
        });
  }

  private static Map<String, Entry> with(Map<String, Entry> entries, String server, Entry entry) {
    Map<String, Entry> changed = new TreeMap<>(entries);
    changed.put(server, entry);
    return changed;
  }

  private synchronized void change(UnaryOperator<Map<String, Entry>> change) {
    try {
      Path written = file.resolveSibling("servers.json.new");
      Files.write(
          written, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(change.apply(read())));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.FILES, "cannot write %s: %s".formatted(file, e), e);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
