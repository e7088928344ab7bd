package dev.surety.contract.convert;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.surety.contract.Position;
import dev.surety.contract.yaml.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parsed {@code .proto} files as descriptors, with the places of what they define. */
final class ProtobufLinker {
  private final ProtobufFiles files;
  private final Problems problems;

  /** By file, and the full names of what it defines. */
  private final Map<String, Map<String, Position>> places = new HashMap<>();

  private String file = "";
  private boolean proto3;

  ProtobufLinker(ProtobufFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** All files, imports before what imports them. */
  List<FileDescriptor> link() {
    Map<String, FileDescriptorProto> protos = new LinkedHashMap<>();
    files.files().forEach((name, element) -> protos.put(name, file(name, element)));
    if (problems.hasErrors() || protos.isEmpty()) {
      return List.of();
    }
    String main = protos.keySet().iterator().next();
    return List.copyOf(new ProtobufLinkOrder(protos, this::place, problems).build(main).values());
  }

  private Position place(String in, String symbol) {
    Map<String, Position> known = places.getOrDefault(in, Map.of());
    return known.getOrDefault(symbol, new Position(in, 1, 1));
  }

  private void at(String symbol, Location location) {
    places
        .computeIfAbsent(file, any -> new HashMap<>())
        .put(symbol, ProtobufFiles.position(location, file));
  }

  private FileDescriptorProto file(String name, ProtoFileElement element) {
    file = name;
    String syntax = element.getSyntax() == null ? "proto2" : element.getSyntax().toString();
    proto3 = syntax.equals("proto3");
    if (!proto3 && !syntax.equals("proto2")) {
      problems.error(
          "edition",
          new Position(name, 1, 1),
          "the file is written in edition " + syntax + ", which is not read",
          "give a descriptor set, or a file of proto2 or proto3");
    }
    String inPackage = element.getPackageName();
    FileDescriptorProto.Builder proto =
        FileDescriptorProto.newBuilder().setName(name).setSyntax(syntax);
    if (inPackage != null) {
      proto.setPackage(inPackage);
    }
    proto.addAllDependency(element.getImports());
    for (String imported : element.getPublicImports()) {
      proto.addPublicDependency(proto.getDependencyCount()).addDependency(imported);
    }
    proto.addAllDependency(element.getWeakImports());
    String prefix = inPackage == null ? "" : inPackage + ".";
    for (TypeElement type : element.getTypes()) {
      if (type instanceof MessageElement message) {
        proto.addMessageType(message(message, prefix));
      } else if (type instanceof EnumElement enumeration) {
        proto.addEnumType(enumeration(enumeration, prefix));
      }
    }
    return proto.build();
  }

  /** A message inside of another one, at its place in the file. */
  private record Nested(Location at, DescriptorProto proto) {}

  /** A message in the making. */
  private static final class Body {
    final DescriptorProto.Builder proto = DescriptorProto.newBuilder();
    final List<Nested> nested = new ArrayList<>();
    final List<FieldDescriptorProto.Builder> optionals = new ArrayList<>();
    final String prefix;

    Body(String name, String prefix) {
      proto.setName(name);
      this.prefix = prefix + name + ".";
    }
  }

  private DescriptorProto message(MessageElement message, String prefix) {
    at(prefix + message.getName(), message.getLocation());
    Body body = new Body(message.getName(), prefix);
    message.getFields().forEach(field -> field(field, body, null));
    message.getGroups().forEach(group -> group(group, body, null));
    for (OneOfElement oneOf : message.getOneOfs()) {
      int index = body.proto.getOneofDeclCount();
      at(body.prefix + oneOf.getName(), oneOf.getLocation());
      body.proto.addOneofDecl(OneofDescriptorProto.newBuilder().setName(oneOf.getName()));
      oneOf.getFields().forEach(field -> field(field, body, index));
      oneOf.getGroups().forEach(group -> group(group, body, index));
    }
    for (TypeElement type : message.getNestedTypes()) {
      if (type instanceof MessageElement inner) {
        body.nested.add(new Nested(inner.getLocation(), message(inner, body.prefix)));
      } else if (type instanceof EnumElement enumeration) {
        body.proto.addEnumType(enumeration(enumeration, body.prefix));
      }
    }
    return build(body);
  }

  private static DescriptorProto build(Body body) {
    // Oneofs of one field each, which say its presence, stand behind the written ones.
    for (FieldDescriptorProto.Builder field : body.optionals) {
      field.setOneofIndex(body.proto.getOneofDeclCount());
      body.proto.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.getName()));
      body.proto.addField(field);
    }
    // The order of protoc, which message indexes count in.
    body.nested.stream()
        .sorted(
            Comparator.comparingInt((Nested inner) -> inner.at().getLine())
                .thenComparingInt(inner -> inner.at().getColumn()))
        .forEach(inner -> body.proto.addNestedType(inner.proto()));
    return body.proto.build();
  }

  private void field(FieldElement field, Body body, @Nullable Integer oneOf) {
    at(body.prefix + field.getName(), field.getLocation());
    FieldDescriptorProto.Builder proto =
        FieldDescriptorProto.newBuilder().setName(field.getName()).setNumber(field.getTag());
    if (field.getJsonName() != null) {
      proto.setJsonName(field.getJsonName());
    }
    proto.setLabel(label(field.getLabel()));
    if (field.getType().startsWith("map<")) {
      map(field, proto, body);
    } else {
      type(field.getType(), proto);
    }
    field.getOptions().stream()
        .filter(option -> option.getName().equals("packed"))
        .forEach(
            option ->
                proto
                    .getOptionsBuilder()
                    .setPacked(Boolean.parseBoolean(String.valueOf(option.getValue()))));
    if (oneOf != null) {
      body.proto.addField(proto.setOneofIndex(oneOf));
    } else if (proto3 && field.getLabel() == Field.Label.OPTIONAL) {
      body.optionals.add(proto.setProto3Optional(true));
    } else {
      body.proto.addField(proto);
    }
  }

  private static Label label(Field.@Nullable Label label) {
    if (label == Field.Label.REPEATED) {
      return Label.LABEL_REPEATED;
    }
    return label == Field.Label.REQUIRED ? Label.LABEL_REQUIRED : Label.LABEL_OPTIONAL;
  }

  private static void type(String type, FieldDescriptorProto.Builder proto) {
    if (ProtobufTypes.SCALARS.contains(type)) {
      proto.setType(Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
    } else {
      // Whether it is a message or an enum is found where it is defined.
      proto.setTypeName(type);
    }
  }

  private static void map(FieldElement field, FieldDescriptorProto.Builder proto, Body body) {
    String type = field.getType();
    int comma = type.indexOf(',');
    String name = entryName(field.getName());
    DescriptorProto.Builder entry =
        DescriptorProto.newBuilder()
            .setName(name)
            .setOptions(MessageOptions.newBuilder().setMapEntry(true));
    entry.addField(entryField("key", 1, type.substring(4, comma).trim()));
    entry.addField(entryField("value", 2, type.substring(comma + 1, type.length() - 1).trim()));
    body.nested.add(new Nested(field.getLocation(), entry.build()));
    proto.setLabel(Label.LABEL_REPEATED).setType(Type.TYPE_MESSAGE).setTypeName(name);
  }

  private static FieldDescriptorProto entryField(String name, int number, String type) {
    FieldDescriptorProto.Builder proto =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setLabel(Label.LABEL_OPTIONAL);
    type(type, proto);
    return proto.build();
  }

  /** As protoc calls it: {@code unit_prices} has entries of {@code UnitPricesEntry}. */
  private static String entryName(String field) {
    StringBuilder name = new StringBuilder();
    boolean capital = true;
    for (char c : field.toCharArray()) {
      if (c == '_') {
        capital = true;
      } else {
        name.append(capital ? Character.toUpperCase(c) : c);
        capital = false;
      }
    }
    return name.append("Entry").toString();
  }

  private void group(GroupElement group, Body body, @Nullable Integer oneOf) {
    String name = group.getName().toLowerCase(Locale.ROOT);
    at(body.prefix + name, group.getLocation());
    Body inner = new Body(group.getName(), body.prefix);
    group.getFields().forEach(field -> field(field, inner, null));
    body.nested.add(new Nested(group.getLocation(), build(inner)));
    FieldDescriptorProto.Builder proto =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(group.getTag())
            .setLabel(label(group.getLabel()))
            .setType(Type.TYPE_GROUP)
            .setTypeName(group.getName());
    body.proto.addField(oneOf == null ? proto : proto.setOneofIndex(oneOf));
  }

  private EnumDescriptorProto enumeration(EnumElement element, String prefix) {
    at(prefix + element.getName(), element.getLocation());
    EnumDescriptorProto.Builder proto = EnumDescriptorProto.newBuilder().setName(element.getName());
    element
        .getConstants()
        .forEach(
            constant -> {
              // Its name is in the scope around the enum.
              at(prefix + constant.getName(), constant.getLocation());
              proto.addValue(
                  EnumValueDescriptorProto.newBuilder()
                      .setName(constant.getName())
                      .setNumber(constant.getTag()));
            });
    element.getOptions().stream()
        .filter(option -> option.getName().equals("allow_alias"))
        .forEach(
            option ->
                proto
                    .getOptionsBuilder()
                    .setAllowAlias(Boolean.parseBoolean(String.valueOf(option.getValue()))));
    return proto.build();
  }
}
