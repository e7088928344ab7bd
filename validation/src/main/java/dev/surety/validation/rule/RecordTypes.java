package dev.surety.validation.rule;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.surety.contract.LogicalType;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The CEL types of a record type. */
final class RecordTypes implements CelTypeProvider {
  private final ImmutableMap<String, CelType> structs;
  private final ImmutableSortedSet<String> fieldNames;
  private final CelType record;

  RecordTypes(Node root) {
    Builder builder = new Builder();
    record = builder.type(root, "record");
    structs = ImmutableMap.copyOf(builder.structs);
    fieldNames = ImmutableSortedSet.copyOf(builder.fieldNames);
  }

  /** The type of {@code record}. */
  CelType record() {
    return record;
  }

  /** The names of all fields, for a did-you-mean. */
  Set<String> fieldNames() {
    return fieldNames;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return structs.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }

  /** Map keys of CEL are integers, booleans and texts. */
  static CelType keyType(Node key) {
    if (key.shape() instanceof Shape.Numeric number && number.integer()) {
      return SimpleType.INT;
    }
    return key.shape() instanceof Shape.Bool ? SimpleType.BOOL : SimpleType.STRING;
  }

  private static final class Builder {
    final Map<String, CelType> structs = new LinkedHashMap<>();
    final Set<String> fieldNames = new HashSet<>();

    CelType type(Node node, String path) {
      return node.shape()
          .accept(
              new Shape.Visitor<>() {
                @Override
                public CelType any(Shape.Any shape) {
                  return SimpleType.DYN;
                }

                @Override
                public CelType text(Shape.Text shape) {
                  return SimpleType.STRING;
                }

                @Override
                public CelType number(Shape.Numeric shape) {
                  return shape.integer() ? SimpleType.INT : SimpleType.DOUBLE;
                }

                @Override
                public CelType bool(Shape.Bool shape) {
                  return SimpleType.BOOL;
                }

                @Override
                public CelType temporal(Shape.Temporal shape) {
                  return shape.type() == LogicalType.TIME
                      ? SimpleType.STRING
                      : SimpleType.TIMESTAMP;
                }

                @Override
                public CelType object(Shape.Struct shape) {
                  // With nothing listed, nothing is known of the members.
                  return shape.members().isEmpty() ? SimpleType.DYN : struct(shape, path);
                }

                @Override
                public CelType array(Shape.Array shape) {
                  return ListType.create(type(shape.items(), path + "[]"));
                }

                @Override
                public CelType map(Shape.Mapping shape) {
                  return MapType.create(keyType(shape.key()), type(shape.value(), path + "[*]"));
                }

                @Override
                public CelType vector(Shape.Vector shape) {
                  return ListType.create(SimpleType.DOUBLE);
                }
              });
    }

    private CelType struct(Shape.Struct shape, String path) {
      Map<String, CelType> all = new LinkedHashMap<>();
      shape.members().forEach((name, node) -> all.put(name, type(node, path + "." + name)));
      ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(all);
      fieldNames.addAll(fields.keySet());
      // In parentheses it is no identifier: record.customer must stay a field, never a type's name.
      String name = "object(" + path + ")";
      structs.put(
          name,
          StructType.create(
              name, fields.keySet(), field -> Optional.ofNullable(fields.get(field))));
      return StructTypeReference.create(name);
    }
  }
}
