package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property of a schema object, of another property, or of an array's items or a map's keys and
 * values (then it has no name).
 *
 * @param name the name, empty for {@code items} and for a map's key and value
 * @param type the logical type; null when the contract leaves it open, then any value fits
 * @param options the type's options
 * @param required ODCS: the value may be neither absent nor null
 * @param closed whether members that are not listed are violations ({@code surety.closed}); objects
 *     only
 * @param classification confidentiality class; violation messages never quote a classified value
 * @param allowed the {@code enum}: JSON scalars (String, BigDecimal or Boolean); empty when any
 *     value is allowed
 * @param properties members of an object
 * @param items type of an array's items
 * @param mapKey type of a map's keys
 * @param mapValue type of a map's values
 * @param information what informs only
 * @param at where the property stands in the contract
 */
public record Property(
    String name,
    @Nullable LogicalType type,
    Options options,
    boolean required,
    boolean closed,
    @Nullable String classification,
    List<Object> allowed,
    List<Property> properties,
    @Nullable Property items,
    @Nullable Property mapKey,
    @Nullable Property mapValue,
    Information information,
    Position at) {
  public Property {
    requireNonNull(name, "name");
    requireNonNull(options, "options");
    requireNonNull(information, "information");
    requireNonNull(at, "at");
    allowed = List.copyOf(allowed);
    properties = List.copyOf(properties);
  }

  /** A property of which nothing more is known than what its values must be. */
  public Property(
      String name,
      @Nullable LogicalType type,
      Options options,
      boolean required,
      boolean closed,
      @Nullable String classification,
      List<Object> allowed,
      List<Property> properties,
      @Nullable Property items,
      @Nullable Property mapKey,
      @Nullable Property mapValue,
      Position at) {
    this(
        name,
        type,
        options,
        required,
        closed,
        classification,
        allowed,
        properties,
        items,
        mapKey,
        mapValue,
        Information.NONE,
        at);
  }
}
