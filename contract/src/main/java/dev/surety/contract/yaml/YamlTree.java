package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import dev.surety.contract.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.SpecVersion;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds the tree from one parser event after the other, so that every bound is checked before the
 * parser goes deeper: its own composer overflows the stack at a depth of about 2000.
 */
final class YamlTree {
  /** Ends reading; the reason has been reported. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;

    Stop() {
      super("reading has been given up", null, false, false);
    }
  }

  /**
   * How many values a node stands for, and how deep it is; {@code node} is null while it is open.
   */
  private record Anchored(@Nullable YamlNode node, int size, int height) {}

  private static final int MAX_NODES = YamlReader.MAX_NODES;
  private static final int MAX_DEPTH = YamlReader.MAX_DEPTH;

  private final Source source;
  private final Problems problems;
  private final StreamReader reader;
  private final ParserImpl parser;
  private final @Nullable Layout layout;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int height;

  /**
   * @param layout is told how what is read is written; null when nobody asks
   */
  YamlTree(Source source, @Nullable Layout layout, Problems problems) {
    this.source = source;
    this.layout = layout;
    this.problems = problems;
    LoadSettings settings =
        LoadSettings.builder()
            .setParseComments(false)
            // The bound on the file's size is ours. Read in pieces, a long scalar takes quadratic
            // time.
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(source.text().length() + 1)
            .setVersionFunction(version -> version)
            .build();
    this.reader = new StreamReader(settings, source.text());
    this.parser = new ParserImpl(settings, reader);
  }

  Optional<YamlNode> read() {
    try {
      return Optional.of(readDocument());
    } catch (Stop e) {
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      YamlSyntax.report(e, source, problems);
    } catch (YamlEngineException e) {
      problems.error("yaml-syntax", start(), "this is not YAML: " + e.getMessage());
    } catch (NumberFormatException e) {
      // The scanner throws it for an escape such as "\\UFFFFFFFF".
      Position here = new Position(source.file(), reader.getLine() + 1, reader.getColumn() + 1);
      problems.error("yaml-syntax", here, "this is not YAML: the escape is not a character");
    }
    return Optional.empty();
  }

  private YamlNode readDocument() throws Stop {
    parser.next();
    if (!parser.checkEvent(ID.DocumentStart)) {
      throw stop("empty-file", start(), "the file is empty", "");
    }
    DocumentStartEvent document = (DocumentStartEvent) parser.next();
    SpecVersion version = document.getSpecVersion().orElse(new SpecVersion(1, 2));
    if (version.getMajor() != 1 || version.getMinor() != 2) {
      String message = "YAML " + version.getRepresentation() + " is not supported";
      throw stop("yaml-version", at(document), message, "files are read as YAML 1.2");
    }
    YamlNode root = node(parser.next(), 1);
    parser.next();
    if (parser.checkEvent(ID.DocumentStart)) {
      Position second = at(parser.peekEvent());
      throw stop("several-documents", second, "a file holds one document", "remove this one");
    }
    return root;
  }

  /** Reads the node that an event begins; sets {@link #height} to its height. */
  private YamlNode node(Event event, int depth) throws Stop {
    if (++nodes > MAX_NODES) {
      throw tooManyNodes(at(event));
    }
    if (event instanceof AliasEvent alias) {
      return resolve(alias, depth);
    }
    NodeEvent node = (NodeEvent) event;
    int before = nodes;
    Optional<Anchor> anchor = node.getAnchor();
    anchor.ifPresent(name -> anchors.put(name, new Anchored(null, 0, 0)));
    YamlNode built =
        node instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) node, depth);
    anchor.ifPresent(name -> anchors.put(name, new Anchored(built, nodes - before + 1, height)));
    if (layout != null && anchor.isPresent()) {
      layout.anchor(built);
    }
    return built;
  }

  private YamlNode resolve(AliasEvent alias, int depth) throws Stop {
    String name = "'*" + alias.getAlias().getValue() + "'";
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw stop("unknown-alias", at(alias), "nothing is anchored for " + name, "");
    }
    if (anchored.node() == null) {
      throw stop("cyclic-alias", at(alias), name + " stands inside of what it refers to", "");
    }
    nodes += anchored.size() - 1;
    if (nodes > MAX_NODES) {
      throw tooManyNodes(at(alias));
    }
    if (depth + anchored.height() - 1 > MAX_DEPTH) {
      throw tooDeep(at(alias));
    }
    height = anchored.height();
    return anchored.node();
  }

  private YamlNode scalar(ScalarEvent event) {
    event.getTag().ifPresent(tag -> refuseTag(tag, at(event)));
    Position at = valueAt(event);
    if (event.getValue().codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      problems.error("encoding", at, "half of a surrogate pair is not a character");
    }
    height = 0;
    Style style =
        switch (event.getScalarStyle()) {
          case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
          case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
          case LITERAL -> Style.LITERAL;
          case FOLDED -> Style.FOLDED;
          case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
        };
    YamlScalar scalar = new YamlScalar(source, at, event.getValue(), style);
    if (layout != null) {
      layout.scalar(scalar, range(event, event), source);
    }
    return scalar;
  }

  /** Where the scalar itself begins: behind its anchor and tag, where the event begins. */
  private Position valueAt(ScalarEvent event) {
    Position at = at(event);
    if (event.getAnchor().isEmpty() && event.getTag().isEmpty()) {
      return at;
    }
    String text = source.text();
    int index = source.index(at);
    while (index < text.length() && (text.charAt(index) == '&' || text.charAt(index) == '!')) {
      while (index < text.length() && !Character.isWhitespace(text.charAt(index))) {
        index++;
      }
      while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
        index++;
      }
    }
    return source.position(index);
  }

  private YamlNode collection(CollectionStartEvent event, int depth) throws Stop {
    if (depth > MAX_DEPTH) {
      throw tooDeep(at(event));
    }
    event.getTag().ifPresent(tag -> refuseTag(tag, at(event)));
    return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(event, depth);
  }

  private void note(CollectionStartEvent start, YamlNode built, Event end) {
    if (layout != null) {
      layout.collection(built, range(start, end), start.getFlowStyle() == FlowStyle.FLOW);
    }
  }

  private Layout.Range range(Event first, Event last) {
    int start = first.getStartMark().map(Mark::getIndex).orElse(0);
    int end = last.getEndMark().map(Mark::getIndex).orElse(0);
    return new Layout.Range(source.index(start), source.index(end));
  }

  private YamlSequence sequence(CollectionStartEvent event, int depth) throws Stop {
    List<YamlNode> items = new ArrayList<>();
    int highest = 0;
    Event next = parser.next();
    for (; next.getEventId() != ID.SequenceEnd; next = parser.next()) {
      items.add(node(next, depth + 1));
      highest = Math.max(highest, height);
    }
    height = highest + 1;
    YamlSequence sequence = new YamlSequence(at(event), items);
    note(event, sequence, next);
    return sequence;
  }

  private YamlMapping mapping(CollectionStartEvent event, int depth) throws Stop {
    List<YamlMapping.Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int highest = 0;
    Event next = parser.next();
    for (; next.getEventId() != ID.MappingEnd; next = parser.next()) {
      YamlNode key = node(next, depth + 1);
      Position keyAt = at(next);
      YamlNode value = node(parser.next(), depth + 1);
      highest = Math.max(highest, height);
      if (isUsable(key, keyAt, seen)) {
        entries.add(new YamlMapping.Entry((YamlScalar) key, value));
      }
    }
    height = highest + 1;
    YamlMapping mapping = new YamlMapping(at(event), entries);
    note(event, mapping, next);
    return mapping;
  }

  private boolean isUsable(YamlNode key, Position at, Set<String> seen) {
    if (!(key instanceof YamlScalar scalar)) {
      problems.error("complex-key", at, "a key must be a word, but this is " + key.describe());
      return false;
    }
    if (scalar.style() == Style.PLAIN && scalar.value().equals("<<")) {
      problems.error(
          "merge-key",
          at,
          "merge keys ('<<') are not part of YAML 1.2",
          "repeat the keys, or use an alias for a whole value");
      return false;
    }
    if (scalar.value().isEmpty()) {
      problems.error("empty-key", at, "a key is empty");
      return false;
    }
    if (!seen.add(scalar.value())) {
      String message = "the key '" + scalar.value() + "' stands here a second time";
      problems.error("duplicate-key", at, message, "remove one of the two");
      return false;
    }
    return true;
  }

  private void refuseTag(String tag, Position at) {
    problems.error(
        "tag",
        at,
        "tags are not allowed: " + tag,
        "remove it; quote the value to make it a string");
  }

  private Stop tooDeep(Position at) {
    return stop("too-deep", at, "values are nested deeper than " + MAX_DEPTH + " levels", "");
  }

  private Stop tooManyNodes(Position at) {
    String message = "the file holds more than " + MAX_NODES + " values, aliases counted in full";
    return stop("too-many-values", at, message, "");
  }

  private Stop stop(String code, Position at, String message, String help) {
    problems.error(code, at, message, help);
    return new Stop();
  }

  private Position start() {
    return new Position(source.file(), 1, 1);
  }

  private Position at(Event event) {
    return event.getStartMark().map(mark -> at(source, mark)).orElseGet(this::start);
  }

  static Position at(Source source, Mark mark) {
    return new Position(source.file(), mark.getLine() + 1, mark.getColumn() + 1);
  }
}
