package dev.surety.validation.rule.compiled;

import dev.surety.contract.LogicalType;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.NumberFormat;
import dev.surety.validation.type.Shape;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of the record that an expression names.
 *
 * @param node its type
 * @param register where an evaluation keeps the row of the list that it is in
 * @param locate finds that row, unless a macro goes over the rows
 * @param item whether it is itself an item of a list
 */
record Place(Capture capture, Node node, int register, @Nullable Locate locate, boolean item) {
  private static final Set<NumberFormat> BEYOND_64_BITS =
      EnumSet.of(NumberFormat.U64, NumberFormat.I128, NumberFormat.U128);

  static final Node ANY = new Node("", false, false, AllowedValues.ALL, new Shape.Any());
  static final Node DOUBLE =
      new Node(
          "",
          false,
          false,
          AllowedValues.ALL,
          new Shape.Numeric(false, NumberFormat.UNBOUNDED, null, null, null, null, null));

  static Place record(Capture root, Node node) {
    return new Place(root, node, 0, null, false);
  }

  boolean isRecord() {
    return register == 0 && !capture.inTable() && node.name().isEmpty() && !item && locate == null;
  }

  /** What its slot holds when the value is asked for. */
  Kind kind() {
    return node.shape()
        .accept(
            new Shape.Visitor<>() {
              @Override
              public Kind any(Shape.Any shape) {
                return Kind.DYNAMIC;
              }

              @Override
              public Kind text(Shape.Text shape) {
                return Kind.STRING;
              }

              @Override
              public Kind number(Shape.Numeric shape) {
                return shape.integer() ? Kind.LONG : Kind.DOUBLE;
              }

              @Override
              public Kind bool(Shape.Bool shape) {
                return Kind.BOOLEAN;
              }

              @Override
              public Kind temporal(Shape.Temporal shape) {
                return shape.type() == LogicalType.TIME ? Kind.STRING : Kind.TIMESTAMP;
              }

              @Override
              public Kind object(Shape.Struct shape) {
                return Kind.PRESENCE;
              }

              @Override
              public Kind array(Shape.Array shape) {
                return Kind.LIST;
              }

              @Override
              public Kind map(Shape.Mapping shape) {
                return Kind.MAP;
              }

              @Override
              public Kind vector(Shape.Vector shape) {
                return Kind.LIST;
              }
            });
  }

  /** Where the value is read. */
  Cell cell(Kind use) throws Outside {
    if (use == Kind.MAP) {
      refuseItemsBeyond64Bits();
    }
    if (use != Kind.PRESENCE && kind() != use) {
      throw new Outside("it takes a value as another type than the contract's");
    }
    return cellOf(capture.slotFor(use));
  }

  private Cell cellOf(int slot) {
    Cell cell = capture.inTable() ? new Cell.OfRow(slot, register, item) : new Cell.OfRecord(slot);
    return locate == null ? cell : new Cell.Located(locate, cell);
  }

  /** A member of the object that it is. */
  Place member(String name) throws Outside {
    Node inner;
    if (node.shape() instanceof Shape.Struct struct && !struct.members().isEmpty()) {
      inner = struct.members().get(name);
      if (inner == null) {
        throw new Outside("it reads " + name + ", which the contract does not list");
      }
    } else if (node.shape() instanceof Shape.Any) {
      inner = ANY;
    } else {
      throw new Outside("it reads " + name + " of a value whose members the contract leaves open");
    }
    return new Place(capture.member(name), inner, register, locate, false);
  }

  /** The items of the list that it is, or the values of the map. */
  Place item(int newRegister, @Nullable Locate found) throws Outside {
    Kind kind = kind();
    refuseItemsBeyond64Bits();
    capture.slotFor(kind);
    if (node.shape() instanceof Shape.Array array) {
      return new Place(capture.item(), array.items(), newRegister, found, true);
    }
    if (node.shape() instanceof Shape.Vector) {
      return new Place(capture.item(), DOUBLE, newRegister, found, true);
    }
    if (node.shape() instanceof Shape.Mapping map) {
      return new Place(capture.item(), map.value(), newRegister, found, false);
    }
    throw new Outside("it takes something as a list that the contract does not type as one");
  }

  /**
   * CEL for Java converts items whether or not they are read; one that does not fit is an error.
   */
  private void refuseItemsBeyond64Bits() throws Outside {
    Node inside =
        node.shape() instanceof Shape.Mapping map
            ? map.value()
            : node.shape() instanceof Shape.Array array ? array.items() : ANY;
    if (inside.shape() instanceof Shape.Numeric number
        && number.integer()
        && BEYOND_64_BITS.contains(number.format())) {
      throw new Outside("it reads a list or map of integers of more than 64 bits");
    }
  }

  /** The keys of the map that it is; other keys than texts are left to CEL. */
  int keySlot() throws Outside {
    if (!(node.shape() instanceof Shape.Mapping map)
        || !(map.key().shape() instanceof Shape.Text)) {
      throw new Outside("it reads a map whose keys are no strings");
    }
    capture.slotFor(Kind.MAP);
    return capture.keySlot();
  }
}
