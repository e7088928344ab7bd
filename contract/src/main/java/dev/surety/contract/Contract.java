package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What Surety enforces of an ODCS document. Fields that only inform people (team, price, support,
 * …) are checked when the document is read and are not kept here.
 *
 * @param file the file's name as the user gave it
 * @param apiVersion version of the standard, such as {@code v3.1.0}
 * @param id the contract's identifier
 * @param version the contract's own version
 * @param objects the record types, in the order of the document
 * @param notEnforced what constrains records and this version does not enforce; empty for what
 *     {@link ContractReader#read} gives. A contract that has some describes records and must not be
 *     run
 */
public record Contract(
    String file,
    String apiVersion,
    String id,
    String version,
    List<SchemaObject> objects,
    List<Problem> notEnforced) {
  public Contract {
    requireNonNull(file, "file");
    requireNonNull(apiVersion, "apiVersion");
    requireNonNull(id, "id");
    requireNonNull(version, "version");
    objects = List.copyOf(objects);
    notEnforced = List.copyOf(notEnforced);
  }

  /** A contract that is enforced as it is written. */
  public Contract(
      String file, String apiVersion, String id, String version, List<SchemaObject> objects) {
    this(file, apiVersion, id, version, objects, List.of());
  }

  /** The record types on a topic, in the order of the document. */
  public List<SchemaObject> objectsOn(String topic) {
    return objects.stream().filter(object -> object.topic().equals(topic)).toList();
  }
}
