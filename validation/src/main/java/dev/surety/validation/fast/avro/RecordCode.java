package dev.surety.validation.fast.avro;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;

import dev.surety.validation.fast.avro.Composites.Record;
import dev.surety.validation.fast.avro.Composites.Union;
import dev.surety.validation.fast.code.ClassCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.IdentityHashMap;
import java.util.Map;
import org.objectweb.asm.Label;

/** The class of a record: its fields one behind the other, each field's part a constant of it. */
final class RecordCode extends ClassCode {
  private static final Class<?>[] READ = {byte[].class, int.class, Input.class, int.class};
  private static final int INPUT = 3;
  private static final int DEPTH = 4;
  private static final int AT = 5;

  /** A record of more fields is too much code. */
  private static final int MOST_FIELDS = 250;

  /** What reads each record that was met; one that holds itself stays as it is there. */
  private final Map<Part, Part> made;

  private RecordCode(Record record, Map<Part, Part> made) {
    super(
        MethodHandles.lookup(),
        Part.class,
        MethodType.methodType(void.class),
        "read",
        MethodType.methodType(int.class, READ));
    this.made = made;
    constant(record);
    code.visitVarInsn(ALOAD, INPUT);
    code.visitVarInsn(ILOAD, DEPTH);
    call(Record.class, "begins", boolean.class, Input.class, int.class);
    code.visitJumpInsn(IFEQ, unknown);
    code.visitVarInsn(ILOAD, FROM);
    code.visitVarInsn(ISTORE, AT);
    for (Part field : record.fields()) {
      field(field);
    }
    code.visitVarInsn(ALOAD, INPUT);
    call(Input.class, "notNull", void.class);
    code.visitVarInsn(ILOAD, AT);
    code.visitInsn(IRETURN);
  }

  /** A part that is as the given one and, where it has fields, made of classes of its own. */
  static Part compile(Part part) {
    return compile(part, new IdentityHashMap<>());
  }

  private static Part compile(Part part, Map<Part, Part> made) {
    if (part instanceof Record record) {
      if (!made.containsKey(record)) {
        made.put(record, record);
        Object code =
            record.fields().length > MOST_FIELDS ? null : new RecordCode(record, made).define();
        if (code != null) {
          made.put(record, (Part) code);
        }
      }
      return made.getOrDefault(record, record);
    }
    if (part instanceof Composites.Array array) {
      return array.with(compile(array.items(), made));
    }
    return part;
  }

  /** Reads a value; its end is in {@link #AT} then. */
  private void field(Part part) {
    if (part instanceof Captured captured) {
      field(captured.part());
      constant(captured);
      code.visitVarInsn(ALOAD, INPUT);
      call(Captured.class, "put", void.class, Input.class);
    } else if (part instanceof Union union && union.branches().length <= 4) {
      union(union);
    } else {
      Part compiled = compile(part, made);
      constant(compiled, Part.class);
      code.visitVarInsn(ALOAD, BYTES);
      code.visitVarInsn(ILOAD, AT);
      code.visitVarInsn(ALOAD, INPUT);
      code.visitVarInsn(ILOAD, DEPTH);
      code.visitInsn(ICONST_1);
      code.visitInsn(IADD);
      call(Part.class, "read", int.class, READ);
      code.visitVarInsn(ISTORE, AT);
      within();
    }
  }

  private void union(Union union) {
    Label[] labels = new Label[union.branches().length];
    Label done = new Label();
    constant(union);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, AT);
    code.visitVarInsn(ALOAD, INPUT);
    call(Union.class, "index", int.class, byte[].class, int.class, Input.class);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    code.visitTableSwitchInsn(0, labels.length - 1, unknown, labels);
    for (int i = 0; i < labels.length; i++) {
      code.visitLabel(labels[i]);
      // An index below 64 is one byte.
      code.visitIincInsn(AT, 1);
      field(union.branches()[i]);
      code.visitJumpInsn(GOTO, done);
    }
    code.visitLabel(done);
  }

  private void within() {
    code.visitVarInsn(ALOAD, INPUT);
    code.visitVarInsn(ILOAD, AT);
    call(Input.class, "isWithin", boolean.class, int.class);
    code.visitJumpInsn(IFEQ, unknown);
  }
}
