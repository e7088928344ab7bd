package dev.surety.contract.convert;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a writer's schema defines, to read records by: from {@code .proto} sources or
 * from a serialized {@code FileDescriptorSet}. Immutable; may be shared between threads.
 *
 * <p>What readers of a record do not need is left away: options, defaults of fields, extensions,
 * services.
 */
public final class ProtobufDescriptors {
  private final Map<String, Descriptor> messages = new LinkedHashMap<>();
  private final FileDescriptor main;
  private final String file;

  private ProtobufDescriptors(List<FileDescriptor> files, FileDescriptor main, String file) {
    this.main = main;
    this.file = file;
    files.forEach(each -> each.getMessageTypes().forEach(this::add));
  }

  private void add(Descriptor message) {
    if (!message.getOptions().getMapEntry()) {
      messages.put(message.getFullName(), message);
      message.getNestedTypes().forEach(this::add);
    }
  }

  /**
   * What reading gave.
   *
   * @param descriptors the messages; null exactly when a problem is an error
   * @param problems what is wrong, with its place in the sources
   */
  public record Result(@Nullable ProtobufDescriptors descriptors, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A message, or why there is none.
   *
   * @param descriptor the message; null exactly when a problem is an error
   */
  public record Message(@Nullable Descriptor descriptor, List<Problem> problems) {
    public Message {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a {@code .proto} file and what it imports.
   *
   * @param root where the files lie that it imports
   */
  public static Result read(Path file, Path root) {
    Problems problems = new Problems();
    return of(ProtobufFiles.read(file, root, problems), file.toString(), problems);
  }

  /**
   * Reads a text that imports well-known types only.
   *
   * @param file names it in positions
   */
  public static Result read(String file, String text) {
    Problems problems = new Problems();
    return of(ProtobufFiles.read(file, text, problems), file, problems);
  }

  private static Result of(ProtobufFiles files, String file, Problems problems) {
    if (problems.hasErrors()) {
      return new Result(null, problems.list());
    }
    List<FileDescriptor> built = new ProtobufLinker(files, problems).link();
    // Imports come first, so the last one is the file that was asked for.
    return new Result(
        problems.hasErrors()
            ? null
            : new ProtobufDescriptors(built, built.get(built.size() - 1), file),
        problems.list());
  }

  /**
   * Reads a serialized {@code FileDescriptorSet}, as {@code protoc --descriptor_set_out
   * --include_imports} writes it. Its last file is the one that message indexes are of.
   *
   * @param file names it in positions
   */
  public static Result readSet(String file, byte[] bytes) {
    Problems problems = new Problems();
    Position at = new Position(file, 1, 1);
    FileDescriptorSet set;
    try {
      set = FileDescriptorSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      problems.error(
          "descriptor-set",
          at,
          "this is no FileDescriptorSet: " + e.getMessage(),
          "write one with protoc --include_imports --descriptor_set_out");
      return new Result(null, problems.list());
    }
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    set.getFileList().forEach(each -> files.put(each.getName(), each));
    if (files.isEmpty()) {
      problems.error("descriptor-set", at, "the FileDescriptorSet holds no file");
      return new Result(null, problems.list());
    }
    String last = set.getFile(set.getFileCount() - 1).getName();
    Map<String, FileDescriptor> built =
        new ProtobufLinkOrder(files, (name, symbol) -> at, problems).build(last);
    FileDescriptor main = built.get(last);
    return new Result(
        problems.hasErrors() || main == null
            ? null
            : new ProtobufDescriptors(List.copyOf(built.values()), main, file),
        problems.list());
  }

  /**
   * The message of a name.
   *
   * @param name with package and enclosing messages; the last part alone does when it is the only
   *     message that is called so
   */
  public Message message(String name) {
    Descriptor found = messages.get(name);
    if (found != null) {
      return new Message(found, List.of());
    }
    List<Descriptor> called =
        messages.values().stream().filter(each -> each.getName().equals(name)).toList();
    if (called.size() == 1) {
      return new Message(called.get(0), List.of());
    }
    Problems problems = new Problems();
    String help =
        called.isEmpty()
            ? DidYouMean.help(name, List.copyOf(messages.keySet()))
            : "write one of "
                + String.join(", ", called.stream().map(Descriptor::getFullName).toList());
    problems.error(
        "unknown-message",
        new Position(file, 1, 1),
        called.isEmpty()
            ? "there is no message '" + name + "'"
            : "several messages are called '" + name + "'",
        help);
    return new Message(null, problems.list());
  }

  /**
   * The message at Confluent's message indexes: which one at the top of the file, which one inside
   * of that, and so on; no index at all is the first.
   */
  public Optional<Descriptor> message(List<Integer> indexes) {
    List<Descriptor> scope = main.getMessageTypes();
    Descriptor found = null;
    for (int index : indexes.isEmpty() ? List.of(0) : indexes) {
      if (index < 0 || index >= scope.size()) {
        return Optional.empty();
      }
      found = scope.get(index);
      scope = found.getNestedTypes();
    }
    return Optional.ofNullable(found);
  }

  /** The full names of all messages. */
  public List<String> names() {
    return new ArrayList<>(messages.keySet());
  }
}
