package dev.surety.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the tests with real servers share. */
final class TestSandbox {
  private TestSandbox() {}

  static SandboxOptions options(Path dir) {
    String home = System.getProperty("surety.home");
    if (home == null) {
      throw new IllegalStateException("system property surety.home is not set");
    }
    return SandboxOptions.of(Path.of(home)).withDir(dir);
  }

  /** Keeps the lines and shows them. */
  static final class Lines implements Progress {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void say(String line) {
      lines.add(line);
      System.out.println(line);
    }

    List<String> lines() {
      return lines;
    }
  }
}
