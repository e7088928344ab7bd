package dev.surety.validation.reference;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.Limits;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Unreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the reference path makes of single values of Protobuf, for the fast path. */
public final class ProtobufValues {
  private ProtobufValues() {}

  /** Whether the type is something else in JSON than an object of its fields. */
  public static boolean isSpecial(Descriptor type) {
    return !ProtobufTree.showsNames(type);
  }

  /** Whether the type is in JSON the value that it wraps. */
  public static boolean isWrapper(Descriptor type) {
    return ProtobufTree.special(type).equals("wrapper");
  }

  /** Whether the type is a {@code google.protobuf.Timestamp}. */
  public static boolean isTimestamp(Descriptor type) {
    return ProtobufTree.special(type).equals("Timestamp");
  }

  /** Whether the type may be null in JSON. */
  public static boolean mayBeNull(Descriptor type) {
    return ProtobufTree.special(type).equals("Value");
  }

  /** What a field without presence that was not sent has: a value, an empty list or map. */
  public static Object defaultOf(FieldDescriptor field) {
    if (field.isMapField()) {
      return Map.of();
    }
    return field.isRepeated() ? List.of() : ProtobufTree.defaultOf(field);
  }

  /** Whether a number keeps every rule: its bits as they are on the wire. */
  public static boolean accepts(Node node, FieldDescriptor field, long bits) {
    Object value = ProtobufTree.number(field, bits);
    return value != Unreadable.VALUE && ValueCheck.accepts(node, value);
  }

  /**
   * Whether bytes or a message keep every rule.
   *
   * @param levels how deep the value may nest
   */
  public static boolean accepts(
      Node node, FieldDescriptor field, byte[] b, int from, int to, int levels) {
    if (field.getType() == FieldDescriptor.Type.BYTES) {
      return ValueCheck.accepts(node, ProtobufTree.base64(b, from, to));
    }
    Findings findings = new Findings(1);
    Limits limits = new Limits(Integer.MAX_VALUE, levels, 1);
    Decoded decoded =
        ProtobufDecoder.decode(
            Arrays.copyOfRange(b, from, to), field.getMessageType(), limits, findings);
    return findings.isEmpty() && ValueCheck.accepts(node, decoded.value());
  }
}
