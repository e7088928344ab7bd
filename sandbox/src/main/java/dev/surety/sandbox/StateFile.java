package dev.surety.sandbox;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code sandbox.json}, replaced as a whole: a crash leaves the old or the new content. */
final class StateFile implements ProcessLedger {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path file;

  StateFile(Path sandboxDir) {
    this.file = sandboxDir.resolve("sandbox.json");
  }

  Optional<State> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), State.class));
    } catch (JacksonException e) {
      throw new SandboxException(
          SandboxException.Code.FILES,
          "%s is not a sandbox state (%s); delete the directory to start anew"
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  synchronized void write(State state) {
    try {
      Path written = file.resolveSibling("sandbox.json.new");
      Files.write(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  @Override
  public void launched(String server, ProcessRecord process) {
    update(state -> state.with(server, process));
  }

  @Override
  public void ended(String server) {
    update(state -> state.without(server));
  }

  /** Changes the state that is there; the caller holds the sandbox's lock. */
  synchronized void update(UnaryOperator<State> change) {
    read().map(change).ifPresent(this::write);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private SandboxException failed(String verb, IOException cause) {
    return new SandboxException(
        SandboxException.Code.FILES, "cannot %s %s: %s".formatted(verb, file, cause), cause);
  }
}
