package dev.surety.job.metrics;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** This process' memory, threads and garbage collection as {@code surety_jvm_…}. */
final class JvmMetrics implements AutoCloseable {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private record Pause(long atNanos, double seconds) {}

  private final Deque<Pause> pauses = new ArrayDeque<>();
  private final NotificationListener listener = this::collected;
  private final Labels pipeline;

  JvmMetrics(String pipeline) {
    this.pipeline = Labels.of("pipeline", pipeline);
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
      }
    }
  }

  private void collected(Notification notification, @Nullable Object unused) {
    if (notification.getUserData() instanceof CompositeData data
        && notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      long millis = GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
      synchronized (pauses) {
        pauses.addLast(new Pause(System.nanoTime(), millis / 1e3));
        forgetOld();
      }
    }
  }

  private void forgetOld() {
    long oldest = System.nanoTime() - WINDOW_NANOS;
    while (!pauses.isEmpty() && pauses.getFirst().atNanos() - oldest < 0) {
      pauses.removeFirst();
    }
  }

  private double longestPauseSeconds() {
    synchronized (pauses) {
      forgetOld();
      return pauses.stream().mapToDouble(Pause::seconds).max().orElse(0);
    }
  }

  List<MetricSnapshot> snapshots() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(info());
    all.add(gauge("heap_used_bytes", "Heap in use.", heap.getUsed()));
    all.add(gauge("heap_max_bytes", "Greatest heap.", heap.getMax()));
    all.add(gauge("direct_used_bytes", "Memory in direct buffers.", direct));
    all.add(
        gauge("threads", "Live threads.", ManagementFactory.getThreadMXBean().getThreadCount()));
    all.add(
        gauge(
            "gc_longest_pause_seconds",
            "Longest garbage collection of the last minute.",
            longestPauseSeconds()));
    all.add(collections());
    return all;
  }

  private InfoSnapshot info() {
    Labels labels =
        pipeline.merge(
            Labels.of(
                "version",
                System.getProperty("java.version"),
                "vendor",
                System.getProperty("java.vendor")));
    return new InfoSnapshot(
        new MetricMetadata("surety_jvm", "Always 1; the labels say which JVM runs."),
        List.of(new InfoDataPointSnapshot(labels)));
  }

  private GaugeSnapshot gauge(String name, String help, double value) {
    return new GaugeSnapshot(
        new MetricMetadata("surety_jvm_" + name, help),
        List.of(new GaugeDataPointSnapshot(value, pipeline, null)));
  }

  private CounterSnapshot collections() {
    List<CounterDataPointSnapshot> points = new ArrayList<>();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      Labels labels = pipeline.merge(Labels.of("gc", collector.getName()));
      double seconds = collector.getCollectionTime() / 1e3;
      points.add(new CounterDataPointSnapshot(seconds, labels, null, 0L));
    }
    return new CounterSnapshot(
        new MetricMetadata("surety_jvm_gc_seconds", "Time in garbage collections."), points);
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
          throw new IllegalStateException("the listener was added when this was made", e);
        }
      }
    }
  }
}
