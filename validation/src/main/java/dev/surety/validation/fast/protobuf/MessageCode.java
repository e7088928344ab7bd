package dev.surety.validation.fast.protobuf;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.BALOAD;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LAND;
import static org.objectweb.asm.Opcodes.LCMP;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LOR;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.SIPUSH;

import dev.surety.validation.fast.code.ClassCode;
import dev.surety.validation.fast.protobuf.MessageCheck.Field;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;

/**
 * The class of a message: its fields one behind the other in the order of their tags, which is the
 * order in which they are written; another one is looked up and the code goes on at it.
 */
final class MessageCode extends ClassCode {
  private static final Class<?>[] READ = {byte[].class, int.class, int.class, Wire.class};
  private static final int END = 3;
  private static final int WIRE = 4;
  private static final int AT = 5;
  private static final int TAG = 6;
  private static final int FROM_INNER = 7;
  private static final int END_INNER = 8;
  private static final int SEEN = 9;

  /** What reads each message that was met; one that holds itself stays as it is there. */
  private final Map<MessageCheck, Payload> made;

  private final List<Integer> tags = new ArrayList<>();

  private MessageCode(MessageCheck message, Map<MessageCheck, Payload> made) {
    super(
        MethodHandles.lookup(),
        Payload.class,
        MethodType.methodType(void.class),
        "read",
        MethodType.methodType(int.class, READ));
    this.made = made;
    Field[] fields = message.fields();
    for (int tag = 0; tag < fields.length; tag++) {
      if (fields[tag] != null) {
        tags.add(tag);
      }
    }
    Label other = new Label();
    Label end = new Label();
    Label[] values = tags.stream().map(tag -> new Label()).toArray(Label[]::new);
    Label[] next = tags.stream().map(tag -> new Label()).toArray(Label[]::new);
    constant(message);
    code.visitVarInsn(ALOAD, WIRE);
    call(MessageCheck.class, "begins", boolean.class, Wire.class);
    code.visitJumpInsn(IFEQ, unknown);
    code.visitInsn(LCONST_0);
    code.visitVarInsn(LSTORE, SEEN);
    code.visitVarInsn(ILOAD, FROM);
    code.visitVarInsn(ISTORE, AT);
    for (int i = 0; i < values.length; i++) {
      expect(tags.get(i), next[i], end);
      code.visitLabel(values[i]);
      field(fields[tags.get(i)]);
      code.visitLabel(next[i]);
    }
    other(message, values, other, end);
    code.visitLabel(end);
    end(message);
  }

  /** Reads as the given one and, where it has fields, by classes of their own. */
  static Payload compile(MessageCheck message) {
    return compile(message, new IdentityHashMap<>());
  }

  private static Payload compile(MessageCheck message, Map<MessageCheck, Payload> made) {
    Payload known = made.get(message);
    if (known != null) {
      return known;
    }
    made.put(message, new Message(message));
    Object code = message.fields().length == 0 ? null : new MessageCode(message, made).define();
    if (code != null) {
      made.put(message, (Payload) code);
    }
    return code == null ? new Message(message) : (Payload) code;
  }

  /** Goes past a tag when it is the one wanted, else to a label. */
  private void expect(int tag, Label otherwise, Label end) {
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ILOAD, END);
    code.visitJumpInsn(IF_ICMPGE, end);
    byteAt(0);
    code.visitIntInsn(SIPUSH, tag < 0x80 ? tag : (byte) (tag | 0x80));
    code.visitJumpInsn(IF_ICMPNE, otherwise);
    if (tag >= 0x80) {
      byteAt(1);
      code.visitIntInsn(SIPUSH, tag >>> 7);
      code.visitJumpInsn(IF_ICMPNE, otherwise);
    }
    code.visitIincInsn(AT, tag < 0x80 ? 1 : 2);
  }

  private void byteAt(int offset) {
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, AT);
    if (offset > 0) {
      code.visitInsn(ICONST_1);
      code.visitInsn(IADD);
    }
    code.visitInsn(BALOAD);
  }

  private void field(Field field) {
    code.visitVarInsn(LLOAD, SEEN);
    code.visitInsn(DUP2);
    code.visitLdcInsn(field.bit());
    code.visitInsn(LOR);
    code.visitVarInsn(LSTORE, SEEN);
    code.visitLdcInsn(field.conflicts());
    code.visitInsn(LAND);
    code.visitInsn(LCONST_0);
    code.visitInsn(LCMP);
    code.visitJumpInsn(IFNE, unknown);
    if (field.payload() instanceof Inner inner) {
      inner(inner);
    } else {
      read(compiled(field.payload()), AT, END);
      code.visitVarInsn(ISTORE, AT);
      code.visitVarInsn(ILOAD, AT);
      code.visitJumpInsn(IFLT, unknown);
    }
  }

  private Payload compiled(Payload payload) {
    if (payload instanceof Elements elements && elements.item() instanceof Inner inner) {
      return elements.with(new InnerCode(inner, compile(inner.message(), made)));
    }
    return payload;
  }

  private void read(Payload payload, int from, int end) {
    constant(payload, Payload.class);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, from);
    code.visitVarInsn(ILOAD, end);
    code.visitVarInsn(ALOAD, WIRE);
    call(Payload.class, "read", int.class, READ);
  }

  /** A message in this one. */
  private void inner(Inner inner) {
    code.visitVarInsn(ALOAD, WIRE);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ILOAD, END);
    call(Wire.class, "length", int.class, byte[].class, int.class, int.class);
    code.visitVarInsn(ISTORE, FROM_INNER);
    code.visitVarInsn(ILOAD, FROM_INNER);
    code.visitJumpInsn(IFLT, unknown);
    code.visitVarInsn(ALOAD, WIRE);
    call(Wire.class, "behind", int.class);
    code.visitVarInsn(ISTORE, END_INNER);
    read(compile(inner.message(), made), FROM_INNER, END_INNER);
    code.visitVarInsn(ISTORE, AT);
    code.visitVarInsn(ILOAD, AT);
    code.visitJumpInsn(IFLT, unknown);
    constant(inner);
    call(Inner.class, "capture", void.class);
  }

  /** A field in another order, or one that the schema does not know. */
  private void other(MessageCheck message, Label[] values, Label other, Label end) {
    code.visitLabel(other);
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ILOAD, END);
    code.visitJumpInsn(IF_ICMPGE, end);
    constant(message);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ILOAD, END);
    code.visitVarInsn(ALOAD, WIRE);
    call(MessageCheck.class, "other", int.class, READ);
    code.visitVarInsn(ISTORE, AT);
    code.visitVarInsn(ILOAD, AT);
    code.visitJumpInsn(IFLT, unknown);
    code.visitVarInsn(ALOAD, WIRE);
    call(Wire.class, "behind", int.class);
    // Tag 0 is no field's: what was not known was read.
    int[] keys = tags.stream().mapToInt(Integer::intValue).toArray();
    code.visitLookupSwitchInsn(other, keys, values);
  }

  private void end(MessageCheck message) {
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ILOAD, END);
    code.visitJumpInsn(IF_ICMPNE, unknown);
    constant(message);
    code.visitVarInsn(LLOAD, SEEN);
    code.visitVarInsn(ALOAD, WIRE);
    call(MessageCheck.class, "ends", boolean.class, long.class, Wire.class);
    code.visitJumpInsn(IFEQ, unknown);
    code.visitVarInsn(ILOAD, AT);
    code.visitInsn(IRETURN);
  }

  /** A message behind its length, of classes of its own. */
  private static final class InnerCode extends Payload {
    private final Payload body;
    private final Inner inner;

    InnerCode(Inner inner, Payload body) {
      this.body = body;
      this.inner = inner;
    }

    @Override
    int read(byte[] b, int at, int end, Wire wire) {
      int from = wire.length(b, at, end);
      int to = wire.behind();
      if (from < 0 || body.read(b, from, to, wire) < 0) {
        return Wire.UNKNOWN;
      }
      inner.capture();
      return to;
    }
  }
}
