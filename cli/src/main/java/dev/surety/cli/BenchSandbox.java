package dev.surety.cli;

import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.nio.file.Path;

/**
 * A sandbox for one benchmark, which is gone afterwards, also when the benchmark is interrupted.
 */
final class BenchSandbox implements AutoCloseable {
  private final Sandbox sandbox;
  private final Thread cleanup = new Thread(this::down);

  private BenchSandbox(Sandbox sandbox) {
    this.sandbox = sandbox;
    Runtime.getRuntime().addShutdownHook(cleanup);
  }

  /** Starts one in {@code sandbox} of the benchmark's directory. */
  static BenchSandbox up(Path directory, Progress progress) {
    SandboxOptions options =
        SandboxOptions.of(Home.installation()).withDir(directory.resolve("sandbox"));
    return new BenchSandbox(Sandbox.up(options, progress));
  }

  Sandbox servers() {
    return sandbox;
  }

  private void down() {
    SandboxWatch.in(sandbox.dir()).down(Sandbox.Data.DELETE, Progress.SILENT);
    sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException interrupted) {
      return; // the process is ending, and the hook takes the servers down
    }
    down();
  }
}
