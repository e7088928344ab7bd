package dev.surety.job.kafka;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Turns a lag in records into a lag in time: remembers when the end of a partition passed which
 * offset and interpolates when the record at a position was written (the method of
 * kafka-lag-exporter). Pure: the caller brings the time.
 */
public final class LagClock {
  private static final int POINTS = 120;

  private record Point(long offset, double seconds) {}

  private final Deque<Point> points = new ArrayDeque<>();

  /**
   * Notes that a partition ended at an offset at a time. Offsets that stand still move the last
   * point on.
   */
  public void end(long offset, double seconds) {
    Point last = points.peekLast();
    if (last != null && offset < last.offset()) {
      points.clear(); // the topic was made again
    } else if (last != null && offset == last.offset() && points.size() > 1) {
      Iterator<Point> newestFirst = points.descendingIterator();
      newestFirst.next();
      if (newestFirst.next().offset() == offset) {
        points.removeLast(); // a flat stretch needs its two ends only
      }
    }
    points.addLast(new Point(offset, seconds));
    if (points.size() > POINTS) {
      points.removeFirst();
    }
  }

  /**
   * How long ago the partition's end was at a position; 0 when the position is the end.
   *
   * @param position offset of the next record to be read
   * @return seconds; NaN as long as it cannot be told: the end has not moved since the first point
   *     and lies ahead
   */
  public double lagSeconds(long position, double nowSeconds) {
    Point last = points.peekLast();
    if (last == null) {
      return Double.NaN;
    }
    if (position >= last.offset()) {
      return 0;
    }
    Point left = null;
    for (Point right : points) {
      if (left != null && position < right.offset() && right.offset() > left.offset()) {
        // Before the first point the line through the first two is drawn on.
        return Math.max(0, nowSeconds - at(position, left, right));
      }
      left = right;
    }
    return Double.NaN;
  }

  private static double at(long position, Point left, Point right) {
    double secondsPerRecord = (right.seconds() - left.seconds()) / (right.offset() - left.offset());
    return right.seconds() - (right.offset() - position) * secondsPerRecord;
  }
}
