package dev.surety.validation.fast.json;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.BALOAD;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_M1;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IF_ICMPEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A class that is made for one object or array of one contract. Its parts' checks are constants of
 * it, so that the compiler of the virtual machine sees which code each call runs, and can put it in
 * place. What is unusual is left to the {@link Check} that it is made of.
 *
 * <p>The classes are hidden: they go when their validator does.
 */
abstract class CheckCode {
  static final int BYTES = 1;
  static final int FROM = 2;
  static final int SCAN = 3;
  static final int AT = 4;

  /** The first local variable that is free for the code of a kind of check. */
  static final int FREE = 5;

  /** Of more bytes of code the virtual machine compiles no method. */
  private static final int MAX_CODE = 8_000;

  private static final int IDLE_SECONDS = 5;
  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final Class<?>[] SCANNED = {byte[].class, int.class, Scan.class};
  private static final String NAME = Type.getInternalName(CheckCode.class) + "Made";
  private static final ThreadPoolExecutor BACKGROUND = background();

  final MethodVisitor code;

  /** Where the check gives up. */
  final Label unknown = new Label();

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final List<Object> constants = new ArrayList<>();

  CheckCode() {
    String check = Type.getInternalName(Check.class);
    writer.visit(V17, ACC_FINAL, NAME, null, check, null);
    MethodVisitor constructor = writer.visitMethod(0, "<init>", "(Z)V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitVarInsn(ILOAD, 1);
    constructor.visitMethodInsn(INVOKESPECIAL, check, "<init>", "(Z)V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    code = writer.visitMethod(0, "scan", descriptor(int.class, SCANNED), null, null);
    code.visitCode();
  }

  private static ThreadPoolExecutor background() {
    ThreadPoolExecutor background =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "surety-check-code");
              thread.setDaemon(true);
              return thread;
            });
    background.allowCoreThreadTimeOut(true);
    return background;
  }

  /** Runs something beside the judging; on one thread for all, which goes when it has nothing. */
  static void inBackground(Runnable work) {
    BACKGROUND.execute(work);
  }

  /** A check that is as the given one and, where it has parts, made of classes of its own. */
  static Check compile(Check check) {
    if (check instanceof Struct struct) {
      return new StructCode(struct).define(struct);
    }
    if (check instanceof Elements elements) {
      return new ElementsCode(elements).define(elements);
    }
    return check instanceof Captured captured ? captured.with(compile(captured.value())) : check;
  }

  /** Ends the code and gives what stands for a check: itself when there is too much code. */
  final Check define(Check check) {
    code.visitLabel(unknown);
    code.visitInsn(ICONST_M1);
    code.visitInsn(IRETURN);
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    initializer();
    byte[] made = writer.toByteArray();
    if (end.getOffset() > MAX_CODE) {
      return check;
    }
    try {
      Lookup hidden = LOOKUP.defineHiddenClassWithClassData(made, constants.toArray(), true);
      MethodType constructor = MethodType.methodType(void.class, boolean.class);
      return (Check)
          hidden.findConstructor(hidden.lookupClass(), constructor).invoke(check.nullable());
    } catch (Throwable e) {
      throw new IllegalStateException("the code that was made of a check is wrong", e);
    }
  }

  /** Begins: what does not begin as the check expects may be null. */
  final void begin(Check check, char first) {
    Label begins = new Label();
    byteAt(FROM, 0);
    code.visitIntInsn(BIPUSH, first);
    code.visitJumpInsn(IF_ICMPEQ, begins);
    constant(check);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, FROM);
    call(Check.class, "scanNull", int.class, byte[].class, int.class);
    code.visitInsn(IRETURN);
    code.visitLabel(begins);
  }

  /** Reads the value that begins where a variable says; its end is in {@link #AT} then. */
  final void check(Check check, int position) {
    if (check instanceof Captured captured) {
      code.visitVarInsn(ALOAD, SCAN);
      call(Captured.class, "forget", void.class, Scan.class);
      scan(captured.value(), position);
      constant(captured);
      code.visitVarInsn(ALOAD, BYTES);
      code.visitVarInsn(ILOAD, position);
      code.visitVarInsn(ILOAD, AT);
      code.visitVarInsn(ALOAD, SCAN);
      call(Captured.class, "capture", void.class, byte[].class, int.class, int.class, Scan.class);
    } else {
      scan(check, position);
    }
  }

  private void scan(Check check, int position) {
    constant(check instanceof Captured ? check : compile(check));
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, position);
    code.visitVarInsn(ALOAD, SCAN);
    call(Check.class, "scan", int.class, SCANNED);
    code.visitInsn(DUP);
    code.visitVarInsn(ISTORE, AT);
    code.visitJumpInsn(IFLT, unknown);
  }

  /** Pushes an object that the class holds. */
  final void constant(Object value) {
    String field = "constant" + constants.size();
    String type = Type.getDescriptor(type(value));
    writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, field, type, null, null);
    code.visitFieldInsn(GETSTATIC, NAME, field, type);
    constants.add(value);
  }

  /** A hidden class has no name that code could use. */
  private static Class<?> type(Object value) {
    return value.getClass().isHidden() ? Check.class : value.getClass();
  }

  /** Takes the objects from the data that the class is defined with. */
  private void initializer() {
    MethodVisitor made = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    String handles = Type.getInternalName(MethodHandles.class);
    made.visitCode();
    made.visitMethodInsn(INVOKESTATIC, handles, "lookup", descriptor(Lookup.class), false);
    made.visitLdcInsn(ConstantDescs.DEFAULT_NAME);
    made.visitLdcInsn(Type.getType(Object[].class));
    made.visitMethodInsn(
        INVOKESTATIC,
        handles,
        "classData",
        descriptor(Object.class, Lookup.class, String.class, Class.class),
        false);
    made.visitTypeInsn(CHECKCAST, Type.getInternalName(Object[].class));
    made.visitVarInsn(ASTORE, 0);
    for (int i = 0; i < constants.size(); i++) {
      Class<?> type = type(constants.get(i));
      made.visitVarInsn(ALOAD, 0);
      made.visitIntInsn(SIPUSH, i);
      made.visitInsn(AALOAD);
      made.visitTypeInsn(CHECKCAST, Type.getInternalName(type));
      made.visitFieldInsn(PUTSTATIC, NAME, "constant" + i, Type.getDescriptor(type));
    }
    made.visitInsn(RETURN);
    made.visitMaxs(0, 0);
  }

  /** Pushes the byte that stands so far behind the position in a variable. */
  final void byteAt(int position, int offset) {
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, position);
    if (offset != 0) {
      code.visitIntInsn(SIPUSH, offset);
      code.visitInsn(IADD);
    }
    code.visitInsn(BALOAD);
  }

  /** Goes to a label unless a byte is the one wanted. */
  final void unless(int position, char wanted, Label otherwise) {
    byteAt(position, 0);
    code.visitIntInsn(BIPUSH, wanted);
    code.visitJumpInsn(IF_ICMPNE, otherwise);
  }

  /** Moves a position behind white space. */
  final void space(int position) {
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, position);
    call(Syntax.class, "space", int.class, byte[].class, int.class);
    code.visitVarInsn(ISTORE, position);
  }

  /** Calls a method of this package. */
  final void call(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      boolean isStatic =
          Modifier.isStatic(owner.getDeclaredMethod(name, parameters).getModifiers());
      code.visitMethodInsn(
          isStatic ? INVOKESTATIC : INVOKEVIRTUAL,
          Type.getInternalName(owner),
          name,
          descriptor(result, parameters),
          false);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("there is no such method to call", e);
    }
  }

  private static String descriptor(Class<?> result, Class<?>... parameters) {
    return MethodType.methodType(result, parameters).descriptorString();
  }
}
