package dev.surety.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a process takes, as Linux counts it. */
record WatchedProcess(long pid) {
  private static final String RESIDENT = "VmRSS:";
  private static final long BYTES_PER_UNIT = 1024;

  /**
   * What is in memory of it, all kinds together.
   *
   * @throws IOException when the process has ended, or this is not Linux
   */
  long residentBytes() throws IOException {
    return residentBytes(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
  }

  /** Source of the form: proc_pid_status(5); the unit is always {@code kB} and means 1024 bytes. */
  static long residentBytes(List<String> status) throws IOException {
    for (String line : status) {
      if (line.startsWith(RESIDENT)) {
        String[] words = line.substring(RESIDENT.length()).strip().split(" ", 2);
        return Long.parseLong(words[0]) * BYTES_PER_UNIT;
      }
    }
    throw new IOException("the process has ended");
  }

  /** CPU time of all its threads since it was started. */
  Duration cpuTime() throws IOException {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IOException("process " + pid + " has ended"));
  }
}
