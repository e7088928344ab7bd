package dev.surety.contract.lint;

import dev.surety.contract.Text;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.document.DocumentProperty;
import dev.surety.contract.document.SchemaElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds schema objects and properties of a document by name, by id, or one after the other. */
final class SchemaIndex {
  private final List<DocumentObject> objects;
  private final Map<SchemaElement, List<DocumentProperty>> members = new HashMap<>();

  SchemaIndex(ContractDocument document) {
    this.objects = document.schema();
  }

  List<DocumentObject> objects() {
    return objects;
  }

  /** An object by its name, else by its physical name. */
  Optional<DocumentObject> object(String name) {
    return objects.stream()
        .filter(object -> is(object.name(), name))
        .findFirst()
        .or(() -> objects.stream().filter(object -> is(object.physicalName(), name)).findFirst());
  }

  Optional<DocumentObject> objectById(String id) {
    return objects.stream().filter(object -> is(object.id(), id)).findFirst();
  }

  /** A member by its name; an array's or map's members are those of what it holds. */
  Optional<DocumentProperty> member(SchemaElement owner, String name) {
    return members(owner).stream().filter(member -> is(member.name(), name)).findFirst();
  }

  Optional<DocumentProperty> memberById(SchemaElement owner, String id) {
    return members(owner).stream().filter(member -> is(member.id(), id)).findFirst();
  }

  List<String> names(SchemaElement owner) {
    return values(members(owner).stream().map(DocumentProperty::name).toList());
  }

  List<String> ids(SchemaElement owner) {
    return values(members(owner).stream().map(DocumentProperty::id).toList());
  }

  List<String> objectNames() {
    return values(objects.stream().map(DocumentObject::name).toList());
  }

  List<String> objectIds() {
    return values(objects.stream().map(DocumentObject::id).toList());
  }

  /** Whether nothing is known of the members, so that any name may be one. */
  boolean isOpen(SchemaElement owner) {
    return members(owner).isEmpty();
  }

  private List<DocumentProperty> members(SchemaElement owner) {
    List<DocumentProperty> known = members.get(owner);
    if (known == null) {
      known = new ArrayList<>(owner.properties());
      if (owner instanceof DocumentProperty property) {
        property.itemType().map(this::members).ifPresent(known::addAll);
        property.mapValue().map(this::members).ifPresent(known::addAll);
      }
      members.put(owner, known);
    }
    return known;
  }

  private static boolean is(Optional<Text> text, String value) {
    return text.filter(found -> found.value().equals(value)).isPresent();
  }

  private static List<String> values(List<Optional<Text>> texts) {
    return texts.stream().flatMap(Optional::stream).map(Text::value).distinct().toList();
  }

  /** Every property of an element, with those inside of arrays and maps. */
  static void forEachProperty(SchemaElement owner, Consumer<DocumentProperty> action) {
    owner.properties().forEach(property -> visit(property, action));
  }

  private static void visit(DocumentProperty property, Consumer<DocumentProperty> action) {
    action.accept(property);
    forEachProperty(property, action);
    property.itemType().ifPresent(inner -> visit(inner, action));
    property.mapKey().ifPresent(inner -> visit(inner, action));
    property.mapValue().ifPresent(inner -> visit(inner, action));
  }
}
