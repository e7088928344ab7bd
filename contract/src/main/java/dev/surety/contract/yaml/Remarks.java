package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The comments and blank lines of a document by the element that they belong to, so that they move
 * along with it. An element is an entry of a mapping, known by its key, or an item of a list.
 */
final class Remarks {
  /** Lines of comments, and empty ones, around an element. */
  static final class Remark {
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private @Nullable String beside;

    List<String> before() {
      return before;
    }

    List<String> after() {
      return after;
    }

    @Nullable String beside() {
      return beside;
    }
  }

  /**
   * @param column the column of the key, or of the item's dash
   * @param flow the innermost collection in brackets around it
   */
  private record Element(
      YamlNode node,
      int index,
      int line,
      int column,
      @Nullable Element parent,
      Layout.@Nullable Range flow) {}

  private static final Remark NONE = new Remark();

  private final Source source;
  private final Layout layout;
  private final List<Element> elements = new ArrayList<>();
  private final Map<YamlNode, Remark> remarks = new IdentityHashMap<>();
  private final List<String> head = new ArrayList<>();
  private final List<String> foot = new ArrayList<>();

  private Remarks(Source source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  /** No comments at all. */
  static Remarks none() {
    return new Remarks(new Source("", ""), new Layout());
  }

  /** Comments for a tree that stands in no file. */
  static Remarks above(List<String> head, Map<YamlNode, List<String>> above) {
    Remarks remarks = none();
    if (!head.isEmpty()) {
      remarks.head.addAll(head);
      remarks.head.add("");
    }
    above.forEach(
        (element, lines) ->
            remarks.remarks.computeIfAbsent(element, e -> new Remark()).before.addAll(lines));
    return remarks;
  }

  static Remarks of(YamlNode root, Source source, Layout layout) {
    Remarks remarks = new Remarks(source, layout);
    remarks.collect(root, null, null);
    remarks.attach(Comment.all(source, layout));
    return remarks;
  }

  /** What belongs to an element. */
  Remark of(YamlNode element) {
    return remarks.getOrDefault(element, NONE);
  }

  /** What stands above the first element, parted from it by an empty line. */
  List<String> head() {
    return head;
  }

  /** What stands below the last element. */
  List<String> foot() {
    return foot;
  }

  private void collect(YamlNode node, @Nullable Element parent, Layout.@Nullable Range outer) {
    Layout.Range own = layout.flow(node);
    Layout.Range flow = own == null ? outer : own;
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry entry : mapping.entries()) {
        Element element = add(entry.key(), entry.key().at().column(), parent, flow);
        collect(entry.value(), element, flow);
      }
    } else if (node instanceof YamlSequence list) {
      for (YamlNode item : list.items()) {
        int column = own == null ? list.at().column() : item.at().column();
        collect(item, add(item, column, parent, flow), flow);
      }
    }
  }

  private Element add(
      YamlNode node, int column, @Nullable Element parent, Layout.@Nullable Range flow) {
    Element element = new Element(node, layout.start(node), node.at().line(), column, parent, flow);
    elements.add(element);
    return element;
  }

  private Remark remark(Element element) {
    return remarks.computeIfAbsent(element.node(), node -> new Remark());
  }

  private void attach(List<Comment> comments) {
    int next = 0;
    int lastLine = 0;
    for (Comment comment : comments) {
      while (next < elements.size() && elements.get(next).index() < comment.index()) {
        lastLine = noteBlank(elements.get(next++), lastLine);
      }
      Element before = next == 0 ? null : elements.get(next - 1);
      Element after = next == elements.size() ? null : elements.get(next);
      if (!comment.isAlone() && before != null) {
        attachBeside(comment, before);
      } else {
        addLine(comment, linesFor(comment, before, after));
      }
    }
    while (next < elements.size()) {
      lastLine = noteBlank(elements.get(next++), lastLine);
    }
    splitHead();
  }

  /** An empty line above an element stays, if the element is the first in its line. */
  private int noteBlank(Element element, int lastLine) {
    if (element.line() > lastLine && isBlank(element.line() - 1)) {
      remark(element).before.add("");
    }
    return element.line();
  }

  private boolean isBlank(int line) {
    if (line < 1 || !source.line(line).isBlank()) {
      return false;
    }
    int index = source.index(new Position(source.file(), line, 1));
    return !layout.isInScalar(index);
  }

  private void addLine(Comment comment, List<String> lines) {
    if (isBlank(comment.at().line() - 1)) {
      lines.add("");
    }
    lines.add(comment.text());
  }

  /** A comment behind something belongs to it; behind a closed bracket, to what the bracket is. */
  private void attachBeside(Comment comment, Element before) {
    Element owner = before;
    while (owner.flow() != null && owner.flow().end() <= comment.index()) {
      Element parent = owner.parent();
      if (parent == null) {
        break;
      }
      owner = parent;
    }
    Remark remark = remark(owner);
    if (remark.beside == null) {
      remark.beside = comment.text();
    } else {
      remark.after.add(comment.text());
    }
  }

  /** A comment on a line of its own belongs to what follows, unless it is indented deeper. */
  private List<String> linesFor(
      Comment comment, @Nullable Element before, @Nullable Element after) {
    int column = comment.at().column();
    Layout.Range flow = before == null ? null : before.flow();
    boolean inFlow = flow != null && flow.contains(comment.index());
    if (before != null && inFlow && (after == null || after.flow() != flow)) {
      return remark(before).after;
    }
    if (after != null
        && (before == null
            || inFlow
            || !comment.before().isEmpty()
            || column <= after.column()
            || after.parent() == before)) {
      return remark(after).before;
    }
    Element owner = before;
    while (owner != null && (owner.column() > column || isInClosedFlow(owner, comment))) {
      owner = owner.parent();
    }
    if (owner == null || (after == null && column == 1)) {
      return after == null ? foot : remark(after).before;
    }
    return remark(owner).after;
  }

  private static boolean isInClosedFlow(Element element, Comment comment) {
    return element.flow() != null && element.flow().end() <= comment.index();
  }

  private void splitHead() {
    if (elements.isEmpty()) {
      return;
    }
    List<String> before = remark(elements.get(0)).before;
    int end = before.lastIndexOf("") + 1;
    head.addAll(before.subList(0, end));
    before.subList(0, end).clear();
  }
}
