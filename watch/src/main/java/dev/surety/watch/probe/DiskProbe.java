package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures the disk that a path is on. */
final class DiskProbe implements Probe {
  private final Path path;

  DiskProbe(Path path) {
    this.path = path;
  }

  @Override
  public Id id() {
    return new Id("disk", path.toString());
  }

  @Override
  public void run(Samples samples, Deadline deadline) throws ProbeException {
    try {
      FileStore disk = Files.getFileStore(path);
      samples.add(WatchMetric.DISK_FREE, disk.getUsableSpace(), path.toString());
      samples.add(WatchMetric.DISK_SIZE, disk.getTotalSpace(), path.toString());
    } catch (IOException e) {
      throw new ProbeException("cannot measure the disk of " + path, e);
    }
  }
}
