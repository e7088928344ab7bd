package dev.surety.systemtests;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.systemtests.PublishedSchemas.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Breaks GitHub's webhook payloads in one known place each, as an oracle for validation.
 *
 * <p>What breaks a payload is decided by the published JSON Schemas alone; nothing of Surety and
 * nothing of the example contract takes part. Only breaks that have one undisputed path are made:
 *
 * <ul>
 *   <li>inside of a {@code oneOf} of several types nothing is changed, since each alternative would
 *       blame another place; the root's {@code oneOf} is resolved by the members that are there;
 *   <li>{@code action} is left alone: it says which schema applies;
 *   <li>no value becomes null: ODCS lets a property that is not required be null;
 *   <li>members whose names are no identifiers ({@code +1}) are left alone: how a path quotes them
 *       is not what this is about.
 * </ul>
 */
final class PayloadMutations {
  static final String REQUIRED_DROPPED = "required_dropped";
  static final String TYPE_CHANGED = "type_changed";
  static final String OUT_OF_FORMAT = "out_of_format";
  static final String OUT_OF_ENUM = "out_of_enum";
  static final String UNKNOWN_EVENT = "unknown_event";
  static final String TRUNCATED = "truncated";

  /** The kinds in turn; a kind that has more to break stands more often. */
  private static final List<String> TURNS =
      List.of(
          REQUIRED_DROPPED,
          TYPE_CHANGED,
          OUT_OF_FORMAT,
          REQUIRED_DROPPED,
          TRUNCATED,
          TYPE_CHANGED,
          OUT_OF_ENUM,
          REQUIRED_DROPPED,
          OUT_OF_FORMAT,
          TYPE_CHANGED,
          UNKNOWN_EVENT,
          OUT_OF_ENUM);

  private static final List<String> EVENTS = List.of("issues", "pull_request", "push", "release");
  private static final List<String> UNKNOWN_EVENTS =
      List.of("pushed", "PUSH", "issue", "deployment", "pull-request", "");
  private static final List<String> NO_TIMESTAMPS =
      List.of(
          "yesterday",
          "2019-13-45T15:19:25Z",
          "2019-05-15T25:19:25Z",
          "2019-05-15T15:19:25",
          "1557933565",
          "");
  private static final List<String> NO_URIS =
      List.of("not a url", "/Codertocat/Hello-World", "https://git hub.com/", "");

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often in a row nothing new may be found before the payloads are taken to be exhausted. */
  private static final int MAX_FRUITLESS = 1_000;

  private PayloadMutations() {}

  /**
   * A payload that breaks the published schema of its event.
   *
   * @param event value of the header {@code X-GitHub-Event}
   * @param payload the record's bytes; never to be changed
   * @param kind one of the constants of {@link PayloadMutations}
   * @param path where a violation is expected, such as {@code commits[2].author.email}; empty for
   *     an unknown event, and for truncated bytes, where it may also be any prefix of the place at
   *     which the document ends
   * @param source event and file that the payload comes from, for a failure's message
   */
  @SuppressWarnings("ArrayRecordComponent") // mutations are never compared
  record Mutation(String event, byte[] payload, String kind, String path, String source) {
    Mutation {
      requireNonNull(event, "event");
      requireNonNull(payload, "payload");
      requireNonNull(kind, "kind");
      requireNonNull(path, "path");
      requireNonNull(source, "source");
    }
  }

  /**
   * Different mutations of the payloads of the push, issues, pull_request and release events.
   *
   * @param sharedData the folder that holds {@code github-webhooks}
   * @param seed the same seed gives the same mutations
   * @param count how many
   */
  static List<Mutation> mutations(Path sharedData, long seed, int count) {
    List<Payload> payloads = payloads(sharedData.resolve("github-webhooks"));
    Random random = new Random(seed);
    Set<String> made = new HashSet<>();
    List<Mutation> mutations = new ArrayList<>();
    int fruitless = 0;
    for (int turn = 0; mutations.size() < count; turn++) {
      String kind = TURNS.get(turn % TURNS.size());
      Optional<Mutation> mutation = pick(payloads, random).mutate(kind, random);
      if (mutation.isPresent() && made.add(identity(mutation.get()))) {
        mutations.add(mutation.get());
        fruitless = 0;
      } else if (++fruitless > MAX_FRUITLESS) {
        throw new IllegalStateException("no more than " + mutations.size() + " mutations to make");
      }
    }
    return mutations;
  }

  private static String identity(Mutation mutation) {
    return String.join(
        " ",
        mutation.source(),
        mutation.kind(),
        mutation.path(),
        mutation.event(),
        Integer.toString(mutation.payload().length));
  }

  private static List<Payload> payloads(Path root) {
    PublishedSchemas schemas = new PublishedSchemas(root.resolve("schemas"));
    List<Payload> payloads = new ArrayList<>();
    for (String event : EVENTS) {
      Path folder = root.resolve("examples").resolve(event);
      for (Path file : jsonFiles(folder)) {
        payloads.add(Payload.read(event, file, schemas));
      }
    }
    if (payloads.isEmpty()) {
      throw new IllegalArgumentException("no payloads under " + root);
    }
    return payloads;
  }

  private static List<Path> jsonFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /** One payload with all that can be broken in it. */
  @SuppressWarnings("ArrayRecordComponent") // payloads are never compared
  private record Payload(String event, String source, byte[] original, List<Break> breaks) {
    static Payload read(String event, Path file, PublishedSchemas schemas) {
      byte[] original = bytes(file);
      JsonNode record = parse(original);
      String schema = event.equals("push") ? "event" : record.path("action").asText();
      List<Break> breaks = new Walk(schemas).breaks(record, event + "/" + schema + ".schema.json");
      return new Payload(event, event + "/" + file.getFileName(), original, breaks);
    }

    Optional<Mutation> mutate(String kind, Random random) {
      return switch (kind) {
        case UNKNOWN_EVENT ->
            Optional.of(new Mutation(pick(UNKNOWN_EVENTS, random), original, kind, "", source));
        case TRUNCATED -> Optional.of(new Mutation(event, truncated(random), kind, "", source));
        default -> {
          List<Break> fitting = breaks.stream().filter(each -> each.kind().equals(kind)).toList();
          if (fitting.isEmpty()) {
            yield Optional.empty();
          }
          Break chosen = pick(fitting, random);
          byte[] broken = chosen.place().rewrite(parse(original), chosen.edit(random));
          yield Optional.of(new Mutation(event, broken, kind, chosen.place().text(), source));
        }
      };
    }

    /** Cuts inside of the document and between characters: malformed, yet well encoded. */
    private byte[] truncated(Random random) {
      int end = original.length;
      while (original[end - 1] != '}') {
        end--;
      }
      int length = 1 + random.nextInt(end - 1);
      while ((original[length] & 0xC0) == 0x80) {
        length--;
      }
      return Arrays.copyOf(original, length);
    }
  }

  /**
   * A way to break a payload at a place.
   *
   * @param replacements what may stand there instead; of no meaning for a member that is dropped
   */
  private record Break(String kind, Place place, List<JsonNode> replacements) {
    UnaryOperator<Optional<JsonNode>> edit(Random random) {
      return kind.equals(REQUIRED_DROPPED)
          ? value -> Optional.empty()
          : value -> Optional.of(pick(replacements, random));
    }
  }

  /** A place in a document: member names and array indexes from the root. */
  private record Place(List<Object> steps) {
    static final Place ROOT = new Place(List.of());

    Place then(Object step) {
      List<Object> longer = new ArrayList<>(steps);
      longer.add(step);
      return new Place(List.copyOf(longer));
    }

    String text() {
      StringBuilder text = new StringBuilder();
      for (Object step : steps) {
        if (step instanceof Integer) {
          text.append('[').append(step).append(']');
        } else {
          text.append(text.isEmpty() ? "" : ".").append(step);
        }
      }
      return text.toString();
    }

    byte[] rewrite(JsonNode document, UnaryOperator<Optional<JsonNode>> edit) {
      JsonNode parent = document;
      for (Object step : steps.subList(0, steps.size() - 1)) {
        parent = child(parent, step);
      }
      Object last = steps.get(steps.size() - 1);
      Optional<JsonNode> edited = edit.apply(Optional.of(child(parent, last)));
      if (last instanceof Integer index) {
        ((ArrayNode) parent).set(index, edited.orElseThrow());
      } else if (edited.isPresent()) {
        ((ObjectNode) parent).set((String) last, edited.get());
      } else {
        ((ObjectNode) parent).remove((String) last);
      }
      try {
        return JSON.writeValueAsBytes(document);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static JsonNode child(JsonNode parent, Object step) {
      return step instanceof Integer index
          ? parent.required(index)
          : parent.required((String) step);
    }
  }

  /** Finds what can be broken in a payload by walking it along its schema. */
  private static final class Walk {
    private final PublishedSchemas published;
    private final List<Break> breaks = new ArrayList<>();

    Walk(PublishedSchemas schemas) {
      this.published = schemas;
    }

    List<Break> breaks(JsonNode payload, String schemaFile) {
      Schema root = published.file(schemaFile);
      List<Schema> alternatives =
          root.at("oneOf").isEmpty() ? List.of(root) : published.each(root, "oneOf");
      Schema fitting =
          alternatives.stream()
              .filter(schema -> names(schema).allMatch(payload::has))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(schemaFile + " fits no payload"));
      // Without a member that only one alternative requires, the payload would fit no alternative
      // better than another.
      Predicate<String> droppable =
          name ->
              !name.equals("action")
                  && alternatives.stream().allMatch(each -> names(each).anyMatch(name::equals));
      object(payload, List.of(fitting), Place.ROOT, droppable);
      return breaks;
    }

    private static Stream<String> names(Schema schema) {
      return PublishedSchemas.texts(schema.at("required"));
    }

    private void object(
        JsonNode object, List<Schema> schemas, Place place, Predicate<String> droppable) {
      object
          .properties()
          .forEach(
              member -> {
                String name = member.getKey();
                if (!IDENTIFIER.matcher(name).matches()) {
                  return;
                }
                Place at = place.then(name);
                if (droppable.test(name) && anyRequires(schemas, name)) {
                  breaks.add(new Break(REQUIRED_DROPPED, at, List.of()));
                }
                if (!at.text().equals("action")) {
                  value(member.getValue(), below(schemas, "properties", name), at);
                }
              });
    }

    private static boolean anyRequires(List<Schema> schemas, String name) {
      return schemas.stream().flatMap(Walk::names).anyMatch(name::equals);
    }

    /** All schemas that hold for a value at the same time; none, so no break, for a choice. */
    private List<Schema> below(List<Schema> parents, String keyword, String name) {
      List<Schema> all = new ArrayList<>();
      for (Schema parent : parents) {
        JsonNode child = parent.at(keyword).path(name);
        if (child.isObject() && !published.conjunction(parent.with(child), all)) {
          return List.of();
        }
      }
      return all;
    }

    private void value(JsonNode value, List<Schema> schemas, Place place) {
      if (value.isNull()) {
        return;
      }
      List<JsonNode> others = ofOtherType(PublishedSchemas.commonTypes(schemas));
      if (!others.isEmpty()) {
        breaks.add(new Break(TYPE_CHANGED, place, others));
      }
      for (Schema schema : schemas) {
        switch (schema.at("format").asText()) {
          case "date-time" -> breaks.add(new Break(OUT_OF_FORMAT, place, nodes(NO_TIMESTAMPS)));
          case "uri" -> breaks.add(new Break(OUT_OF_FORMAT, place, nodes(NO_URIS)));
          default -> {}
        }
        if (schema.at("enum").isArray()) {
          breaks.add(new Break(OUT_OF_ENUM, place, List.of(notIn(schema.at("enum"), value))));
        }
      }
      if (value.isObject()) {
        object(value, schemas, place, name -> true);
      } else if (value.isArray()) {
        List<Schema> items = new ArrayList<>();
        for (Schema schema : schemas) {
          if (!published.conjunction(schema.with(schema.at("items")), items)) {
            return;
          }
        }
        for (int i = 0; i < value.size(); i++) {
          value(value.get(i), items, place.then(i));
        }
      }
    }

    private static List<JsonNode> ofOtherType(Set<String> types) {
      Map<String, JsonNode> samples =
          Map.of(
              "string", NODES.textNode("text"),
              "integer", NODES.numberNode(17),
              "boolean", NODES.booleanNode(true),
              "array", NODES.arrayNode().add("text"),
              "object", NODES.objectNode().put("text", "text"));
      return Stream.of("string", "integer", "boolean", "array", "object")
          .filter(type -> !types.contains(type))
          .map(type -> requireNonNull(samples.get(type)))
          .toList();
    }

    private static JsonNode notIn(JsonNode allowed, JsonNode value) {
      if (value.isBoolean()) {
        return NODES.booleanNode(!value.booleanValue());
      }
      String other = value.asText() + "_";
      if (PublishedSchemas.texts(allowed).anyMatch(other::equals)) {
        throw new IllegalStateException(other + " is allowed");
      }
      return NODES.textNode(other);
    }

    private static List<JsonNode> nodes(List<String> texts) {
      return texts.stream().<JsonNode>map(NODES::textNode).toList();
    }
  }
}
