package dev.surety.contract.yaml;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a document is written: what the tree does not say, and a formatter must know. */
final class Layout {
  /** A piece of the text: from the index of its first character to the one behind its last. */
  record Range(int start, int end) {
    boolean contains(int index) {
      return start <= index && index < end;
    }
  }

  private final Map<YamlNode, Integer> starts = new IdentityHashMap<>();
  private final List<Range> scalars = new ArrayList<>();
  private final Map<YamlNode, Range> flows = new IdentityHashMap<>();
  private final Map<YamlNode, Range> blockScalars = new IdentityHashMap<>();
  private @Nullable YamlNode anchored;

  /** Notes a scalar; of a block scalar, the lines below its header are its text. */
  void scalar(YamlScalar scalar, Range range, Source source) {
    starts.put(scalar, range.start());
    if (scalar.style() != YamlScalar.Style.LITERAL && scalar.style() != YamlScalar.Style.FOLDED) {
      scalars.add(range);
      return;
    }
    String text = source.text();
    int start = range.start();
    while (start < text.length() && text.charAt(start) != '\n' && text.charAt(start) != '\r') {
      start++;
    }
    int end = Math.max(start, range.end());
    if (!text.substring(range.start(), start).split("#", 2)[0].contains("+")) {
      while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
    }
    Range content = new Range(start, end);
    scalars.add(content);
    blockScalars.put(scalar, content);
  }

  void collection(YamlNode collection, Range range, boolean isFlow) {
    starts.put(collection, range.start());
    if (isFlow) {
      flows.put(collection, range);
    }
  }

  /** The index of the first character of a node. */
  int start(YamlNode node) {
    return starts.getOrDefault(node, 0);
  }

  void anchor(YamlNode node) {
    anchored = anchored == null ? node : anchored;
  }

  /** Whether a place is inside of a scalar. */
  boolean isInScalar(int index) {
    int low = 0;
    int high = scalars.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (scalars.get(middle).contains(index)) {
        return true;
      }
      if (scalars.get(middle).start() > index) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return false;
  }

  /** Where scalars stand, in the order of the file. */
  List<Range> scalars() {
    return scalars;
  }

  /** The range of a collection in brackets; null for one that is written by indentation. */
  @Nullable Range flow(YamlNode collection) {
    return flows.get(collection);
  }

  /** The lines of a block scalar below its header; null for another scalar. */
  @Nullable Range blockScalar(YamlNode scalar) {
    return blockScalars.get(scalar);
  }

  /** The first node with an anchor, or that an alias stands for. */
  @Nullable YamlNode anchored() {
    return anchored;
  }
}
