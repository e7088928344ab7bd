package dev.surety.validation.fast.json;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.BALOAD;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFLT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IF_ICMPEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
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
import static org.objectweb.asm.Opcodes.SIPUSH;

import dev.surety.validation.fast.code.ClassCode;
import dev.surety.validation.fast.text.Prefix;
import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.fast.text.Words;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.objectweb.asm.Label;

/**
 * A class that is made for one object or array of one contract: its parts' checks are its
 * constants. What is unusual is left to the {@link Check} that it is made of.
 */
abstract class CheckCode extends ClassCode {
  static final int SCAN = 3;
  static final int AT = 4;

  /** The first local variable that is free for the code of a kind of check. */
  static final int FREE = 9;

  /** Two variables for what is computed in between; each may have two slots. */
  private static final int WORD = 5;

  private static final int LOW = 7;

  /** A longer text is compared in a loop. */
  private static final int MAX_FIXED = 64;

  private static final Class<?>[] SCANNED = {byte[].class, int.class, Scan.class};

  CheckCode() {
    super(
        MethodHandles.lookup(),
        Check.class,
        MethodType.methodType(void.class, boolean.class),
        "scan",
        MethodType.methodType(int.class, SCANNED));
  }

  /** A check that is as the given one and, where it has parts, made of classes of its own. */
  static Check compile(Check check) {
    if (check instanceof Struct struct) {
      Object made =
          struct.size() <= StructCode.MOST_MEMBERS
              ? new StructCode(struct).define(struct.nullable())
              : null;
      return made == null ? struct.with(CheckCode::compile) : (Check) made;
    }
    if (check instanceof Elements elements) {
      Object made = new ElementsCode(elements).define(elements.nullable());
      return made == null ? elements : (Check) made;
    }
    return check instanceof Captured captured ? captured.with(compile(captured.value())) : check;
  }

  /**
   * Reads a value in a method of its own.
   *
   * @param body writes how the value at {@link #FROM} is read; its end is in {@link #AT} then
   */
  final void method(int position, Runnable body) {
    Method part = method();
    try (part) {
      body.run();
      part.answer(AT);
    }
    code.visitVarInsn(ALOAD, 0);
    code.visitVarInsn(ALOAD, BYTES);
    code.visitVarInsn(ILOAD, position);
    code.visitVarInsn(ALOAD, SCAN);
    part.call();
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
      call(Prefix.class, "end", int.class, byte[].class, int.class, int.class);
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
      call(TextCheck.class, "holds", boolean.class, byte[].class, int.class, int.class);
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
}
