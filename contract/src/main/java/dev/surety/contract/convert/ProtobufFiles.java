package dev.surety.contract.convert;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.surety.contract.Position;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code .proto} file with all that it imports, and the types by their full names. */
final class ProtobufFiles {
  private static final int MAX_FILES = 500;
  private static final int MAX_NESTING = 64;

  /** Where a mistake is, in what the parser says of it. */
  private static final Pattern PLACE = Pattern.compile(":([0-9]{1,9}):([0-9]{1,9})");

  private static final Pattern SYNTAX_ERROR =
      Pattern.compile("Syntax error in [^\n]*?:[0-9]+:[0-9]+: ");

  private final Path root;
  private final Problems problems;
  private final Map<String, ProtoFileElement> files = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();

  private ProtobufFiles(Path root, Problems problems) {
    this.root = root.toAbsolutePath().normalize();
    this.problems = problems;
  }

  /**
   * A message or an enum.
   *
   * @param fullName its name with package and enclosing messages
   * @param element what it is
   * @param file where it stands
   * @param isProto3 whether the file says so
   */
  record Type(String fullName, TypeElement element, String file, boolean isProto3) {
    @Nullable MessageElement message() {
      return element instanceof MessageElement message ? message : null;
    }

    @Nullable EnumElement enumeration() {
      return element instanceof EnumElement enumeration ? enumeration : null;
    }
  }

  /**
   * Reads a file and what it imports.
   *
   * @param root where imports are looked for; nothing outside of it is read
   */
  static ProtobufFiles read(Path file, Path root, Problems problems) {
    ProtobufFiles files = new ProtobufFiles(root, problems);
    YamlReader.readText(file, problems).ifPresent(text -> files.add(file.toString(), text));
    return files;
  }

  /** Reads a text that imports no file but the well-known ones. */
  static ProtobufFiles read(String file, String text, Problems problems) {
    ProtobufFiles files = new ProtobufFiles(Path.of(""), problems);
    files.add(file, text);
    return files;
  }

  private void add(String name, String text) {
    ProtoFileElement file = parse(name, text).orElse(null);
    if (file == null) {
      return;
    }
    files.put(name, file);
    String prefix = file.getPackageName() == null ? "" : file.getPackageName() + ".";
    boolean isProto3 = file.getSyntax() != null && file.getSyntax().toString().equals("proto3");
    file.getTypes().forEach(type -> define(prefix, type, name, isProto3));
    List<String> imports = new ArrayList<>(file.getImports());
    imports.addAll(file.getPublicImports());
    imports.addAll(file.getWeakImports());
    imports.forEach(imported -> include(imported, name, text));
  }

  private Optional<ProtoFileElement> parse(String name, String text) {
    Position start = new Position(name, 1, 1);
    if (nesting(text) > MAX_NESTING) {
      problems.error("too-deep", start, "braces nest more than " + MAX_NESTING + " levels");
      return Optional.empty();
    }
    try {
      return Optional.of(ProtoParser.Companion.parse(Location.get(name), text));
    } catch (IllegalStateException | IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      Matcher place = PLACE.matcher(message);
      Position at =
          place.find()
              ? new Position(
                  name, Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)))
              : start;
      String what = SYNTAX_ERROR.matcher(message).replaceFirst("");
      problems.error("syntax", at, "this is no Protobuf: " + what);
      return Optional.empty();
    }
  }

  /** The parser goes one level deeper for each brace; braces in texts and comments do no harm. */
  private static int nesting(String text) {
    int most = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      most = Math.max(most, depth);
    }
    return most;
  }

  private void define(String prefix, TypeElement type, String file, boolean isProto3) {
    String full = prefix + type.getName();
    Type first = types.putIfAbsent(full, new Type(full, type, file, isProto3));
    if (first != null) {
      problems.error(
          "duplicate-name",
          position(type.getLocation(), file),
          "the type '" + full + "' is defined already, in " + first.file());
    }
    type.getNestedTypes().forEach(nested -> define(full + ".", nested, file, isProto3));
  }

  private void include(String imported, String by, String text) {
    // What is well known is known here.
    if (imported.startsWith("google/protobuf/") || files.containsKey(imported)) {
      return;
    }
    Position at = importPosition(imported, by, text);
    Path path = root.resolve(imported).normalize();
    if (!path.startsWith(root) || imported.startsWith("/")) {
      problems.error("outside", at, "'" + imported + "' is outside of " + root, "see --root");
    } else if (files.size() >= MAX_FILES) {
      problems.error("too-many-files", at, "more than " + MAX_FILES + " files are imported");
    } else if (!Files.isRegularFile(path)) {
      problems.error(
          "file-not-found",
          at,
          "there is no file '" + imported + "' in " + root,
          "name the directory that imports begin in with --root");
    } else {
      YamlReader.readText(path, problems).ifPresent(content -> add(imported, content));
    }
  }

  private static Position importPosition(String imported, String file, String text) {
    int index = Math.max(0, text.indexOf('"' + imported + '"'));
    int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
    return new Position(file, line, index - text.lastIndexOf('\n', index));
  }

  static Position position(Location location, String file) {
    return new Position(file, Math.max(1, location.getLine()), Math.max(1, location.getColumn()));
  }

  /** The messages at the top of the first file. */
  List<Type> messages() {
    String first = files.keySet().stream().findFirst().orElse("");
    ProtoFileElement file = files.get(first);
    if (file == null) {
      return List.of();
    }
    String prefix = file.getPackageName() == null ? "" : file.getPackageName() + ".";
    return file.getTypes().stream()
        .filter(MessageElement.class::isInstance)
        .map(type -> types.get(prefix + type.getName()))
        .filter(type -> type != null)
        .toList();
  }

  /** All files, by the names that they are imported by; the first is the one that was asked for. */
  Map<String, ProtoFileElement> files() {
    return files;
  }

  /** What a name means inside of a message: the innermost scope that has it counts. */
  Optional<Type> resolve(String name, String scope) {
    if (name.startsWith(".")) {
      return Optional.ofNullable(types.get(name.substring(1)));
    }
    String at = scope;
    while (true) {
      Type found = types.get(at.isEmpty() ? name : at + "." + name);
      if (found != null) {
        return Optional.of(found);
      }
      if (at.isEmpty()) {
        return Optional.empty();
      }
      at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "";
    }
  }

  List<String> names() {
    return List.copyOf(types.keySet());
  }
}
