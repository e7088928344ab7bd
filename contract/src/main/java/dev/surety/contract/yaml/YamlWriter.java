package dev.surety.contract.yaml;

import dev.surety.contract.yaml.Remarks.Remark;
import dev.surety.contract.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree in one canonical way: by indentation of two spaces, except for what stands in
 * brackets and fits into a line; in an order of keys; quoted where readers of YAML 1.1 or 1.2 would
 * take a string for something else.
 */
public final class YamlWriter {
  /** Greatest width of a line with brackets, in characters. */
  private static final int MAX_WIDTH = 120;

  private final KeyOrder order;
  private final Source source;
  private final Layout layout;
  private final Remarks remarks;
  private final StringBuilder out = new StringBuilder();
  private boolean blankPending;

  YamlWriter(KeyOrder order, Source source, Layout layout, Remarks remarks) {
    this.order = order;
    this.source = source;
    this.layout = layout;
    this.remarks = remarks;
  }

  /** Writes a tree that stands in no file, or without its comments. */
  public static String write(YamlNode root, KeyOrder order) {
    return new YamlWriter(order, new Source("", ""), new Layout(), Remarks.none()).document(root);
  }

  /**
   * Writes a tree that stands in no file, with comments.
   *
   * @param head lines that stand above all, each beginning with a number sign
   * @param above lines that stand above a key or an item of a list
   */
  public static String write(
      YamlNode root, KeyOrder order, List<String> head, Map<YamlNode, List<String>> above) {
    Remarks remarks = Remarks.above(head, above);
    return new YamlWriter(order, new Source("", ""), new Layout(), remarks).document(root);
  }

  String document(YamlNode root) {
    lines(remarks.head(), 0);
    if (root instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
      mapping(mapping, 0, false);
    } else if (root instanceof YamlSequence list && !list.items().isEmpty()) {
      sequence(list, 0);
    } else {
      line(0, flow(root));
    }
    lines(remarks.foot(), 0);
    return out.toString();
  }

  /** An empty line is written when something follows, and never twice. */
  private void startLine(int indent) {
    if (blankPending && out.length() > 0) {
      out.append('\n');
    }
    blankPending = false;
    out.append(" ".repeat(indent));
  }

  private void line(int indent, String text) {
    startLine(indent);
    out.append(text).append('\n');
  }

  private void lines(List<String> lines, int indent) {
    for (String text : lines) {
      if (text.isEmpty()) {
        blankPending = true;
      } else {
        line(indent, text);
      }
    }
  }

  /** What stands above an element; the first of a collection has no empty line above it. */
  private void before(List<String> lines, int indent, boolean first) {
    int from = 0;
    while (first && indent > 0 && from < lines.size() && lines.get(from).isEmpty()) {
      from++;
    }
    lines(lines.subList(from, lines.size()), indent);
  }

  /**
   * @param continued whether the first key stands behind a dash, in a line that has begun
   */
  private void mapping(YamlMapping mapping, int indent, boolean continued) {
    boolean first = true;
    for (YamlMapping.Entry entry : order.sorted(mapping)) {
      Remark remark = remarks.of(entry.key());
      if (!(first && continued)) {
        before(remark.before(), indent, first);
        startLine(indent);
      }
      out.append(ScalarStyle.key(entry.key(), false)).append(':');
      value(entry.value(), indent, remark.beside());
      lines(remark.after(), indent);
      first = false;
    }
  }

  private void sequence(YamlSequence list, int indent) {
    boolean first = true;
    for (YamlNode item : list.items()) {
      Remark remark = remarks.of(item);
      before(remark.before(), indent, first);
      if (isBlockMapping(item, indent)) {
        YamlMapping mapping = (YamlMapping) item;
        // A comment above the key that comes first can only stand above the dash.
        YamlMapping.Entry head = order.sorted(mapping).iterator().next();
        before(remarks.of(head.key()).before(), indent, true);
        if (remark.beside() != null) {
          line(indent, remark.beside());
        }
        startLine(indent);
        out.append("- ");
        mapping(mapping, indent + 2, true);
      } else {
        startLine(indent);
        out.append('-');
        value(item, indent, remark.beside());
      }
      lines(remark.after(), indent);
      first = false;
    }
  }

  private boolean isBlockMapping(YamlNode node, int indent) {
    return node instanceof YamlMapping mapping
        && !mapping.entries().isEmpty()
        && !isFlow(mapping, indent + 1);
  }

  /** What stands behind a colon or a dash, with the line's end. */
  private void value(YamlNode node, int indent, @Nullable String comment) {
    String beside = comment == null ? "" : " " + comment;
    int column = out.length() - out.lastIndexOf("\n") - 1;
    if (node instanceof YamlScalar scalar) {
      if (scalar.isString() && isBlock(scalar)) {
        block(scalar, indent + 2, beside);
      } else {
        out.append(' ').append(ScalarStyle.inline(scalar, false)).append(beside).append('\n');
      }
    } else if (isEmpty(node) || isFlow(node, column)) {
      out.append(' ').append(flow(node)).append(beside).append('\n');
    } else {
      out.append(beside).append('\n');
      if (node instanceof YamlMapping mapping) {
        mapping(mapping, indent + 2, false);
      } else {
        sequence((YamlSequence) node, indent + 2);
      }
    }
  }

  private static boolean isEmpty(YamlNode node) {
    return node instanceof YamlMapping mapping
        ? mapping.entries().isEmpty()
        : ((YamlSequence) node).items().isEmpty();
  }

  private boolean isFlow(YamlNode node, int column) {
    return layout.flow(node) != null
        && !isRemarked(node)
        && column + 1 + flow(node).length() <= MAX_WIDTH;
  }

  /** Whether there are comments inside of it. */
  private boolean isRemarked(YamlNode node) {
    Collection<YamlMapping.Entry> entries =
        node instanceof YamlMapping mapping ? mapping.entries() : List.of();
    for (YamlMapping.Entry entry : entries) {
      if (isRemarkedElement(entry.key(), entry.value())) {
        return true;
      }
    }
    List<YamlNode> items = node instanceof YamlSequence list ? list.items() : List.of();
    return items.stream().anyMatch(item -> isRemarkedElement(item, item));
  }

  private boolean isRemarkedElement(YamlNode element, YamlNode value) {
    Remark remark = remarks.of(element);
    return remark.beside() != null
        || !remark.after().isEmpty()
        || remark.before().stream().anyMatch(line -> !line.isEmpty())
        || isRemarked(value);
  }

  private String flow(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return ScalarStyle.inline(scalar, true);
    }
    List<String> parts = new ArrayList<>();
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : order.sorted(mapping)) {
        parts.add(ScalarStyle.key(entry.key(), true) + ": " + flow(entry.value()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    ((YamlSequence) node).items().forEach(item -> parts.add(flow(item)));
    return "[" + String.join(", ", parts) + "]";
  }

  private boolean isBlock(YamlScalar scalar) {
    return isFolded(scalar) || ScalarStyle.isLiteral(scalar.value());
  }

  /** A folded text keeps its lines: where they break says nothing, but somebody chose it. */
  private boolean isFolded(YamlScalar scalar) {
    return scalar.style() == Style.FOLDED
        && layout.blockScalar(scalar) != null
        && !scalar.value().isBlank();
  }

  private void block(YamlScalar scalar, int indent, String beside) {
    Layout.Range range = isFolded(scalar) ? layout.blockScalar(scalar) : null;
    boolean folded = range != null;
    List<String> lines =
        range == null
            ? literal(scalar)
            : foldedLines(source.text().substring(range.start(), range.end()));
    String header = ScalarStyle.blockHeader(scalar.value(), lines.get(0));
    out.append(folded ? " >" : " |").append(header).append(beside).append('\n');
    for (String text : lines) {
      out.append(text.isEmpty() ? "" : " ".repeat(indent) + text).append('\n');
    }
  }

  private static List<String> literal(YamlScalar scalar) {
    String value = scalar.value();
    String content = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
    return List.of(content.split("\n", -1));
  }

  /** The lines below a header without their indentation. */
  private static List<String> foldedLines(String raw) {
    List<String> lines = new ArrayList<>(raw.lines().toList());
    if (!lines.isEmpty() && lines.get(0).isBlank()) {
      lines.remove(0);
    }
    int indentation = Integer.MAX_VALUE;
    for (String line : lines) {
      if (!line.isBlank()) {
        indentation = Math.min(indentation, line.length() - line.stripLeading().length());
      }
    }
    List<String> stripped = new ArrayList<>();
    for (String line : lines) {
      stripped.add(line.isBlank() ? "" : line.substring(indentation).stripTrailing());
    }
    return stripped;
  }
}
