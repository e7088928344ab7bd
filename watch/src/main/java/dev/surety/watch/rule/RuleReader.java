package dev.surety.watch.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.surety.watch.promql.Expr;
import dev.surety.watch.promql.PromqlException;
import dev.surety.watch.promql.PromqlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads rule files in Prometheus' format. What this evaluator does not understand is a problem with
 * file and line, never a rule that is quietly left out.
 */
public final class RuleReader {
  private static final Set<String> FILE_KEYS = Set.of("groups");
  private static final Set<String> GROUP_KEYS = Set.of("name", "rules", "interval");
  private static final Set<String> RECORDING_KEYS = Set.of("record", "expr", "labels");
  private static final Set<String> ALERTING_KEYS =
      Set.of("alert", "expr", "for", "labels", "annotations");

  private final List<RuleProblem> problems = new ArrayList<>();
  private String file = "";

  private RuleReader() {}

  /**
   * All files {@code *.yml} and {@code *.yaml} of a directory, in the order of their names.
   *
   * @throws RuleFileException when any of them has a problem, with all of them
   */
  public static RuleSet readDirectory(Path directory) throws IOException, RuleFileException {
    try (Stream<Path> files = Files.list(directory)) {
      return read(files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList());
    }
  }

  /**
   * These files.
   *
   * @throws RuleFileException when any of them has a problem, with all of them
   */
  public static RuleSet read(List<Path> files) throws IOException, RuleFileException {
    RuleReader reader = new RuleReader();
    List<RuleSet.Group> groups = new ArrayList<>();
    for (Path path : files) {
      reader.file = String.valueOf(path.getFileName());
      groups.addAll(reader.groups(Files.readString(path, UTF_8)));
    }
    if (!reader.problems.isEmpty()) {
      throw new RuleFileException(reader.problems);
    }
    return new RuleSet(groups);
  }

  private List<RuleSet.Group> groups(String yaml) {
    List<RuleSet.Group> groups = new ArrayList<>();
    try {
      Node root =
          new Compose(LoadSettings.builder().setLabel(file).build())
              .composeString(yaml)
              .orElse(null);
      Map<String, Node> fields = root == null ? Map.of() : fields(root, FILE_KEYS);
      for (Node group : items(fields.get("groups"))) {
        groups.add(group(group));
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(new RuleProblem(file, line, "not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new RuleProblem(file, 1, "not YAML: " + e.getMessage()));
    }
    return groups;
  }

  private RuleSet.Group group(Node node) {
    Map<String, Node> fields = fields(node, GROUP_KEYS);
    List<Rule> rules = new ArrayList<>();
    for (Node item : items(fields.get("rules"))) {
      Rule rule = rule(item);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return new RuleSet.Group(text(fields.get("name"), node, "name"), rules);
  }

  private @Nullable Rule rule(Node node) {
    boolean alerting =
        node instanceof MappingNode mapping
            && mapping.getValue().stream().anyMatch(field -> key(field).equals("alert"));
    Map<String, Node> fields = fields(node, alerting ? ALERTING_KEYS : RECORDING_KEYS);
    String nameKey = alerting ? "alert" : "record";
    String name = text(fields.get(nameKey), node, nameKey);
    Expr expression = expression(fields.get("expr"), node);
    if (name.isEmpty() || expression == null) {
      return null;
    }
    if (!alerting) {
      return new Rule.Recording(name, expression, texts(fields.get("labels")));
    }
    return new Rule.Alerting(
        name,
        expression,
        duration(fields.get("for")),
        templates(fields.get("labels")),
        templates(fields.get("annotations")));
  }

  private @Nullable Expr expression(@Nullable Node node, Node rule) {
    String text = text(node, rule, "expr");
    if (node == null || text.isEmpty()) {
      return null;
    }
    try {
      return PromqlParser.parse(text);
    } catch (PromqlException e) {
      int line = line(node);
      if (node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.LITERAL) {
        line += 1 + (int) text.substring(0, e.position()).chars().filter(c -> c == '\n').count();
      }
      problems.add(new RuleProblem(file, line, requireNonNull(e.getMessage())));
      return null;
    }
  }

  private long duration(@Nullable Node node) {
    if (node == null) {
      return 0;
    }
    try {
      return PromqlParser.duration(text(node, node, "for"));
    } catch (PromqlException e) {
      problem(node, "'for': " + e.getMessage());
      return 0;
    }
  }

  private Map<String, Template> templates(@Nullable Node node) {
    Map<String, Template> templates = new LinkedHashMap<>();
    nodes(node)
        .forEach(
            (name, value) -> {
              try {
                templates.put(name, Template.parse(text(value, value, name)));
              } catch (IllegalArgumentException e) {
                problem(value, name + ": " + e.getMessage());
              }
            });
    return templates;
  }

  private Map<String, String> texts(@Nullable Node node) {
    Map<String, String> texts = new LinkedHashMap<>();
    nodes(node).forEach((name, value) -> texts.put(name, text(value, value, name)));
    return texts;
  }

  private Map<String, Node> nodes(@Nullable Node node) {
    return node == null ? Map.of() : fields(node, Set.of());
  }

  /** The fields of a mapping; an empty set of known keys allows all. */
  private Map<String, Node> fields(Node node, Set<String> known) {
    Map<String, Node> fields = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(node, "a mapping is expected here");
      return fields;
    }
    for (NodeTuple field : mapping.getValue()) {
      String key = key(field);
      if (!known.isEmpty() && !known.contains(key)) {
        problem(field.getKeyNode(), "'" + key + "' is not supported here");
      } else if (fields.put(key, field.getValueNode()) != null) {
        problem(field.getKeyNode(), "'" + key + "' is there twice");
      }
    }
    return fields;
  }

  private static String key(NodeTuple field) {
    return field.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private List<Node> items(@Nullable Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    if (node != null) {
      problem(node, "a list is expected here");
    }
    return List.of();
  }

  private String text(@Nullable Node node, Node parent, String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problem(node == null ? parent : node, "'" + what + "' must be there, as a text");
    return "";
  }

  private void problem(Node node, String message) {
    problems.add(new RuleProblem(file, line(node), message));
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
