package dev.surety.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.surety.contract.Position;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.JsonSchemaImport;
import dev.surety.contract.convert.Loss;
import dev.surety.contract.convert.NewContract;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schema of several files, judged by an independent validator, beside what importing it gave. An
 * error of that validator is explained when a loss is listed at a place on the way to it.
 */
final class ImportedSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Path file;
  private final Imported imported;
  private final Set<Position> losses;
  private final Schema schema;
  private final Map<Path, YamlNode> trees = new HashMap<>();
  private final Map<String, Path> bundled = new LinkedHashMap<>();

  ImportedSchema(Path root, Path file) {
    this.root = root;
    this.file = file;
    this.imported = JsonSchemaImport.read(file, root, NewContract.named("record", "1.0.0"));
    this.losses =
        imported.losses().stream()
            .filter(loss -> !loss.isRemark())
            .map(Loss::at)
            .collect(Collectors.toSet());
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(bundle());
  }

  Imported imported() {
    return imported;
  }

  List<Error> errors(JsonNode record) {
    return schema.validate(record);
  }

  /** The validator takes one document: files become definitions, references go to them. */
  private JsonNode bundle() {
    ObjectNode whole = (ObjectNode) json(file);
    ObjectNode definitions = JSON.createObjectNode();
    rewrite(whole, file, definitions);
    whole.set("definitions", definitions);
    return whole;
  }

  private void rewrite(JsonNode node, Path from, ObjectNode definitions) {
    if (node instanceof ObjectNode object) {
      object.remove("$id");
      if (object.path("$ref").isTextual()) {
        Path target = target(object.get("$ref").textValue(), from);
        String name = name(target);
        object.put("$ref", "#/definitions/" + name);
        if (bundled.putIfAbsent(name, target) == null) {
          JsonNode definition = json(target);
          rewrite(definition, target, definitions);
          definitions.set(name, definition);
        }
        return;
      }
    }
    node.forEach(child -> rewrite(child, from, definitions));
  }

  private String name(Path target) {
    return root.relativize(target).toString().replace('/', '-');
  }

  private Path target(String reference, Path from) {
    Path beside = from.resolveSibling(reference);
    return (Files.exists(beside) ? beside : root.resolve(reference)).normalize();
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Errors that no loss explains. */
  List<Error> unexplained(List<Error> errors) {
    return unexplained(errors, 0);
  }

  /** Of alternatives, it is enough that losses explain why the contract let one of them pass. */
  private List<Error> unexplained(List<Error> errors, int from) {
    List<Error> unexplained = new ArrayList<>();
    Map<String, List<Error>> choices = new LinkedHashMap<>();
    for (Error error : errors) {
      int choice = choice(error.getEvaluationPath(), from);
      if (choice < 0) {
        if (!isLost(error.getEvaluationPath())) {
          unexplained.add(error);
        }
      } else {
        choices
            .computeIfAbsent(prefix(error.getEvaluationPath(), choice), path -> new ArrayList<>())
            .add(error);
      }
    }
    choices.values().forEach(choice -> unexplained.addAll(choice(choice, from)));
    return unexplained;
  }

  private List<Error> choice(List<Error> errors, int from) {
    int at = choice(errors.get(0).getEvaluationPath(), from);
    Map<String, List<Error>> branches = new LinkedHashMap<>();
    for (Error error : errors) {
      NodePath path = error.getEvaluationPath();
      if (path.getNameCount() > at + 1) {
        branches.computeIfAbsent(path.getName(at + 1), branch -> new ArrayList<>()).add(error);
      } else if (isLost(path)) {
        return List.of();
      }
    }
    boolean explained =
        branches.values().stream().anyMatch(branch -> unexplained(branch, at + 1).isEmpty());
    return explained ? List.of() : errors;
  }

  private static int choice(NodePath path, int from) {
    for (int i = from; i < path.getNameCount(); i++) {
      boolean isKeyword = i == 0 || !path.getName(i - 1).equals("properties");
      if (isKeyword && (path.getName(i).equals("oneOf") || path.getName(i).equals("anyOf"))) {
        return i;
      }
    }
    return -1;
  }

  private static String prefix(NodePath path, int last) {
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i <= last; i++) {
      prefix.append('/').append(path.getName(i));
    }
    return prefix.toString();
  }

  /** Whether a loss is listed at a keyword or schema on the way. */
  private boolean isLost(NodePath path) {
    YamlNode node = tree(file);
    Path at = file;
    for (int i = 0; i < path.getNameCount(); i++) {
      node = step(node, path.getName(i));
      if (node == null) {
        return false;
      }
      if (losses.contains(node.at())) {
        return true;
      }
      boolean isReference =
          path.getName(i).equals("$ref") && (i == 0 || !path.getName(i - 1).equals("properties"));
      if (isReference) {
        at = target(node.toString(), at);
        node = tree(at);
        if (losses.contains(node.at())) {
          return true;
        }
      }
    }
    return false;
  }

  private YamlNode tree(Path path) {
    return trees.computeIfAbsent(path, file -> YamlReader.read(file, new Problems()).orElseThrow());
  }

  private static @Nullable YamlNode step(YamlNode node, String name) {
    if (node instanceof YamlMapping mapping) {
      return mapping.get(name).orElse(null);
    }
    return node instanceof YamlSequence list ? list.items().get(Integer.parseInt(name)) : null;
  }

  Set<String> lostKeywords() {
    return imported.losses().stream()
        .filter(loss -> !loss.isRemark())
        .map(Loss::what)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
