package dev.surety.contract.convert;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import dev.surety.contract.Position;
import dev.surety.contract.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds files after what they import. */
final class ProtobufLinkOrder {
  /** Files that every Protobuf has, by the names that they are imported by. */
  private static final Map<String, FileDescriptor> WELL_KNOWN =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, file -> file));

  private final Map<String, FileDescriptorProto> files;
  private final BiFunction<String, String, Position> positions;
  private final Problems problems;
  private final Map<String, FileDescriptor> built = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  /**
   * @param positions where in a file a symbol is defined; the empty one is the file
   */
  ProtobufLinkOrder(
      Map<String, FileDescriptorProto> files,
      BiFunction<String, String, Position> positions,
      Problems problems) {
    this.files = files;
    this.positions = positions;
    this.problems = problems;
  }

  /** The file with what it imports, which comes before it; without it when it cannot be built. */
  Map<String, FileDescriptor> build(String name) {
    one(name);
    return built;
  }

  private void one(String name) {
    FileDescriptorProto file = files.get(name);
    if (file == null || built.containsKey(name)) {
      return;
    }
    open.add(name);
    List<FileDescriptor> imports = new ArrayList<>();
    for (String imported : file.getDependencyList()) {
      if (open.contains(imported)) {
        problems.error(
            "import-cycle",
            positions.apply(name, imported),
            "'" + imported + "' imports this file again");
        return;
      }
      one(imported);
      FileDescriptor found = built.getOrDefault(imported, WELL_KNOWN.get(imported));
      if (found == null) {
        notFound(name, imported);
        return;
      }
      imports.add(found);
    }
    open.remove(name);
    try {
      built.put(
          name, FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new), false));
    } catch (DescriptorValidationException e) {
      problems.error(
          "link", positions.apply(name, e.getProblemSymbolName()), sentence(e.getDescription()));
    }
  }

  private void notFound(String name, String imported) {
    // One that could not be built has its own problem already.
    if (!files.containsKey(imported)) {
      problems.error(
          "file-not-found",
          positions.apply(name, imported),
          "the imported file '" + imported + "' is not there");
    }
  }

  private static String sentence(String description) {
    String text =
        description.endsWith(".")
            ? description.substring(0, description.length() - 1)
            : description;
    return "this cannot be linked: " + text;
  }
}
