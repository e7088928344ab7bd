package dev.surety.watch.expose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/**
 * Writes samples in Prometheus' text format 0.0.4, straight from their arrays: the page of ten
 * thousand partitions has some megabytes and is never in memory as a whole.
 *
 * <p>The samples carry no timestamps on the page, because Prometheus goes on showing a series that
 * has them for five minutes after it has gone. Their time is in {@code
 * surety_probe_last_success_timestamp_seconds}.
 */
public final class PageWriter {
  /** For the header {@code Content-Type}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final int BUFFER = 32 * 1024;
  private static final double LARGEST_EXACT = 1L << 53;

  private final Writer out;

  private PageWriter(Writer out) {
    this.out = out;
  }

  /** Writes one page; the stream stays open. */
  public static void write(List<Samples> all, OutputStream stream) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, UTF_8), BUFFER);
    PageWriter page = new PageWriter(out);
    for (WatchMetric metric : WatchMetric.values()) {
      page.family(metric, all);
    }
    out.flush();
  }

  private void family(WatchMetric metric, List<Samples> all) throws IOException {
    boolean begun = false;
    for (Samples samples : all) {
      int count = samples.count(metric);
      if (count > 0 && !begun) {
        begin(metric);
        begun = true;
      }
      for (int i = 0; i < count; i++) {
        sample(metric, samples, i);
      }
    }
  }

  private void begin(WatchMetric metric) throws IOException {
    String name = metric.metricName();
    out.write("# HELP " + name + " " + metric.help().replace("\\", "\\\\") + "\n");
    out.write("# TYPE " + name + " " + metric.type().name().toLowerCase(Locale.ROOT) + "\n");
  }

  private void sample(WatchMetric metric, Samples samples, int index) throws IOException {
    out.write(metric.metricName());
    List<String> labels = metric.labels();
    for (int label = 0; label < labels.size(); label++) {
      out.write(label == 0 ? '{' : ',');
      out.write(labels.get(label));
      out.write("=\"");
      escaped(samples.label(metric, index, label));
      out.write('"');
    }
    if (!labels.isEmpty()) {
      out.write('}');
    }
    out.write(' ');
    out.write(text(samples.value(metric, index)));
    out.write('\n');
  }

  private void escaped(String value) throws IOException {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.write("\\\\");
        case '"' -> out.write("\\\"");
        case '\n' -> out.write("\\n");
        default -> out.write(c);
      }
    }
  }

  private static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
