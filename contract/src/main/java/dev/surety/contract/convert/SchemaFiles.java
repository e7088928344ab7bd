package dev.surety.contract.convert;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a schema: the one to import, and those below a directory that it refers to.
 * Nothing is ever read from elsewhere, and nothing over the network.
 */
final class SchemaFiles {
  /** Greatest number of documents. */
  static final int MAX_FILES = 1000;

  /** Their values are no schemas. */
  private static final Set<String> DATA = Set.of("enum", "const", "default", "examples", "example");

  private final @Nullable Path root;
  private final Collection<Loss> losses;
  private final Map<Path, Resource> files = new HashMap<>();
  private final Map<String, Resource> byId = new HashMap<>();
  private final Map<YamlNode, Resource> owners = new IdentityHashMap<>();

  /**
   * A schema with an identity of its own, by which references inside of it go.
   *
   * @param base its URI; empty when it has none
   * @param draft the draft that it is written in
   * @param file null for a text that stands in no file
   */
  record Resource(
      String base,
      Draft draft,
      YamlMapping root,
      @Nullable Path file,
      Map<String, YamlMapping> anchors) {}

  /** Drafts, as far as they mean something else by the same word. */
  enum Draft {
    /** References stand alone; {@code id}, boolean exclusive bounds. */
    DRAFT_4,
    /** References stand alone. */
    DRAFT_7,
    /** 2019-09 and later. */
    MODERN
  }

  /** A node, and the resource that it is in. */
  record Place(YamlNode node, Resource resource) {}

  SchemaFiles(@Nullable Path root, Collection<Loss> losses) {
    this.root = root;
    this.losses = losses;
  }

  /** Reads a text; empty exactly when a problem is an error. */
  Optional<Resource> read(String name, String text, @Nullable Path file, Problems problems) {
    Problems found = new Problems();
    // JSON is YAML but for tabs, which JSON has between values only; the YAML reader knows where
    // everything stands.
    Optional<YamlNode> node = YamlReader.read(name, text.replace('\t', ' '), found);
    if (node.isPresent() && !(node.get() instanceof YamlMapping)) {
      found.error("wrong-type", node.get().at(), "a JSON Schema must be an object");
    }
    for (Problem problem : found.list()) {
      // RFC 8259 leaves open what a second member of a name means; here the first counts.
      if (problem.code().equals("duplicate-key")) {
        losses.add(new Loss(problem.at(), "duplicate", problem.message()));
      } else if (problem.isError()) {
        problems.add(problem);
      }
    }
    if (problems.hasErrors() || !(node.orElse(null) instanceof YamlMapping mapping)) {
      return Optional.empty();
    }
    Resource resource = resource(mapping, "", draft(mapping, Draft.MODERN), file);
    index(mapping, resource);
    return Optional.of(resource);
  }

  private Resource resource(YamlMapping mapping, String base, Draft draft, @Nullable Path file) {
    String id = id(mapping, draft).map(own -> absolute(base, own)).orElse(base);
    Resource resource = new Resource(id, draft, mapping, file, new HashMap<>());
    if (!id.isEmpty()) {
      byId.putIfAbsent(id, resource);
    }
    return resource;
  }

  private static Draft draft(YamlMapping mapping, Draft otherwise) {
    String named = string(mapping, "$schema").orElse("");
    if (named.contains("draft-03") || named.contains("draft-04")) {
      return Draft.DRAFT_4;
    }
    if (named.contains("draft-05") || named.contains("draft-06") || named.contains("draft-07")) {
      return Draft.DRAFT_7;
    }
    return named.contains("/20") ? Draft.MODERN : otherwise;
  }

  /** The URI of a schema without its fragment; empty when it has none of its own. */
  private static Optional<String> id(YamlMapping mapping, Draft draft) {
    if (draft != Draft.MODERN && mapping.has("$ref")) {
      return Optional.empty();
    }
    return string(mapping, draft == Draft.DRAFT_4 ? "id" : "$id")
        .map(id -> id.split("#", 2)[0])
        .filter(id -> !id.isEmpty());
  }

  private void index(YamlNode node, Resource resource) {
    if (node instanceof YamlSequence list) {
      list.items().forEach(item -> index(item, resource));
    }
    if (!(node instanceof YamlMapping mapping)) {
      return;
    }
    Resource owner = resource;
    if (mapping != resource.root() && id(mapping, resource.draft()).isPresent()) {
      Draft draft = draft(mapping, resource.draft());
      owner = resource(mapping, resource.base(), draft, resource.file());
    }
    owners.put(mapping, owner);
    for (String key : List.of("$anchor", "$dynamicAnchor")) {
      Optional<String> anchor = string(mapping, key);
      if (anchor.isPresent()) {
        owner.anchors().putIfAbsent(anchor.get(), mapping);
      }
    }
    String old = string(mapping, owner.draft() == Draft.DRAFT_4 ? "id" : "$id").orElse("");
    if (old.startsWith("#")) {
      owner.anchors().putIfAbsent(old.substring(1), mapping);
    }
    for (YamlMapping.Entry entry : mapping.entries()) {
      if (!DATA.contains(entry.key().value()) || entry.value() instanceof YamlMapping) {
        index(entry.value(), owner);
      }
    }
  }

  /** What a reference is to; empty when it cannot be had, which is then listed. */
  Optional<Place> resolve(String reference, Resource from, Position at) {
    int hash = reference.indexOf('#');
    String uri = hash < 0 ? reference : reference.substring(0, hash);
    String fragment = hash < 0 ? "" : decoded(reference.substring(hash + 1));
    Optional<Resource> target = uri.isEmpty() ? Optional.of(from) : find(uri, from, at);
    Optional<Place> place = target.flatMap(resource -> inside(resource, fragment));
    if (target.isPresent() && place.isEmpty()) {
      losses.add(new Loss(at, "$ref", "there is nothing at '" + reference + "'"));
    }
    return place;
  }

  private Optional<Place> inside(Resource resource, String fragment) {
    if (fragment.isEmpty()) {
      return Optional.of(new Place(resource.root(), resource));
    }
    if (!fragment.startsWith("/")) {
      return Optional.ofNullable(resource.anchors().get(fragment))
          .map(node -> new Place(node, owners.getOrDefault(node, resource)));
    }
    YamlNode node = resource.root();
    for (String step : fragment.substring(1).split("/", -1)) {
      node = step(node, step.replace("~1", "/").replace("~0", "~"));
      if (node == null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Place(node, owner(node, resource)));
  }

  /** The resource that a node is in; of a schema that is true or false, the one given. */
  Resource owner(YamlNode node, Resource otherwise) {
    return owners.getOrDefault(node, otherwise);
  }

  private static @Nullable YamlNode step(YamlNode node, String key) {
    if (node instanceof YamlMapping mapping) {
      return mapping.get(key).orElse(null);
    }
    boolean isIndex = node instanceof YamlSequence && key.matches("0|[1-9][0-9]{0,8}");
    if (!isIndex) {
      return null;
    }
    List<YamlNode> items = ((YamlSequence) node).items();
    int index = Integer.parseInt(key);
    return index < items.size() ? items.get(index) : null;
  }

  private Optional<Resource> find(String uri, Resource from, Position at) {
    Resource known = byId.get(absolute(from.base(), uri));
    if (known == null) {
      known = byId.get(uri);
    }
    if (known != null) {
      return Optional.of(known);
    }
    if (uri.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || root == null) {
      String why = "'" + uri + "' is not one of the files; nothing is read over the network";
      losses.add(new Loss(at, "$ref", why));
      return Optional.empty();
    }
    return findFile(uri, from, at);
  }

  /** References are written from the directory of the file, or from the root. */
  private Optional<Resource> findFile(String uri, Resource from, Position at) {
    if (root == null) {
      return Optional.empty();
    }
    try {
      Path top = root.toRealPath();
      String name = decoded(uri);
      Path own = from.file() == null ? null : from.file().toRealPath().getParent();
      for (Path directory : own == null ? List.of(top) : List.of(own, top)) {
        Path file = directory.resolve(name).normalize();
        if (Files.isRegularFile(file)) {
          Path real = file.toRealPath();
          if (!real.startsWith(top)) {
            losses.add(new Loss(at, "$ref", "'" + uri + "' is outside of " + root));
            return Optional.empty();
          }
          return load(real, top, at);
        }
      }
      losses.add(new Loss(at, "$ref", "there is no file '" + uri + "' below " + root));
    } catch (IOException | InvalidPathException e) {
      losses.add(new Loss(at, "$ref", "'" + uri + "' cannot be read: " + e.getMessage()));
    }
    return Optional.empty();
  }

  private Optional<Resource> load(Path file, Path top, Position at) {
    Resource known = files.get(file);
    if (known != null) {
      return Optional.of(known);
    }
    if (files.size() >= MAX_FILES) {
      losses.add(new Loss(at, "$ref", "more than " + MAX_FILES + " files are not read"));
      return Optional.empty();
    }
    Problems problems = new Problems();
    String name = root == null ? file.toString() : root.resolve(top.relativize(file)).toString();
    Optional<Resource> read =
        YamlReader.readText(file, problems).flatMap(text -> read(name, text, file, problems));
    read.ifPresent(resource -> files.put(file, resource));
    problems.list().stream()
        .filter(Problem::isError)
        .limit(1)
        .forEach(
            problem -> losses.add(new Loss(at, "$ref", problem.at() + ": " + problem.message())));
    return read;
  }

  /** Notes that a file is read already. */
  void add(Path file, Resource resource) throws IOException {
    files.put(file.toRealPath(), resource);
  }

  private static String absolute(String base, String uri) {
    try {
      URI own = URI.create(uri);
      return base.isEmpty() || own.isAbsolute() ? uri : URI.create(base).resolve(own).toString();
    } catch (IllegalArgumentException e) {
      // It is no URI, and can still be the name of a file.
      return uri;
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing stands for itself.
      return text;
    }
  }

  static Optional<String> string(YamlMapping schema, String key) {
    return schema
        .get(key)
        .filter(YamlScalar.class::isInstance)
        .map(YamlScalar.class::cast)
        .filter(YamlScalar::isString)
        .map(YamlScalar::value);
  }
}
