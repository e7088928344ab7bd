package dev.surety.validation.reference;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.surety.validation.Limits;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.reference.WireInput.Malformed;
import dev.surety.validation.type.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a Protobuf message to the value that its JSON form is, by the descriptor that it was
 * written with: see {@link ProtobufTree}. As every reader of Protobuf does it takes fields in any
 * order, the last one of several, numbers packed or not, messages in pieces, and goes past fields
 * that the descriptor does not know. Whatever is wrong is a finding; an exception would be a bug.
 *
 * <p>Stricter than other readers it is where they would lose what was sent: a field of another wire
 * type than its own is a violation, and so is a string that is no UTF-8, in proto2 too.
 */
final class ProtobufDecoder {
  /** An empty message is two bytes and has all of its defaults; so values are counted. */
  private static final int MAX_VALUES = 4_000_000;

  private final Limits limits;
  private final Findings findings;
  private final WireInput in;
  private final Path path = new Path();
  private int values;

  private ProtobufDecoder(byte[] bytes, Limits limits, Findings findings) {
    this.limits = limits;
    this.findings = findings;
    this.in = new WireInput(bytes);
  }

  /** Nothing more of the value can be read. The finding has been reported. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("stop", null, false, false);
    }
  }

  /** A message as its fields came; by field a value, a list or a map of values or messages. */
  static final class Message {
    final Descriptor type;
    final Map<FieldDescriptor, Object> fields = new LinkedHashMap<>();

    Message(Descriptor type) {
      this.type = type;
    }

    @Nullable Object get(int number) {
      return fields.get(type.findFieldByNumber(number));
    }

    private void put(FieldDescriptor field, Object value) {
      if (field.getContainingOneof() != null) {
        for (FieldDescriptor other : field.getContainingOneof().getFields()) {
          if (other != field) {
            fields.remove(other);
          }
        }
      }
      fields.put(field, value);
    }
  }

  static Decoded decode(byte[] bytes, Descriptor type, Limits limits, Findings findings) {
    if (bytes.length > limits.maxBytes()) {
      findings.add(
          ViolationCode.TOO_LARGE,
          "maxBytes",
          List.of(),
          "The value has " + bytes.length + " bytes; the limit is " + limits.maxBytes() + ".");
      return Decoded.NOTHING;
    }
    ProtobufDecoder decoder = new ProtobufDecoder(bytes, limits, findings);
    try {
      Message message = new Message(type);
      decoder.message(message, bytes.length, 0, 1);
      return new Decoded(true, new ProtobufTree(findings, decoder.path).value(message));
    } catch (Malformed e) {
      findings.add(
          ViolationCode.MALFORMED_PROTOBUF,
          "protobuf",
          decoder.path.snapshot(),
          "The bytes are no "
              + type.getFullName()
              + ": "
              + e.getMessage()
              + " (byte offset "
              + decoder.in.at()
              + ").");
      return Decoded.NOTHING;
    } catch (Stop e) {
      return Decoded.NOTHING;
    }
  }

  /**
   * Reads fields into a message.
   *
   * @param group the number of the group that this is; 0 for a message with a length
   * @param depth of this message, as its JSON form would be nested
   */
  private void message(Message into, int end, int group, int depth) throws Malformed, Stop {
    if (depth > limits.maxDepth()) {
      throw tooDeep();
    }
    count(into.type.getFields().size());
    while (in.at() < end) {
      int tag = in.tag(end);
      if ((tag & 7) == WireInput.END_GROUP && group != 0 && tag >>> 3 == group) {
        return;
      }
      FieldDescriptor field = into.type.findFieldByNumber(tag >>> 3);
      if (field == null) {
        if (!in.skip(tag, end, limits.maxDepth() - depth)) {
          throw tooDeep();
        }
      } else {
        field(into, field, tag, end, depth);
      }
    }
    if (group != 0) {
      throw new Malformed("a group does not end");
    }
  }

  private void field(Message into, FieldDescriptor field, int tag, int end, int depth)
      throws Malformed, Stop {
    boolean shown = ProtobufTree.showsNames(into.type);
    if (shown) {
      path.push(field.getName());
    }
    // A list or map is one level; those inside of Struct and ListValue are the object itself.
    int inside = depth + (field.isRepeated() && shown ? 1 : 0);
    if (inside > limits.maxDepth()) {
      throw tooDeep();
    }
    if (field.isPackable() && (tag & 7) == WireInput.LENGTH) {
      int to = in.lengthEnd(end);
      while (in.at() < to) {
        element(into, field, to, inside);
      }
    } else if ((tag & 7) != field.getLiteType().getWireType()) {
      throw new Malformed(
          "field "
              + field.getNumber()
              + " has wire type "
              + (tag & 7)
              + ", and a "
              + field.getType().name().toLowerCase(java.util.Locale.ROOT)
              + " has "
              + field.getLiteType().getWireType());
    } else if (field.isMapField()) {
      entry(into, field, in.lengthEnd(end), inside);
    } else if (field.isRepeated()) {
      element(into, field, end, inside);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Message before = (Message) into.fields.get(field);
      Message inner = before == null ? new Message(field.getMessageType()) : before;
      inner(inner, field, end, inside);
      into.put(field, inner);
    } else {
      Object value = scalar(field, end);
      if (value != null) {
        into.put(field, value);
      }
    }
    if (shown) {
      path.pop();
    }
  }

  @SuppressWarnings("unchecked")
  private void element(Message into, FieldDescriptor field, int end, int depth)
      throws Malformed, Stop {
    List<Object> list =
        (List<Object>) into.fields.computeIfAbsent(field, any -> new ArrayList<Object>());
    count(1);
    path.push(list.size());
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Message inner = new Message(field.getMessageType());
      inner(inner, field, end, depth);
      list.add(inner);
    } else {
      Object value = scalar(field, end);
      if (value != null) {
        list.add(value);
      }
    }
    path.pop();
  }

  private void inner(Message inner, FieldDescriptor field, int end, int depth)
      throws Malformed, Stop {
    int below = depth + (ProtobufTree.isContainer(inner.type) ? 1 : 0);
    if (field.getType() == FieldDescriptor.Type.GROUP) {
      message(inner, end, field.getNumber(), below);
    } else {
      message(inner, in.lengthEnd(end), 0, below);
    }
  }

  @SuppressWarnings("unchecked")
  private void entry(Message into, FieldDescriptor field, int end, int depth)
      throws Malformed, Stop {
    Map<String, Object> map =
        (Map<String, Object>)
            into.fields.computeIfAbsent(field, any -> new LinkedHashMap<String, Object>());
    count(1);
    Object key = key(field.getMessageType().findFieldByNumber(1), end);
    path.push(key instanceof String text ? text : "");
    Message entry = new Message(field.getMessageType());
    FieldDescriptor valueField = entry.type.findFieldByNumber(2);
    boolean dropped = false;
    while (in.at() < end) {
      int tag = in.tag(end);
      FieldDescriptor part = entry.type.findFieldByNumber(tag >>> 3);
      if (part == null || part.getNumber() == 1) {
        if (!in.skip(tag, end, limits.maxDepth() - depth)) {
          throw tooDeep();
        }
        continue;
      }
      value(entry, part, tag, end, depth);
      dropped = !entry.fields.containsKey(part);
    }
    Object value = entry.fields.get(valueField);
    if (value == null && valueField.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      value = new Message(valueField.getMessageType());
    }
    if (key instanceof String text && !dropped) {
      map.put(text, value == null ? ProtobufTree.defaultOf(valueField) : value);
    }
    path.pop();
  }

  private void value(Message entry, FieldDescriptor part, int tag, int end, int depth)
      throws Malformed, Stop {
    if ((tag & 7) != part.getLiteType().getWireType()) {
      throw new Malformed("the value of an entry has wire type " + (tag & 7));
    }
    if (part.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      Message before = (Message) entry.fields.get(part);
      Message inner = before == null ? new Message(part.getMessageType()) : before;
      inner(inner, part, end, depth);
      entry.fields.put(part, inner);
      return;
    }
    Object value = scalar(part, end);
    if (value == null) {
      entry.fields.remove(part);
    } else {
      entry.fields.put(part, value);
    }
  }

  /** The key of an entry, wherever it stands in it; the place is the same afterwards. */
  private Object key(FieldDescriptor field, int end) throws Malformed, Stop {
    int from = in.at();
    Object key = ProtobufTree.defaultOf(field);
    while (in.at() < end) {
      int tag = in.tag(end);
      if (tag >>> 3 != 1) {
        if (!in.skip(tag, end, limits.maxDepth())) {
          throw tooDeep();
        }
      } else if ((tag & 7) == field.getLiteType().getWireType()) {
        Object read = scalar(field, end);
        key = read == null ? key : read;
      } else {
        throw new Malformed("the key of an entry has wire type " + (tag & 7));
      }
    }
    in.seek(from);
    return key == Unreadable.VALUE ? key : key.toString();
  }

  /** A value of no parts; null for a number that a closed enum does not have. */
  private @Nullable Object scalar(FieldDescriptor field, int end) throws Malformed {
    Object value = readable(field, end);
    if (value == Unreadable.VALUE) {
      boolean text = field.getType() == FieldDescriptor.Type.STRING;
      findings.add(
          text ? ViolationCode.INVALID_ENCODING : ViolationCode.NOT_FINITE,
          "protobuf",
          path.snapshot(),
          text ? "The string is not UTF-8." : "The number is NaN or infinite.");
    }
    return value;
  }

  private @Nullable Object readable(FieldDescriptor field, int end) throws Malformed {
    return switch (field.getType()) {
      case STRING -> {
        int to = in.lengthEnd(end);
        String text = ProtobufTree.text(in.bytes(), in.at(), to);
        in.seek(to);
        yield text == null ? Unreadable.VALUE : text;
      }
      case BYTES -> {
        int to = in.lengthEnd(end);
        String text = ProtobufTree.base64(in.bytes(), in.at(), to);
        in.seek(to);
        yield text;
      }
      case DOUBLE, FIXED64, SFIXED64 -> ProtobufTree.number(field, in.fixed(8, end));
      case FLOAT, FIXED32, SFIXED32 -> ProtobufTree.number(field, in.fixed(4, end));
      case BOOL -> in.varint(end) != 0;
      case ENUM -> ProtobufTree.symbol(field, (int) in.varint(end));
      case INT32, INT64, UINT32, UINT64, SINT32, SINT64 ->
          ProtobufTree.number(field, in.varint(end));
      case MESSAGE, GROUP -> throw new IllegalStateException("no scalar");
    };
  }

  private void count(int more) throws Stop {
    values += more;
    if (values > MAX_VALUES) {
      findings.add(
          ViolationCode.TOO_MANY_VALUES,
          "protobuf",
          List.of(),
          "The message has more than " + MAX_VALUES + " values, defaults counted.");
      throw new Stop();
    }
  }

  private Stop tooDeep() {
    findings.add(
        ViolationCode.TOO_DEEP,
        "protobuf",
        path.snapshot(),
        "Messages and lists are nested more than "
            + limits.maxDepth()
            + " deep (byte offset "
            + in.at()
            + ").");
    return new Stop();
  }
}
