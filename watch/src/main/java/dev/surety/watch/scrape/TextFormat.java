package dev.surety.watch.scrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages in Prometheus' text format 0.0.4, line by line, and only the samples that are wanted.
 * Timestamps on a page are passed over: a sample has the time at which it was read.
 */
public final class TextFormat {
  private static final int LONGEST_LINE = 64 * 1024;

  private TextFormat() {}

  /** Takes a sample. */
  @FunctionalInterface
  public interface Sink {
    /** One sample; the map is new and belongs to the sink. */
    void sample(String metric, Map<String, String> labels, double value);
  }

  /**
   * Reads a page to its end.
   *
   * @param wanted which metrics, by name
   * @throws IOException when it cannot be read, or is not in the format
   */
  public static void read(InputStream page, Predicate<String> wanted, Sink sink)
      throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(page, UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.length() > LONGEST_LINE) {
        throw new IOException("line " + number + " is longer than " + LONGEST_LINE);
      }
      if (!line.isBlank() && line.charAt(0) != '#') {
        new Line(line, number).read(wanted, sink);
      }
    }
  }

  /**
   * The labels of a series such as <code>name{a="b"}</code>, the name as {@code __name__}.
   *
   * @throws IOException when it is none
   */
  public static Map<String, String> series(String text) throws IOException {
    Line line = new Line(text, 1);
    String metric = line.name();
    Map<String, String> labels = line.labels();
    line.skipSpace();
    if (line.at < text.length()) {
      throw line.malformed("the end of the series");
    }
    labels.put("__name__", metric);
    return labels;
  }

  private static final class Line {
    private final String text;
    private final int number;
    private int at;

    Line(String text, int number) {
      this.text = text;
      this.number = number;
    }

    void read(Predicate<String> wanted, Sink sink) throws IOException {
      skipSpace();
      String metric = name();
      if (metric.isEmpty()) {
        throw malformed("the name of a metric");
      }
      if (!wanted.test(metric)) {
        return;
      }
      Map<String, String> labels = labels();
      skipSpace();
      int start = at;
      while (at < text.length() && !isSpace(text.charAt(at))) {
        at++;
      }
      Double value = number(text.substring(start, at));
      if (value == null) {
        at = start;
        throw malformed("a number");
      }
      sink.sample(metric, labels, value);
    }

    private static @Nullable Double number(String text) {
      switch (text) {
        case "+Inf", "Inf":
          return Double.POSITIVE_INFINITY;
        case "-Inf":
          return Double.NEGATIVE_INFINITY;
        default:
          try {
            return Double.valueOf(text);
          } catch (NumberFormatException e) {
            return null;
          }
      }
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t';
    }

    private void skipSpace() {
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
    }

    private String name() {
      int start = at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
      return c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '_'
          || c == ':';
    }

    private Map<String, String> labels() throws IOException {
      Map<String, String> labels = new TreeMap<>();
      skipSpace();
      if (!takeIf('{')) {
        return labels;
      }
      while (!takeIf('}')) {
        String name = name();
        skipSpace();
        if (name.isEmpty() || !takeIf('=')) {
          throw malformed("a label");
        }
        skipSpace();
        labels.put(name, quoted());
        skipSpace();
        if (!takeIf(',') && (at >= text.length() || text.charAt(at) != '}')) {
          throw malformed("',' or '}'");
        }
        skipSpace();
      }
      return labels;
    }

    private boolean takeIf(char wanted) {
      boolean there = at < text.length() && text.charAt(at) == wanted;
      if (there) {
        at++;
      }
      return there;
    }

    private String quoted() throws IOException {
      if (!takeIf('"')) {
        throw malformed("a text in quotes");
      }
      StringBuilder value = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          return value.toString();
        }
        if (c == '\\' && at < text.length()) {
          char escaped = text.charAt(at++);
          value.append(escaped == 'n' ? '\n' : escaped);
        } else {
          value.append(c);
        }
      }
      throw malformed("the end of the text");
    }

    private IOException malformed(String wanted) {
      return new IOException(
          "line " + number + ": " + wanted + " is expected at column " + (at + 1));
    }
  }
}
