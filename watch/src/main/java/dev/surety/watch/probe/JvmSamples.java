package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.MINUTES;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Measures the Java that watch itself runs on. */
final class JvmSamples implements AutoCloseable {
  private static final double MS_PER_SECOND = 1000;

  private final WatchClock clock;
  private final Deque<Pause> pauses = new ArrayDeque<>();
  private final NotificationListener listener = this::collected;

  private record Pause(long atNanos, long durationMs) {}

  private JvmSamples(WatchClock clock) {
    this.clock = clock;
  }

  /** Hears of every garbage collection until it is closed. */
  static JvmSamples listening(WatchClock clock) {
    JvmSamples jvm = new JvmSamples(clock);
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (gc instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(jvm.listener, null, null);
      }
    }
    return jvm;
  }

  private void collected(Notification notification, Object handback) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      CompositeData data = (CompositeData) notification.getUserData();
      long duration = GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
      synchronized (pauses) {
        forgetOld();
        pauses.add(new Pause(clock.nanos(), duration));
      }
    }
  }

  private void forgetOld() {
    long since = clock.nanos() - MINUTES.toNanos(1);
    pauses.removeIf(pause -> pause.atNanos() - since < 0);
  }

  void read(Samples samples) {
    samples.add(
        WatchMetric.JVM_INFO,
        1,
        System.getProperty("java.version", ""),
        System.getProperty("java.vendor", ""));
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      samples.add(WatchMetric.JVM_GC, gc.getCollectionTime() / MS_PER_SECOND, gc.getName());
    }
    synchronized (pauses) {
      forgetOld();
      long longest = pauses.stream().mapToLong(Pause::durationMs).max().orElse(0);
      samples.add(WatchMetric.JVM_GC_LONGEST_PAUSE, longest / MS_PER_SECOND);
    }
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    samples.add(WatchMetric.JVM_HEAP_USED, heap.getUsed());
    samples.add(WatchMetric.JVM_HEAP_MAX, heap.getMax());
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        samples.add(WatchMetric.JVM_DIRECT_USED, pool.getMemoryUsed());
      }
    }
    samples.add(WatchMetric.JVM_THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (gc instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
          throw new IllegalStateException("closed twice", e);
        }
      }
    }
  }
}
