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
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.ICONST_M1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IF_ICMPEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.L2I;
import static org.objectweb.asm.Opcodes.LADD;
import static org.objectweb.asm.Opcodes.LAND;
import static org.objectweb.asm.Opcodes.LCMP;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LOR;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.LXOR;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;
import static org.objectweb.asm.Opcodes.V17;

import dev.surety.validation.fast.text.Prefix;
import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.fast.text.Words;
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
  static final int FREE = 9;

  /** Two variables for what is computed in between; each may have two slots. */
  private static final int WORD = 5;

  private static final int LOW = 7;

  /** Of more bytes of code the virtual machine compiles no method. */
  private static final int MAX_CODE = 8_000;

  private static final int IDLE_SECONDS = 5;

  /** A longer text is compared in a loop. */
  private static final int MAX_FIXED = 64;

  private static final Lookup LOOKUP = MethodHandles.lookup();
  private static final Class<?>[] SCANNED = {byte[].class, int.class, Scan.class};
  private static final String NAME = Type.getInternalName(CheckCode.class) + "Made";
  private static final ThreadPoolExecutor BACKGROUND = background();

  /** The method that is written now. */
  MethodVisitor code;

  /** Where it gives up. */
  Label unknown = new Label();

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final List<Object> constants = new ArrayList<>();
  private int methods;
  private final List<Class<?>> types = new ArrayList<>();

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
      Check made =
          struct.size() <= StructCode.MOST_MEMBERS ? new StructCode(struct).define(struct) : struct;
      return made == struct ? struct.with(CheckCode::compile) : made;
    }
    if (check instanceof Elements elements) {
      return new ElementsCode(elements).define(elements);
    }
    return check instanceof Captured captured ? captured.with(compile(captured.value())) : check;
  }

  /**
   * Writes a method of its own that reads a value, and calls it: for a check with so many parts
   * that all in one would be too much code.
   *
   * @param body writes how the value at {@link #FROM} is read; its end is in {@link #AT} then
   */
  final void method(int position, Runnable body) {
    MethodVisitor outer = code;
    Label outerUnknown = unknown;
    String name = "part" + methods++;
    code = writer.visitMethod(ACC_PRIVATE, name, descriptor(int.class, SCANNED), null, null);
    code.visitCode();
    unknown = new Label();
    body.run();
    code.visitVarInsn(ILOAD, AT);
    code.visitInsn(IRETURN);
    code.visitLabel(unknown);
    code.visitInsn(ICONST_M1);
    code.visitInsn(IRETURN);
    code.visitMaxs(0, 0);
    code = outer;
    unknown = outerUnknown;
    code.visitVarInsn(ALOAD, 0);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, position);
    code.visitVarInsn(ALOAD, SCAN);
    code.visitMethodInsn(INVOKEVIRTUAL, NAME, name, descriptor(int.class, SCANNED), false);
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
    Label done = new Label();
    Label slow = new Label();
    if (check instanceof FixedText text && text.length() <= MAX_FIXED) {
      fixedText(text, position, slow);
      code.visitJumpInsn(GOTO, done);
    } else if (check instanceof Text text && text.tests().length <= 1) {
      text(text, position, slow);
      code.visitJumpInsn(GOTO, done);
    }
    code.visitLabel(slow);
    constant(check instanceof Captured ? check : compile(check));
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, position);
    code.visitVarInsn(ALOAD, SCAN);
    call(Check.class, "scan", int.class, SCANNED);
    code.visitInsn(DUP);
    code.visitVarInsn(ISTORE, AT);
    code.visitJumpInsn(IFLT, unknown);
    code.visitLabel(done);
  }

  /** Compares word by word, as {@link FixedText#scan} does. */
  private void fixedText(FixedText text, int position, Label slow) {
    List<FixedText.Word> words = text.words();
    for (int i = 0; i < words.size(); i++) {
      FixedText.Word word = words.get(i);
      load(position, 8 * i);
      code.visitInsn(DUP2);
      code.visitVarInsn(LSTORE, WORD);
      code.visitLdcInsn(Words.LOWS);
      code.visitInsn(LAND);
      code.visitVarInsn(LSTORE, LOW);
      code.visitInsn(LCONST_0);
      for (int layer = 0; layer < word.add().length; layer += 2) {
        added(word.add()[layer]);
        added(word.add()[layer + 1]);
        not();
        code.visitInsn(LAND);
        code.visitInsn(LOR);
      }
      code.visitVarInsn(LLOAD, WORD);
      not();
      code.visitInsn(LAND);
      code.visitLdcInsn(word.wanted());
      code.visitInsn(LAND);
      code.visitLdcInsn(word.wanted());
      code.visitInsn(LCMP);
      code.visitJumpInsn(IFNE, slow);
    }
    behind(position, text.length());
    code.visitVarInsn(ISTORE, AT);
  }

  private void added(long number) {
    code.visitVarInsn(LLOAD, LOW);
    code.visitLdcInsn(number);
    code.visitInsn(LADD);
  }

  private void not() {
    code.visitLdcInsn(-1L);
    code.visitInsn(LXOR);
  }

  /** Scans a string and asks its test, as {@link Text#scan} does. */
  private void text(Text text, int position, Label slow) {
    unless(position, '"', slow);
    if (!text.isMeasured() && text.tests().length == 1 && text.tests()[0] instanceof Prefix test) {
      constant(test, Prefix.class);
      code.visitVarInsn(ALOAD, BYTES);
      behind(position, 1);
      code.visitLdcInsn(Integer.MAX_VALUE);
      callInterface(Prefix.class, "end", int.class);
      code.visitInsn(DUP);
      code.visitVarInsn(ISTORE, AT);
      code.visitJumpInsn(IFLT, slow);
      unless(AT, '"', slow);
      code.visitIincInsn(AT, 1);
      return;
    }
    code.visitVarInsn(ALOAD, BYTES);
    behind(position, 1);
    call(Strings.class, "scan", long.class, byte[].class, int.class);
    code.visitInsn(DUP2);
    code.visitVarInsn(LSTORE, WORD);
    code.visitInsn(LCONST_0);
    code.visitInsn(LCMP);
    code.visitJumpInsn(IFLT, unknown);
    if (text.isMeasured()) {
      constant(text);
      code.visitVarInsn(LLOAD, WORD);
      behind(position, 1);
      call(Text.class, "isInBounds", boolean.class, long.class, int.class);
      code.visitJumpInsn(IFEQ, unknown);
    }
    for (TextCheck test : text.tests()) {
      code.visitVarInsn(LLOAD, WORD);
      code.visitLdcInsn(Strings.ESCAPED);
      code.visitInsn(LAND);
      code.visitInsn(LCONST_0);
      code.visitInsn(LCMP);
      code.visitJumpInsn(IFNE, slow);
      constant(test, TextCheck.class);
      code.visitVarInsn(ALOAD, BYTES);
      behind(position, 1);
      code.visitVarInsn(LLOAD, WORD);
      code.visitInsn(L2I);
      callInterface(TextCheck.class, "holds", boolean.class);
      code.visitJumpInsn(IFEQ, slow);
    }
    code.visitVarInsn(LLOAD, WORD);
    code.visitInsn(L2I);
    code.visitInsn(ICONST_1);
    code.visitInsn(IADD);
    code.visitVarInsn(ISTORE, AT);
  }

  /** Pushes the eight bytes that stand so far behind the position in a variable. */
  final void load(int position, int offset) {
    code.visitVarInsn(ALOAD, BYTES);
    behind(position, offset);
    call(Words.class, "load", long.class, byte[].class, int.class);
  }

  /** Pushes a position so far behind the one in a variable. */
  final void behind(int position, int offset) {
    code.visitVarInsn(ILOAD, position);
    if (offset != 0) {
      code.visitIntInsn(SIPUSH, offset);
      code.visitInsn(IADD);
    }
  }

  /** Pushes an object that the class holds. */
  final void constant(Object value) {
    // A hidden class has no name that code could use.
    constant(value, value.getClass().isHidden() ? Check.class : value.getClass());
  }

  private void constant(Object value, Class<?> type) {
    String field = "constant" + constants.size();
    String descriptor = Type.getDescriptor(type);
    writer.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, field, descriptor, null, null);
    code.visitFieldInsn(GETSTATIC, NAME, field, descriptor);
    constants.add(value);
    types.add(type);
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
      Class<?> type = types.get(i);
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
    behind(position, offset);
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

  private void callInterface(Class<?> owner, String name, Class<?> result) {
    String descriptor = descriptor(result, byte[].class, int.class, int.class);
    code.visitMethodInsn(INVOKEINTERFACE, Type.getInternalName(owner), name, descriptor, true);
  }

  private static String descriptor(Class<?> result, Class<?>... parameters) {
    return MethodType.methodType(result, parameters).descriptorString();
  }
}
