package dev.surety.validation.fast.code;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.ICONST_M1;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IRETURN;
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
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes a hidden class with one method that answers with a position, negative when it gives up.
 * Objects that it needs are constants of it, so that the compiler of the virtual machine sees which
 * code each call runs, and can put it in place. The class goes when nothing uses it any more.
 */
public abstract class ClassCode {
  /** The method's first parameter: the bytes. */
  protected static final int BYTES = 1;

  /** Its second: where to begin. */
  protected static final int FROM = 2;

  /** Of more bytes of code the virtual machine compiles no method. */
  private static final int MAX_CODE = 8_000;

  /** The method that is written now. */
  protected MethodVisitor code;

  /** Where it gives up. */
  protected Label unknown = new Label();

  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
  private final List<Object> constants = new ArrayList<>();
  private final List<Class<?>> types = new ArrayList<>();
  private final Lookup lookup;
  private final Class<?> parent;
  private final MethodType constructor;
  private final String descriptor;
  private final String name;
  private int methods;

  /**
   * @param lookup of the package that the class is to be in
   * @param parent what it extends
   * @param constructor the parent's; its parameters are numbers and truth values of one slot
   * @param method the method that it overrides
   * @param type of that method: bytes, a position and more, to a position
   */
  protected ClassCode(
      Lookup lookup, Class<?> parent, MethodType constructor, String method, MethodType type) {
    this.lookup = lookup;
    this.parent = parent;
    this.constructor = constructor;
    this.descriptor = type.descriptorString();
    this.name = Type.getInternalName(parent) + "Made";
    writer.visit(V17, ACC_FINAL, name, null, Type.getInternalName(parent), null);
    constructor();
    code = writer.visitMethod(0, method, descriptor, null, null);
    code.visitCode();
  }

  private void constructor() {
    MethodVisitor made =
        writer.visitMethod(0, "<init>", constructor.descriptorString(), null, null);
    made.visitCode();
    made.visitVarInsn(ALOAD, 0);
    for (int i = 0; i < constructor.parameterCount(); i++) {
      made.visitVarInsn(ILOAD, i + 1);
    }
    made.visitMethodInsn(
        INVOKESPECIAL,
        Type.getInternalName(parent),
        "<init>",
        constructor.descriptorString(),
        false);
    made.visitInsn(RETURN);
    made.visitMaxs(0, 0);
  }

  /**
   * Ends the code and makes an object of the class; null when there is too much code.
   *
   * @param arguments of the constructor
   */
  protected final @Nullable Object define(Object... arguments) {
    code.visitLabel(unknown);
    code.visitInsn(ICONST_M1);
    code.visitInsn(IRETURN);
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    initializer();
    byte[] made = writer.toByteArray();
    if (end.getOffset() > MAX_CODE) {
      return null;
    }
    try {
      Lookup hidden = lookup.defineHiddenClassWithClassData(made, constants.toArray(), true);
      return hidden
          .findConstructor(hidden.lookupClass(), constructor)
          .invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("the code that was made for a contract is wrong", e);
    }
  }

  /** Takes the constants from the data that the class is defined with. */
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
      made.visitFieldInsn(PUTSTATIC, name, "constant" + i, Type.getDescriptor(type));
    }
    made.visitInsn(RETURN);
    made.visitMaxs(0, 0);
  }

  /**
   * Begins a method of its own with the class's parameters; what is written until the answer is
   * closed belongs to it. For a class with so many parts that all in one would be too much code.
   */
  protected final Method method() {
    return new Method();
  }

  /** A method of its own. */
  protected final class Method implements AutoCloseable {
    private final MethodVisitor outer = code;
    private final Label outerUnknown = unknown;

    /** Its name, to be called on this object with the class's parameters. */
    public final String name = "part" + methods++;

    private Method() {
      code = writer.visitMethod(ACC_PRIVATE, name, descriptor, null, null);
      code.visitCode();
      unknown = new Label();
    }

    /** Answers with the position in a variable. */
    public void answer(int variable) {
      code.visitVarInsn(ILOAD, variable);
      code.visitInsn(IRETURN);
    }

    @Override
    public void close() {
      code.visitLabel(unknown);
      code.visitInsn(ICONST_M1);
      code.visitInsn(IRETURN);
      code.visitMaxs(0, 0);
      code = outer;
      unknown = outerUnknown;
    }

    /** Calls it; this object and the parameters are pushed already. */
    public void call() {
      code.visitMethodInsn(INVOKEVIRTUAL, ClassCode.this.name, this.name, descriptor, false);
    }
  }

  /** Pushes an object that the class holds. */
  protected final void constant(Object value) {
    // A hidden class has no name that code could use.
    constant(value, value.getClass().isHidden() ? parent : value.getClass());
  }

  /** Pushes an object that the class holds as what it is of a type. */
  protected final void constant(Object value, Class<?> type) {
    String field = "constant" + constants.size();
    writer.visitField(
        ACC_PRIVATE | ACC_STATIC | ACC_FINAL, field, Type.getDescriptor(type), null, null);
    code.visitFieldInsn(GETSTATIC, name, field, Type.getDescriptor(type));
    constants.add(value);
    types.add(type);
  }

  /** Calls a method that the class's package may call. */
  protected final void call(
      Class<?> owner, String method, Class<?> result, Class<?>... parameters) {
    try {
      boolean isStatic =
          Modifier.isStatic(owner.getDeclaredMethod(method, parameters).getModifiers());
      int how = isStatic ? INVOKESTATIC : owner.isInterface() ? INVOKEINTERFACE : INVOKEVIRTUAL;
      code.visitMethodInsn(
          how,
          Type.getInternalName(owner),
          method,
          descriptor(result, parameters),
          owner.isInterface());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("there is no such method to call", e);
    }
  }

  private static String descriptor(Class<?> result, Class<?>... parameters) {
    return MethodType.methodType(result, parameters).descriptorString();
  }
}
