package dev.surety.contract.convert;

import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import dev.surety.contract.Contract;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages at the top of a {@code .proto} file (proto2, proto3, with imports) as the record
 * types of a contract. The contract speaks of the values as Protobuf's JSON form has them, under
 * the names of the fields as they are written; bytes are texts of base64.
 *
 * <p>The topic of a message is the topic that was asked for when it is the only one, else its name.
 */
public final class ProtobufImport {
  private final ProtobufFiles files;
  private final Problems problems;
  private final Set<Loss> losses = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int count;

  private ProtobufImport(ProtobufFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * Imports the schema in a file.
   *
   * @param root where the files lie that it imports
   */
  public static Imported read(Path file, Path root, NewContract as) {
    Problems problems = new Problems();
    return of(ProtobufFiles.read(file, root, problems), file.toString(), as, problems);
  }

  /**
   * Imports a schema that imports well-known types only.
   *
   * @param file names it in positions
   */
  public static Imported read(String file, String text, NewContract as) {
    Problems problems = new Problems();
    return of(ProtobufFiles.read(file, text, problems), file, as, problems);
  }

  private static Imported of(ProtobufFiles files, String file, NewContract as, Problems problems) {
    List<ProtobufFiles.Type> messages = files.messages();
    if (messages.isEmpty() && !problems.hasErrors()) {
      problems.error(
          "no-message",
          new Position(file, 1, 1),
          "the file defines no message",
          "import another one");
    }
    if (problems.hasErrors()) {
      return new Imported(null, List.of(), problems.list());
    }
    ProtobufImport reader = new ProtobufImport(files, problems);
    List<SchemaObject> objects = new ArrayList<>();
    for (ProtobufFiles.Type message : messages) {
      String topic = messages.size() == 1 ? as.topic() : message.element().getName();
      objects.add(reader.object(message, topic));
    }
    reader.besideMessages();
    if (reader.count > AvroImport.MAX_PROPERTIES) {
      problems.error(
          "too-large",
          new Position(file, 1, 1),
          "with types that are used again this has more than "
              + AvroImport.MAX_PROPERTIES
              + " properties",
          "import its parts");
    }
    if (problems.hasErrors()) {
      return new Imported(null, List.of(), problems.list());
    }
    Contract contract =
        new Contract(file, NeededVersion.of(objects), as.name(), as.version(), objects);
    return new Imported(contract, List.copyOf(reader.losses), problems.list());
  }

  private SchemaObject object(ProtobufFiles.Type message, String topic) {
    Position at = ProtobufFiles.position(message.element().getLocation(), message.file());
    ImportedProperty root = new ImportedProperty(at);
    root.required = true;
    message(message, root, at);
    return new SchemaObject(
        message.element().getName(),
        topic,
        root.build(""),
        List.of(),
        null,
        Passage.PASS,
        Passage.PASS,
        at);
  }

  private void besideMessages() {
    files
        .files()
        .forEach(
            (name, file) -> {
              file.getServices()
                  .forEach(
                      service ->
                          lost(
                              ProtobufFiles.position(service.getLocation(), name),
                              "service " + service.getName(),
                              "a contract speaks of records, not of calls"));
              file.getExtendDeclarations()
                  .forEach(
                      extend ->
                          lost(
                              ProtobufFiles.position(extend.getLocation(), name),
                              "extend " + extend.getName(),
                              "fields that another file adds are not part of the message here"));
            });
  }

  private void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  private void message(ProtobufFiles.Type type, ImportedProperty property, Position used) {
    MessageElement message = (MessageElement) type.element();
    if (open.contains(type.fullName())) {
      lost(
          used,
          type.fullName(),
          "a contract has no recursive types; inside of itself, any value fits");
      return;
    }
    if (open.size() >= AvroImport.MAX_DEPTH) {
      lost(
          used,
          "depth",
          "a contract nests at most " + AvroImport.MAX_DEPTH + " levels; below, any value fits");
      return;
    }
    open.push(type.fullName());
    property.type(LogicalType.OBJECT).physicalType = type.fullName();
    property.description = text(message.getDocumentation());
    List<Member> members = new ArrayList<>();
    message.getFields().forEach(field -> members.add(member(field, type)));
    message.getGroups().forEach(group -> members.add(group(group, type)));
    message.getOneOfs().forEach(oneOf -> oneOf(oneOf, type, members));
    Position at = ProtobufFiles.position(message.getLocation(), type.file());
    message
        .getExtensions()
        .forEach(
            extensions ->
                lost(
                    ProtobufFiles.position(extensions.getLocation(), type.file()),
                    "extensions",
                    "fields of others are not part of the message here"));
    message
        .getReserveds()
        .forEach(
            reserved ->
                lost(
                    ProtobufFiles.position(reserved.getLocation(), type.file()),
                    "reserved",
                    "a contract has no numbers of fields"));
    options(message.getOptions(), at);
    members.stream()
        .sorted(Comparator.comparingInt(Member::line).thenComparingInt(Member::column))
        .forEach(member -> property.members.add(member.property()));
    open.pop();
  }

  /** A member at its place in the file; oneofs and groups stand among the fields. */
  private record Member(int line, int column, Property property) {}

  private Member member(FieldElement field, ProtobufFiles.Type owner) {
    Position at = ProtobufFiles.position(field.getLocation(), owner.file());
    count++;
    ImportedProperty property = new ImportedProperty(at);
    if (count <= AvroImport.MAX_PROPERTIES) {
      boolean isRepeated = field.getLabel() == Field.Label.REPEATED;
      value(isRepeated ? "repeated" : "", field.getType(), owner, property);
      property.required = isAlwaysThere(field, owner, property);
    }
    String documentation = text(field.getDocumentation());
    property.description = documentation.isEmpty() ? property.description : documentation;
    if (field.getDefaultValue() != null) {
      lost(at, "default", "a contract has no defaults");
    }
    if (field.getJsonName() != null) {
      lost(at, "json_name", "the member is called as the field is: " + field.getName());
    }
    options(field.getOptions(), at);
    return new Member(at.line(), at.column(), property.build(field.getName()));
  }

  /**
   * A field without presence has a value, if only its default; so have lists and maps. What proto2
   * calls required is there.
   */
  private static boolean isAlwaysThere(
      FieldElement field, ProtobufFiles.Type owner, ImportedProperty property) {
    Field.Label label = field.getLabel();
    if (label == Field.Label.REQUIRED || label == Field.Label.REPEATED) {
      return true;
    }
    boolean isMap = field.getType().startsWith("map<");
    boolean hasNoPresence =
        owner.isProto3()
            && label == null
            && ProtobufTypes.isScalarOrEnum(field.getType(), property.type);
    return isMap || hasNoPresence;
  }

  private void options(List<OptionElement> options, Position at) {
    for (OptionElement option : options) {
      // How it is packed on the wire is nothing that a value shows.
      if (!option.getName().equals("packed")) {
        lost(at, option.getName(), "a contract has no word for the option");
      }
    }
  }

  private void oneOf(OneOfElement oneOf, ProtobufFiles.Type owner, List<Member> members) {
    Position at = ProtobufFiles.position(oneOf.getLocation(), owner.file());
    lost(
        at,
        "oneof " + oneOf.getName(),
        "its fields are optional here; that only one is there is not said");
    oneOf.getFields().forEach(field -> members.add(optional(member(field, owner))));
    oneOf.getGroups().forEach(group -> members.add(optional(group(group, owner))));
  }

  private static Member optional(Member member) {
    Property p = member.property();
    Property optional =
        new Property(
            p.name(),
            p.type(),
            p.options(),
            false,
            p.closed(),
            p.classification(),
            p.allowed(),
            p.properties(),
            p.items(),
            p.mapKey(),
            p.mapValue(),
            p.information(),
            p.at());
    return new Member(member.line(), member.column(), optional);
  }

  private Member group(GroupElement group, ProtobufFiles.Type owner) {
    Position at = ProtobufFiles.position(group.getLocation(), owner.file());
    count++;
    ImportedProperty object = new ImportedProperty(at).type(LogicalType.OBJECT);
    object.physicalType = "group";
    object.description = text(group.getDocumentation());
    object.required = true;
    group.getFields().forEach(field -> object.members.add(member(field, owner).property()));
    ImportedProperty property = object;
    if (group.getLabel() == Field.Label.REPEATED) {
      property = new ImportedProperty(at).type(LogicalType.ARRAY);
      property.items = object.build("");
    }
    property.required =
        group.getLabel() == Field.Label.REQUIRED || group.getLabel() == Field.Label.REPEATED;
    String name = group.getName().toLowerCase(java.util.Locale.ROOT);
    return new Member(at.line(), at.column(), property.build(name));
  }

  private void value(
      String label, String type, ProtobufFiles.Type owner, ImportedProperty property) {
    if (label.equals("repeated")) {
      property.type(LogicalType.ARRAY).items = inner(type, owner, property.at);
    } else if (type.startsWith("map<")) {
      int comma = type.indexOf(',');
      property.type(LogicalType.MAP);
      property.mapKey = inner(type.substring(4, comma).trim(), owner, property.at);
      property.mapValue =
          inner(type.substring(comma + 1, type.length() - 1).trim(), owner, property.at);
    } else if (!ProtobufTypes.known(type, property, this::lost)) {
      defined(type, owner, property);
    }
  }

  private Property inner(String type, ProtobufFiles.Type owner, Position at) {
    ImportedProperty inner = new ImportedProperty(at);
    value("", type, owner, inner);
    inner.required = true;
    return inner.build("");
  }

  private void defined(String name, ProtobufFiles.Type owner, ImportedProperty property) {
    Optional<ProtobufFiles.Type> found = files.resolve(name, owner.fullName());
    ProtobufFiles.Type type = found.orElse(null);
    if (type == null) {
      String help = DidYouMean.help(name, files.names());
      problems.error("unknown-type", property.at, "there is no type '" + name + "'", help);
    } else if (type.enumeration() != null) {
      enumeration(type, type.enumeration(), property);
    } else {
      message(type, property, property.at);
    }
  }

  private void enumeration(
      ProtobufFiles.Type type, EnumElement element, ImportedProperty property) {
    property.type(LogicalType.STRING).physicalType = "enum " + type.fullName();
    property.description = text(element.getDocumentation());
    property.allowed =
        List.copyOf(element.getConstants().stream().map(EnumConstantElement::getName).toList());
    Position at = ProtobufFiles.position(element.getLocation(), type.file());
    lost(at, "enum " + type.fullName(), "the numbers of its values are not said");
    if (type.isProto3()) {
      lost(at, "open enum", "numbers that the enum does not list are not accepted");
    }
    options(element.getOptions(), at);
  }

  private static String text(@Nullable String documentation) {
    return documentation == null ? "" : documentation.strip();
  }
}
